import { dealStages } from '@hansa/contract/pipeline'
import { differences, type DealChange, type DealFacts } from './deal.ts'
import type { LineFact } from './lines.ts'
import { stageHistory, type StageFact } from './stages.ts'

/** What the log is told. */
export interface Telling {
  readonly verb: string
  readonly objectId: string
  readonly organizationId: string
  readonly partnerId: string | null
  readonly happenedAt: Date
  readonly data: Record<string, unknown>
}

/** When a day was: its beginning, and for today the moment itself. */
export type MomentOf = (day: string) => Date

/** The days on which something happened that `dealEvents` tells of. */
export const dealDays = (changes: readonly DealChange[]): string[] => [
  ...new Set(changes.flatMap(({ deal, stagesAfter }) => [deal.openedOn, ...stagesAfter.map((fact) => fact.fromDay)])),
]

/**
 * What the log is told of changed deals: `deal.created` on the day it was opened; for each move one of `deal.won`,
 * `deal.lost` and `deal.stage_changed`, on its day; `deal.updated` for everything else, each field as [before, after]. The
 * partner of the deal may read it, so what is the vendor's own (forecast, next step, lines, why it was closed, and who the
 * partner was before) is told apart, to the vendor alone.
 */
export const dealEvents = (changes: readonly DealChange[], now: Date, momentOf: MomentOf): Telling[] =>
  changes.flatMap((change) => {
    if (change.outcome === 'unchanged') return []
    const { id, before, deal } = change
    const about = { objectId: id, organizationId: deal.customerId, partnerId: deal.partnerId }
    const value = deal.amount === null ? null : { amount: deal.amount, currency: deal.currency }
    const told: Telling[] = []
    if (!before)
      told.push({
        ...about,
        verb: 'deal.created',
        happenedAt: momentOf(deal.openedOn),
        data: { name: deal.name, stage: stageHistory(change.stagesAfter)[0]!.stage, value },
      })
    const { moves, mended } = movesOf(change)
    for (const { from, to, day } of moves)
      told.push({
        ...about,
        verb: dealStages[to].closed ? `deal.${to}` : 'deal.stage_changed',
        happenedAt: momentOf(day),
        data: { name: deal.name, from, to, value },
      })
    if (!before) return told
    const edits = changesOf(before, deal, (field) => !silent.has(field) && !own.has(field))
    if (mended) edits.stages = mended
    const apart = changesOf(before, deal, (field) => own.has(field))
    if (change.linesBefore !== change.linesAfter)
      apart.lines = [priced(change.linesBefore, before), priced(change.linesAfter, deal)]
    for (const [changes, partnerId] of [
      [edits, deal.partnerId],
      [apart, null],
    ] as const)
      if (Object.keys(changes).length > 0)
        told.push({ ...about, verb: 'deal.updated', partnerId, happenedAt: now, data: { name: deal.name, changes } })
    return told
  })

/** Lines with the currency that they were in. */
const priced = (lines: readonly LineFact[], { currency }: DealFacts) => lines.map((line) => ({ ...line, currency }))

/** What the history of the stages tells, and what only follows from another field. */
const silent = new Set<keyof DealFacts>(['sortName', 'stage', 'stageSince', 'sourceStage', 'closedOn'])
/** What only the vendor reads. */
const own = new Set<keyof DealFacts>([
  'partnerId',
  'nextStep',
  'nextStepOn',
  'forecast',
  'closeReason',
  'closeNote',
  'competitor',
  'programmeId',
  'pipelineStage',
])
const changesOf = (before: DealFacts, deal: DealFacts, wanted: (field: keyof DealFacts) => boolean) =>
  Object.fromEntries(
    differences(before, deal)
      .filter(wanted)
      .map((field): [string, unknown] => [field, [before[field], deal[field]]]),
  )

type Days = [StageFact['stage'], string][]

/**
 * The moves that the history has now and had not before. Where a stay that was known only begins on another day, nobody
 * moved: that is mended, as [before, after]. The first stage of a new deal is told with its creation, unless it is an end.
 */
function movesOf({ before, stagesBefore, stagesAfter }: DealChange) {
  if (stagesBefore === stagesAfter) return { moves: [], mended: undefined }
  const [old, now] = [stageHistory(stagesBefore), stageHistory(stagesAfter)]
  const isIn = (stays: readonly StageFact[]) => (stay: StageFact) =>
    stays.some((other) => other.stage === stay.stage && other.fromDay === stay.fromDay)
  const gone = old.filter((stay) => !isIn(now)(stay))
  const mended: [Days, Days] = [[], []]
  const moves = now.flatMap((stay, i) => {
    if (isIn(old)(stay)) return []
    const at = gone.findIndex((other) => other.stage === stay.stage)
    if (at >= 0) {
      mended[0].push([stay.stage, gone.splice(at, 1)[0]!.fromDay])
      mended[1].push([stay.stage, stay.fromDay])
      return []
    }
    if (!before && i === 0 && !dealStages[stay.stage].closed) return []
    return [{ from: now[i - 1]?.stage ?? null, to: stay.stage, day: stay.fromDay }]
  })
  return { moves, mended: mended[0].length > 0 ? mended : undefined }
}
