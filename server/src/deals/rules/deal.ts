import { english } from '@hansa/contract/language'
import { dealStages, type DealStage } from '@hansa/contract/deals'
import type { Money } from '@hansa/contract/fields'
import { fold } from '../../organizations/rules.ts'
import { moved, stageNow, withFact, type StageFact } from './stages.ts'

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
  readonly lostReason: string | null
  readonly stage: DealStage
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
  readonly lostReason?: string | null | undefined
}

/** What a source knows about one deal. */
export interface GivenDeal extends Said {
  /** What the source calls the deal. */
  readonly sourceKey: string
  readonly customerId: string
  /** The source's key serves a new deal without one. */
  readonly name?: string | undefined
  /** On which day it came into which stage, in any order. */
  readonly stages?:
    | readonly { stage: DealStage; fromDay: string; sourceStage?: string | null | undefined }[]
    | undefined
  /** The stage that the source shows without saying since when. */
  readonly stage?: { readonly stage: DealStage; readonly sourceStage?: string | null | undefined } | undefined
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
}

interface Known {
  readonly id: string
  readonly before: DealFacts | undefined
  readonly stagesBefore: readonly StageFact[]
}

/**
 * What becomes of a deal by what a source knows about it. Of several rows the last says what the deal is; what they say
 * of its stages is joined.
 *
 * @param day today: since when a stage holds that comes without a day (in a new deal that is open: since it was opened)
 */
export function completed(rows: readonly GivenDeal[], { id, before, stagesBefore }: Known, day: string): DealChange {
  const row = rows.at(-1)!
  let stagesAfter = stagesBefore
  for (const said of rows)
    for (const { stage, fromDay, sourceStage = null } of said.stages ?? [])
      stagesAfter = withFact(stagesAfter, { stage, fromDay, sourceStage })
  const opened = row.openedOn ?? before?.openedOn
  if (row.stage) {
    const { stage, sourceStage = null } = row.stage
    const stands = stagesAfter.length > 0 ? stageNow(stagesAfter) : undefined
    const since = stands || dealStages[stage].closed ? day : (opened ?? day)
    if (stands?.stage !== stage || (sourceStage !== null && stands.sourceStage !== sourceStage))
      stagesAfter = withFact(stagesAfter, { stage, fromDay: since, sourceStage })
  }
  if (stagesAfter.length === 0) stagesAfter = [{ stage: 'prospecting', fromDay: opened ?? day, sourceStage: null }]
  const days = [...stagesAfter.map((fact) => fact.fromDay), ...(opened ? [opened] : [])].sort()
  const said = { ...row, name: row.name ?? before?.name ?? row.sourceKey, openedOn: row.openedOn ?? days[0]! }
  return changed(said, { id, before, stagesBefore }, stagesAfter)
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
  return changed(said, known, to ? moved(facts, to) : facts)
}

function changed(said: Said, { id, before, stagesBefore }: Known, stagesAfter: readonly StageFact[]): DealChange {
  const kept = <T>(given: T | undefined, known: T | undefined): T => (given === undefined ? known : given) as T
  const standing = stageNow(stagesAfter)
  const value = said.value === undefined ? before : said.value
  const name = kept(said.name, before?.name)
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
    lostReason: standing.stage === 'lost' ? (kept(said.lostReason, before?.lostReason) ?? null) : null,
    ...standing,
  }
  const same = before !== undefined && stagesAfter === stagesBefore && differences(before, deal).length === 0
  return { id, outcome: same ? 'unchanged' : before ? 'updated' : 'created', before, deal, stagesBefore, stagesAfter }
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
