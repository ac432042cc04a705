import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/registration-links'
import type { Principal } from '../../core/access.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { recordEvents, type NewEvent } from '../../core/events/record.ts'
import { handleOutside, type Context, type OutsideContext, type Route } from '../../core/http/route.ts'
import { enqueue } from '../../core/jobs/queue.ts'
import { readEcosystem } from '../../identity/queries.ts'
import { bookOf } from '../queries/act.ts'
import { rowOf } from '../queries/registrations.ts'
import * as queries from '../queries/registration-links.ts'
import { actOnOwn, readOwnRecord } from './own-registrations.ts'

const unknown = () =>
  new Refusal(
    'missing',
    say`This link does not work: it was copied in part, or was never one of ours. Use the newest e-mail about your registration.`,
  )

/** One transaction in the name of a partner's contact who sent a claim by a link: behind the same wall as with a login. */
async function asSender<T>(
  { services, now }: OutsideContext,
  key: string,
  work: (ctx: Context, registrationId: string) => Promise<T>,
): Promise<T> {
  const ids = queries.idsIn(key)
  const sender = ids && (await services.database.outside((db) => queries.senderBehind(db, ids)))
  if (!sender) throw unknown()
  const { ecosystemId, partnerId, name, email } = sender
  const until = await services.database.scoped({ ecosystemId, partnerId: null }, (db) => queries.keyUntil(db, key))
  if (!until) throw unknown()
  if (sender.ended) throw new Refusal('missing', say`The access of the person whom this link was made for has ended.`)
  if (until < now) throw new Refusal('missing', say`This link has expired. The newest e-mail has another one.`)
  const { registrationId, personId: id } = ids
  const principal: Principal = {
    kind: 'link',
    id,
    userId: id,
    memberId: id,
    name,
    email,
    role: 'partner_member',
    ecosystemId,
    partnerId,
    scopes: null,
  }
  let wanted = false
  const own = (event: NewEvent): NewEvent => ({ organizationId: partnerId, partnerId, ...event })
  const result = await services.database.scoped(principal, (db) =>
    work(
      {
        db,
        principal,
        language: 'en',
        now,
        services,
        record: async (...events) =>
          void (await recordEvents(db, { kind: 'partner', id, name }, now, 'link', events.map(own))),
        enqueue: (job) => {
          wanted = true
          return enqueue(db, job, now, id)
        },
      },
      registrationId,
    ),
  )
  if (wanted) services.wake()
  return result
}

async function shown(ctx: Context, id: string) {
  const record = await readOwnRecord(ctx, id)
  const { rules } = await bookOf(ctx.db, await rowOf(ctx.db, id), ctx.now)
  return {
    ...record,
    products: record.families.map((key) => rules.families.find((family) => family.key === key)?.name ?? key),
    ecosystem: (await readEcosystem(ctx.db)).name,
    person: ctx.principal.name,
  }
}

export const registrationStatus: Route[] = [
  handleOutside(api.readRegistrationStatus, (ctx, { key }) => asSender(ctx, key, shown)),
  handleOutside(api.actByStatus, (ctx, { key, act, version, text }) =>
    asSender(ctx, key, async (inside, id) => {
      if (act !== 'withdraw' && !text) throw wrong('text', say`must say something`)
      await actOnOwn(act)(inside, { id, version, text })
      return shown(inside, id)
    }),
  ),
]
