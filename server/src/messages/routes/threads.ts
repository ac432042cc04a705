import * as api from '@hansa/contract/messages'
import { say } from '@hansa/contract/language'
import { can } from '../../core/access.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { isOrganization } from '../../identity/queries.ts'
import { listMessages } from '../queries/messages.ts'
import { addPeople, markPerson, recipients } from '../queries/people.ts'
import * as queries from '../queries/threads.ts'
import { begin, post } from './post.ts'

/** People by their ids, as they may be written to; refuses one who may not. */
async function people(ctx: Context, field: string, ids: readonly string[], partnerId: string | null) {
  const known = ids.length === 0 ? [] : await recipients(ctx.db, partnerId)
  return [...new Set(ids)].map((id) => {
    const found = known.find((one) => one.id === id)
    if (!found) throw wrong(field, say`"${id}" is nobody who could get this`)
    return { id, name: found.name, partnerId: found.side === 'partner' ? partnerId : null }
  })
}

/** Whom a new thread goes to where nobody was named: the partner's administrators, else all its people with a login. */
async function usual(ctx: Context, partnerId: string) {
  const theirs = (await recipients(ctx.db, partnerId)).filter((one) => one.side === 'partner' && one.hasLogin)
  const administrators = theirs.filter((one) => one.role === 'partner_administrator')
  return (administrators.length > 0 ? administrators : theirs).map(({ id, name }) => ({ id, name, partnerId }))
}

/** Through the vendor's door. */
export const vendorThreads: Route[] = [
  handle(api.listThreads, ({ db, principal }, input) => queries.listThreads(db, principal, input)),
  handle(api.countThreads, ({ db, principal }) => queries.countThreads(db, principal)),
  handle(api.listRecipients, async ({ db }, { partnerId }) => ({ items: await recipients(db, partnerId ?? null) })),
  handle(api.startThread, async (ctx, { subject, body, partnerId = null, objectId = null, to, fileIds }) => {
    if (partnerId && !(await isOrganization(ctx.db, partnerId)))
      throw wrong('partnerId', say`"${partnerId}" is not an organization here`)
    const named = await people(ctx, 'to', to, partnerId)
    const thread = await begin(ctx, { subject, partnerId, objectId })
    await addPeople(ctx.db, thread.id, partnerId && named.length === 0 ? await usual(ctx, partnerId) : named)
    await post(ctx, thread, { body, internal: false, mentions: [], fileIds })
    return queries.readThread(ctx.db, ctx.principal, thread.id)
  }),
  handle(api.readThread, ({ db, principal }, { id }) => queries.readThread(db, principal, id)),
  handle(api.listMessages, async ({ db, principal }, input) => {
    await queries.readThread(db, principal, input.id)
    return listMessages(db, input)
  }),
  handle(api.postMessage, async (ctx, { id, body, internal, mentions, fileIds }) => {
    const thread = await queries.holdThread(ctx.db, id)
    const named = await people(ctx, 'mentions', mentions, internal ? null : thread.partnerId)
    return post(ctx, thread, { body, internal, mentions: named, fileIds })
  }),
  handle(api.markThread, async (ctx, { id, read, following, settled }) => {
    const { db, principal, record } = ctx
    const thread = await queries.holdThread(db, id)
    if (read ?? following !== undefined)
      await markPerson(db, id, principal, {
        ...(read && { readUntil: thread.lastAt ?? thread.createdAt }),
        ...(following !== undefined && { following }),
      })
    if (settled && thread.waitingSince) {
      if (!can(principal, 'messages.write'))
        throw new Refusal('forbidden', say`Your role does not hold “${'messages.write'}”.`)
      await queries.updateThread(db, id, { waitingSince: null })
      await record({ verb: 'thread.settled', objectId: id, organizationId: thread.partnerId })
    }
    return queries.readThread(db, principal, id)
  }),
]
