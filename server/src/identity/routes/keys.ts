import * as api from '@hansa/contract/identity'
import { say } from '@hansa/contract/language'
import { randomBytes } from 'node:crypto'
import { wrong } from '../../core/errors.ts'
import { done, handle, handleOutside, type Route } from '../../core/http/route.ts'
import { insertApiKey, listApiKeys, revokeApiKey } from '../queries/keys.ts'
import { hashOf } from '../queries/tokens.ts'
import { deleteView, listViews, saveView } from '../queries/views.ts'
import { scopesBeyond } from '../rules.ts'

/** What a person keeps for themselves: keys for programs, and views of lists. */
export const own: Route[] = [
  handle(api.listApiKeys, ({ db, principal }, input) => listApiKeys(db, principal.memberId, input)),
  // Not inside the request's own transaction, which would keep the answer, and in it the secret, for the next time.
  handleOutside(api.createApiKey, (ctx, input) =>
    ctx.inside(async ({ db, principal, now, record }) => {
      const beyond = scopesBeyond(principal.role, input.scopes)
      if (beyond.length > 0) throw wrong('scopes', say`${beyond.join(', ')} is beyond your own role`)
      // A key that makes keys must not make wider ones.
      const wider = input.scopes.filter((scope) => principal.scopes !== null && !principal.scopes.includes(scope))
      if (wider.length > 0) throw wrong('scopes', say`${wider.join(', ')} is beyond the key that asks`)
      const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null
      if (expiresAt && expiresAt <= now) throw wrong('expiresAt', say`${input.expiresAt!} lies in the past`)
      const secret = `hansa_${randomBytes(30).toString('base64url')}`
      const key = await insertApiKey(
        db,
        { memberId: principal.memberId, name: input.name, secretHash: hashOf(secret), scopes: input.scopes, expiresAt },
        now,
      )
      await record({ verb: 'api_key.created', objectId: key.id, data: { name: key.name, scopes: key.scopes } })
      return { ...key, secret }
    }),
  ),
  handle(api.revokeApiKey, async ({ db, principal, now, record }, { id }) => {
    await revokeApiKey(db, principal.memberId, id, now)
    await record({ verb: 'api_key.revoked', objectId: id })
    return done
  }),

  handle(api.listViews, ({ db, principal }, input) => listViews(db, principal.memberId, input)),
  handle(api.saveView, ({ db, principal, now }, input) => saveView(db, principal.memberId, input, now)),
  handle(api.deleteView, async ({ db, principal }, { id }) => {
    await deleteView(db, principal.memberId, id)
    return done
  }),
]
