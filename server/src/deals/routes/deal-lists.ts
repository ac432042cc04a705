import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/deals'
import type { Deal } from '@hansa/contract/deals'
import { mayIf, type Principal } from '../../core/access.ts'
import { wrong } from '../../core/errors.ts'
import { csvDownload } from '../../core/http/csv.ts'
import { handle, handleOutside, type Route } from '../../core/http/route.ts'
import { boardColumns } from '../queries/board.ts'
import * as queries from '../queries/deals.ts'
import { named, pipelineFor, pipelines, type Pipeline } from '../queries/pipelines.ts'

export const shown = (principal: Principal, all: readonly Pipeline[], deal: queries.Presented): Deal => ({
  ...named(all, deal),
  may: { edit: mayIf(principal, 'deals.write') },
})

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
  'pipelineStage',
  'forecastCategory',
  'nextStep',
  'nextStepOn',
  'openedOn',
  'expectedCloseOn',
  'closedOn',
  'closeReason',
  'closeNote',
  'competitor',
  'source',
  'sourceKey',
] as const

type Asked = Omit<queries.DealFilters, 'programme' | 'column'> & {
  readonly programmeId?: string | undefined
  readonly pipelineStage?: string | undefined
}
/** A list's filters with the programme and its stage looked up. */
function filtered(all: readonly Pipeline[], ask: Asked): queries.DealFilters {
  const { programmeId, pipelineStage, ...filters } = ask
  const pipeline = pipelineFor(all, programmeId)
  const stage = pipeline.stages.find(({ key }) => key === pipelineStage)
  if (pipelineStage !== undefined && !stage)
    throw wrong(
      'pipelineStage',
      say`"${pipelineStage}" is not one of ${pipeline.stages.map(({ key }) => key).join(', ')}`,
    )
  return {
    ...filters,
    // With one programme alone every deal is in it.
    ...(programmeId && all.length > 1 && { programme: pipeline }),
    ...(stage && { column: { stage, of: pipeline.stages } }),
  }
}

export const dealLists: Route[] = [
  handle(api.listDeals, async ({ db, principal, now }, { sort, after, limit, ...ask }) => {
    const all = await pipelines(db, now)
    const list = await queries.listDeals(db, { ...filtered(all, ask), sort, after, limit })
    return { ...list, items: list.items.map((item) => shown(principal, all, item)) }
  }),
  handle(api.readDealBoard, async ({ db, now }, ask) => {
    const all = await pipelines(db, now)
    const pipeline = pipelineFor(all, ask.programmeId)
    const { programmeId, rules } = pipeline
    return {
      programmeId,
      columns: await boardColumns(db, pipeline, filtered(all, { ...ask, programmeId })),
      idleDays: rules.idleDays,
      reasonNeeded: rules.reasonNeeded,
      programmes: all.map(({ programmeId: id, name }) => ({ id, name })),
    }
  }),
  handle(api.listDealOptions, ({ db }) => queries.dealOptions(db)),
  handleOutside(api.exportDeals, async (ctx, input) => {
    // A programme that is not there is refused before the file begins.
    await ctx.inside(async ({ db, now }) => filtered(await pipelines(db, now), input))
    return csvDownload('deals.csv', columns, async (after) => {
      const page = await ctx.inside(async ({ db, now }) => {
        const all = await pipelines(db, now)
        const list = await queries.listDeals(db, { ...filtered(all, input), sort: 'name', after, limit: 200 })
        return { ...list, items: list.items.map((deal) => named(all, deal)) }
      })
      return { ...page, items: page.items.map((deal) => ({ ...deal, ...deal.value })) }
    })
  }),
]
