import { say, term } from '@hansa/contract/language'
import * as api from '@hansa/contract/deals'
import type { Deal, DealRecord, DealStage } from '@hansa/contract/deals'
import { mayIf, type Principal } from '../../core/access.ts'
import { today } from '../../core/calendar.ts'
import { wrong } from '../../core/errors.ts'
import { csvDownload } from '../../core/http/csv.ts'
import { handle, handleOutside, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { readOrganization } from '../../organizations/queries/organizations.ts'
import * as queries from '../queries/deals.ts'
import { readStages } from '../queries/stages.ts'
import { tellDeals } from '../queries/upsert.ts'
import { dealProblems, edited, type DealChange, type Said } from '../rules/deal.ts'
import { stageHistory } from '../rules/stages.ts'

const withMay = (principal: Principal, deal: Omit<Deal, 'may'>): Deal => ({
  ...deal,
  may: { edit: mayIf(principal, 'deals.write') },
})

async function readRecord({ db, principal }: Context, id: string): Promise<DealRecord> {
  const deal = withMay(principal, await queries.readDeal(db, id))
  return { ...deal, stages: stageHistory((await readStages(db, [id])).get(id) ?? []) }
}

async function checkCompanies({ db }: Context, said: Said): Promise<void> {
  for (const field of ['customerId', 'partnerId'] as const) {
    const id = said[field]
    if (!id) continue
    const organization = await readOrganization(db, id).catch(() => undefined)
    if (!organization || organization.mergedInto) throw wrong(field, say`"${id}" is not an organization here`)
  }
}

/** Refuses what cannot be, writes, tells the log, and answers the deal as it is now. */
async function settle(
  ctx: Context,
  said: Said,
  change: DealChange,
  day: string,
  write: () => Promise<void>,
): Promise<DealRecord> {
  await checkCompanies(ctx, said)
  const [problem] = dealProblems(change, day)
  if (problem) throw wrong(problem.field, problem.message)
  if (said.lostReason && change.deal.stage !== 'lost')
    throw wrong(
      'lostReason',
      say`is only for a lost deal; this one stands at “${term(api.dealStages[change.deal.stage].name)}”`,
    )
  await write()
  await ctx.record(...(await tellDeals(ctx.db, [change], { now: ctx.now, day })))
  return readRecord(ctx, change.id)
}

const columns = [
  'id',
  'name',
  'customerName',
  'partnerName',
  'owner',
  'stage',
  'stageSince',
  'sourceStage',
  'amount',
  'currency',
  'product',
  'openedOn',
  'expectedCloseOn',
  'closedOn',
  'lostReason',
  'source',
  'sourceKey',
] as const

export const pipeline: Route[] = [
  handle(api.listDeals, async ({ db, principal }, input) => {
    const list = await queries.listDeals(db, input)
    return { ...list, items: list.items.map((item) => withMay(principal, item)) }
  }),
  handle(api.listDealOptions, ({ db }) => queries.dealOptions(db)),
  handleOutside(api.exportDeals, async (ctx, input) =>
    csvDownload('deals.csv', columns, async (after) => {
      const page = await ctx.inside(({ db }) => queries.listDeals(db, { ...input, sort: 'name', after, limit: 200 }))
      return { ...page, items: page.items.map((deal) => ({ ...deal, ...deal.value })) }
    }),
  ),
  handle(api.readDeal, (ctx, { id }) => readRecord(ctx, id)),
  handle(api.createDeal, async (ctx, { stage = 'prospecting', stageSince, ...said }) => {
    const { db, now, principal } = ctx
    const day = await today(db, now)
    const fromDay = stageSince ?? (api.dealStages[stage].closed ? day : (said.openedOn ?? day))
    const change = edited(
      said,
      { id: newId('deal', now), before: undefined, stagesBefore: [] },
      { stage, fromDay, sourceStage: null },
    )
    const source = principal.kind === 'key' ? 'api' : 'workspace'
    return settle(ctx, said, change, day, () => queries.insertDeal(db, change, source, now))
  }),
  handle(api.updateDeal, async (ctx, { id, version, stage, stageSince, ...said }) => {
    const { db, now } = ctx
    const day = await today(db, now)
    const known = await queries.holdDeal(db, id, version)
    if (stageSince && !stage) throw wrong('stageSince', say`needs the stage that it speaks of`)
    const change = edited(said, known, move(stage, stageSince ?? day, known.before.stage, stageSince === undefined))
    return settle(ctx, said, change, day, () => queries.updateDeal(db, change, now))
  }),
]

/** The move that a person asked for; none where the deal stands there already and no day is named. */
const move = (stage: DealStage | undefined, fromDay: string, stands: DealStage, undated: boolean) =>
  stage === undefined || (undated && stage === stands) ? undefined : { stage, fromDay, sourceStage: null }
