import { english, say } from '@hansa/contract/language'
import * as api from '@hansa/contract/revenue'
import type { Revenue } from '@hansa/contract/revenue'
import { mayIf, type Principal } from '../../core/access.ts'
import { today } from '../../core/calendar.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { csvDownload } from '../../core/http/csv.ts'
import { handle, handleOutside, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { readOrganization } from '../../organizations/queries/organizations.ts'
import { readDeal } from '../queries/deals.ts'
import { insertRevenue } from '../queries/insert-revenue.ts'
import * as queries from '../queries/revenue.ts'
import { revenueEvents } from '../rules/revenue.ts'

/** Why an entry cannot be taken back, where it cannot. */
const fixed = ({ reversesId, reversedById }: Omit<Revenue, 'may'>): string | undefined =>
  reversedById
    ? english`${reversedById} takes this entry back already.`
    : reversesId
      ? english`This entry takes another one back. Record the revenue anew instead.`
      : undefined

const withMay = (principal: Principal, entry: Omit<Revenue, 'may'>): Revenue => ({
  ...entry,
  may: { reverse: fixed(entry) ?? mayIf(principal, 'deals.write') },
})

const sourceOf = (principal: Principal): string => (principal.kind === 'key' ? 'api' : 'workspace')

const columns = [
  'id',
  'day',
  'partnerName',
  'kind',
  'amount',
  'currency',
  'product',
  'orderReference',
  'dealName',
  'reversesId',
  'note',
  'source',
  'sourceKey',
] as const

export const revenue: Route[] = [
  handle(api.listRevenue, async ({ db, principal }, input) => {
    const list = await queries.listRevenue(db, input)
    return { ...list, items: list.items.map((item) => withMay(principal, item)) }
  }),
  handleOutside(api.exportRevenue, async (ctx, input) =>
    csvDownload('revenue.csv', columns, (after) =>
      ctx.inside(({ db }) => queries.listRevenue(db, { ...input, sort: 'day', after, limit: 200 })),
    ),
  ),
  handle(api.sumRevenue, async ({ db }, input) => ({ items: await queries.sumRevenue(db, input) })),
  handle(api.recordRevenue, async (ctx, { source = sourceOf(ctx.principal), sourceKey = null, ...input }) => {
    const { db, now, principal } = ctx
    const partner = await readOrganization(db, input.partnerId).catch(() => undefined)
    if (!partner || partner.mergedInto) throw wrong('partnerId', say`"${input.partnerId}" is not an organization here`)
    if (input.dealId)
      await readDeal(db, input.dealId).catch(() => {
        throw wrong('dealId', say`"${input.dealId}" is not a deal here`)
      })
    const [written] = await insertRevenue(db, [{ ...input, sourceKey }], { source, now })
    const { id, outcome, recorded } = written!
    if (outcome === 'differs')
      throw new Refusal(
        'conflict',
        say`${source} recorded "${sourceKey}" already: ${recorded.kind} of ${String(recorded.amount)} ${recorded.currency} (minor units) on ${recorded.day}. Revenue is never overwritten; reverse ${id}, and record it anew under another key.`,
        [{ field: 'sourceKey', message: say`is recorded already, as ${id}` }],
      )
    if (outcome === 'created') await ctx.record(...revenueEvents([{ ...input, id }], now))
    return withMay(principal, await queries.readRevenue(db, id))
  }),
  handle(api.reverseRevenue, async (ctx, { id: originalId, day, note }) => {
    const { db, now, principal } = ctx
    const original = await queries.readRevenue(db, originalId)
    const reason = fixed(original)
    if (reason) throw new Refusal('conflict', reason)
    const id = newId('rev', now)
    await queries.insertReversal(db, originalId, {
      id,
      day: day ?? (await today(db, now)),
      note: note ?? null,
      source: sourceOf(principal),
      now,
    })
    const { partnerId, kind, amount, currency } = original
    await ctx.record({
      verb: 'revenue.reversed',
      objectId: id,
      organizationId: partnerId,
      partnerId,
      data: { kind, amount: -amount, currency, reverses: originalId },
    })
    return withMay(principal, await queries.readRevenue(db, id))
  }),
]
