import { english } from '@hansa/contract/language'
import type { Money } from '@hansa/contract/fields'
import { dealStages, type CloseReason, type DealStage, type ForecastCategory } from '@hansa/contract/pipeline'
import { fold } from '../../organizations/rules.ts'
import { currencyOf, lineOf, sameLines, totalOf, withLines, type GivenLine, type LineFact } from './lines.ts'
import { moved, settled, stageNow, withFact, type StageFact } from './stages.ts'

/** A deal as it is kept, beside its id and where it came from. */
export interface DealFacts {
  readonly name: string
  readonly sortName: string
  readonly customerId: string
  readonly partnerId: string | null
  readonly owner: string | null
  /** Minor units of the currency. */
  readonly amount: number | null
  readonly currency: string | null
  readonly product: string | null
  readonly openedOn: string
  readonly expectedCloseOn: string | null
  readonly nextStep: string | null
  readonly nextStepOn: string | null
  readonly forecast: ForecastCategory | null
  readonly closeReason: CloseReason | null
  readonly closeNote: string | null
  readonly competitor: string | null
  readonly programmeId: string | null
  readonly stage: DealStage
  /** The programme's own stage within it; null for the first that counts as it. */
  readonly pipelineStage: string | null
  readonly stageSince: string
  readonly sourceStage: string | null
  readonly closedOn: string | null
}

/** What somebody says about a deal. What it leaves out stays as it is. */
export interface Said {
  readonly customerId?: string | undefined
  readonly name?: string | undefined
  readonly partnerId?: string | null | undefined
  readonly owner?: string | null | undefined
  readonly value?: Money | null | undefined
  readonly product?: string | null | undefined
  readonly openedOn?: string | undefined
  readonly expectedCloseOn?: string | null | undefined
  readonly nextStep?: string | null | undefined
  readonly nextStepOn?: string | null | undefined
  readonly forecast?: ForecastCategory | null | undefined
  readonly closeReason?: CloseReason | null | undefined
  readonly closeNote?: string | null | undefined
  readonly competitor?: string | null | undefined
  readonly programmeId?: string | null | undefined
  /** A stage of the programme: its key, null for the first, and as what it counts. */
  readonly refined?: { readonly key: string | null; readonly stage: DealStage } | undefined
  /** All lines at once. */
  readonly lines?: readonly GivenLine[] | undefined
}

/** What a source knows about one deal; of one that is known already, the customer need not be named. */
export interface GivenDeal extends Omit<Said, 'lines'> {
  /** What the source calls the deal. */
  readonly sourceKey: string
  /** The source's key serves a new deal without one. */
  readonly name?: string | undefined
  /** On which day it came into which stage, in any order. */
  readonly stages?:
    | readonly { stage: DealStage; fromDay: string; sourceStage?: string | null | undefined }[]
    | undefined
  /** The stage that the source shows without saying since when. */
  readonly stage?: { readonly stage: DealStage; readonly sourceStage?: string | null | undefined } | undefined
  /** Some of its lines, by their keys. */
  readonly lines?: readonly GivenLine[] | undefined
}

/** What becomes of a deal. */
export interface DealChange {
  readonly id: string
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly before: DealFacts | undefined
  readonly deal: DealFacts
  /** What was known of its stages, and what is known now: the same list where nothing is new. */
  readonly stagesBefore: readonly StageFact[]
  readonly stagesAfter: readonly StageFact[]
  readonly linesBefore: readonly LineFact[]
  readonly linesAfter: readonly LineFact[]
}

export interface Known {
  readonly id: string
  readonly before: DealFacts | undefined
  readonly stagesBefore: readonly StageFact[]
  readonly linesBefore: readonly LineFact[]
}
/** What is known of a deal that is new. */
export const unknown = (id: string): Known => ({ id, before: undefined, stagesBefore: [], linesBefore: [] })

/**
 * What becomes of a deal by what a source knows about it. Of several rows the last says what the deal is; what they say
 * of its stages is joined.
 *
 * @param day today: since when a stage holds that comes without a day (in a new deal that is open: since it was opened)
 */
export function completed(rows: readonly GivenDeal[], known: Known, day: string): DealChange {
  const { before, stagesBefore, linesBefore } = known
  const row = rows.at(-1)!
  let stagesAfter = stagesBefore
  for (const said of rows)
    for (const { stage, fromDay, sourceStage = null } of said.stages ?? [])
      stagesAfter = withFact(stagesAfter, { stage, fromDay, sourceStage })
  stagesAfter = settled(stagesBefore, stagesAfter, day)
  const opened = row.openedOn ?? before?.openedOn
  if (row.stage) {
    const { stage, sourceStage = null } = row.stage
    const stands = stagesAfter.length > 0 ? stageNow(stagesAfter) : undefined
    const since = stands || dealStages[stage].closed ? day : (opened ?? day)
    if (stands?.stage !== stage || (sourceStage !== null && stands.sourceStage !== sourceStage))
      stagesAfter = withFact(stagesAfter, { stage, fromDay: since, sourceStage, assumed: true })
  }
  if (stagesAfter.length === 0) stagesAfter = [{ stage: 'prospecting', fromDay: opened ?? day, sourceStage: null }]
  const days = [...stagesAfter.map((fact) => fact.fromDay), ...(opened ? [opened] : [])].sort()
  const said = { ...row, name: row.name ?? before?.name ?? row.sourceKey, openedOn: row.openedOn ?? days[0]! }
  const given = rows.flatMap(({ lines = [] }) => lines)
  return changed(said, known, stagesAfter, withLines(linesBefore, given), currencyOf(given))
}

/**
 * What becomes of a deal by what a person says about it. A stage that began with the deal follows its opening day.
 *
 * @param to the stage that the deal moves to, on which day; undefined leaves it where it stands. Needed for a new deal.
 */
export function edited(said: Said, known: Known, to: StageFact | undefined): DealChange {
  const { openedOn } = said
  const opened = known.before?.openedOn
  const facts =
    openedOn === undefined || openedOn === opened
      ? known.stagesBefore
      : known.stagesBefore.map((fact) => (fact.fromDay === opened ? { ...fact, fromDay: openedOn } : fact))
  const lines = said.lines?.map(lineOf) ?? known.linesBefore
  return changed(
    said,
    known,
    to ? moved(facts, to) : facts,
    sameLines(lines, known.linesBefore) ? known.linesBefore : lines,
    currencyOf(said.lines ?? []),
  )
}

function changed(
  said: Omit<Said, 'lines'>,
  { id, before, stagesBefore, linesBefore }: Known,
  stagesAfter: readonly StageFact[],
  linesAfter: readonly LineFact[],
  currency: string | undefined,
): DealChange {
  const kept = <T>(given: T | undefined, known: T | undefined): T => (given === undefined ? known : given) as T
  const stands = stageNow(stagesAfter)
  const value =
    linesAfter.length > 0
      ? { amount: totalOf(linesAfter), currency: currency ?? before!.currency! }
      : said.value === undefined
        ? before
        : said.value
  const name = kept(said.name, before?.name)
  const { closed } = dealStages[stands.stage]
  // What was said of an end holds for that end alone.
  const ofEnd = before?.stage === stands.stage ? before : undefined
  const programmeId = kept(said.programmeId, before?.programmeId) ?? null
  const refined = ofEnd?.programmeId === programmeId ? ofEnd.pipelineStage : null
  const deal: DealFacts = {
    name,
    sortName: fold(name),
    customerId: kept(said.customerId, before?.customerId),
    partnerId: kept(said.partnerId, before?.partnerId) ?? null,
    owner: kept(said.owner, before?.owner) ?? null,
    amount: value?.amount ?? null,
    currency: value?.currency ?? null,
    product: kept(said.product, before?.product) ?? null,
    openedOn: kept(said.openedOn, before?.openedOn) ?? stagesAfter.map((fact) => fact.fromDay).sort()[0]!,
    expectedCloseOn: kept(said.expectedCloseOn, before?.expectedCloseOn) ?? null,
    nextStep: kept(said.nextStep, before?.nextStep) ?? null,
    nextStepOn: kept(said.nextStepOn, before?.nextStepOn) ?? null,
    forecast: closed ? null : (kept(said.forecast, before?.forecast) ?? null),
    closeReason: closed ? (kept(said.closeReason, ofEnd?.closeReason) ?? null) : null,
    closeNote: closed ? (kept(said.closeNote, ofEnd?.closeNote) ?? null) : null,
    competitor: closed ? (kept(said.competitor, ofEnd?.competitor) ?? null) : null,
    programmeId,
    pipelineStage: said.refined?.stage === stands.stage ? said.refined.key : refined,
    ...stands,
  }
  const same =
    before !== undefined &&
    stagesAfter === stagesBefore &&
    linesAfter === linesBefore &&
    differences(before, deal).length === 0
  const outcome = same ? 'unchanged' : before ? 'updated' : 'created'
  return { id, outcome, before, deal, stagesBefore, stagesAfter, linesBefore, linesAfter }
}

/** The fields that differ. */
export const differences = (before: DealFacts, after: DealFacts): (keyof DealFacts)[] =>
  (Object.keys(after) as (keyof DealFacts)[]).filter((field) => before[field] !== after[field])

/** What cannot be, field by field: days that lie in the future, and a stage from before the deal was opened. */
export function dealProblems({ deal, stagesAfter }: DealChange, today: string): { field: string; message: string }[] {
  const problems = []
  if (deal.openedOn > today)
    problems.push({ field: 'openedOn', message: english`${deal.openedOn} lies in the future; today is ${today}` })
  const wrong = stagesAfter.find((fact) => fact.fromDay > today || fact.fromDay < deal.openedOn)
  if (wrong)
    problems.push({
      field: 'stageSince',
      message:
        wrong.fromDay > today
          ? english`${wrong.fromDay} lies in the future; today is ${today}`
          : english`${wrong.fromDay}, the day it came to “${dealStages[wrong.stage].name}”, is before ${deal.openedOn}, the day it was opened`,
    })
  return problems
}
