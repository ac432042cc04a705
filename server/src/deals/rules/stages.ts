import { dealStages, type DealStage } from '@hansa/contract/deals'

/** What is known of a deal on its way: on this day it came into this stage. */
export interface StageFact {
  readonly stage: DealStage
  readonly fromDay: string
  /** What the source called the stage. */
  readonly sourceStage: string | null
  /** A source showed it without saying since when; the day is assumed. */
  readonly assumed?: boolean
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const inOrder = (a: StageFact, b: StageFact) =>
  compare(a.fromDay, b.fromDay) ||
  dealStages[a.stage].place - dealStages[b.stage].place ||
  compare(a.stage, b.stage) ||
  compare(a.sourceStage ?? '', b.sourceStage ?? '')

/**
 * A deal's way through the pipeline, from what is known of it, in whatever order that was learned: by day, and within a
 * day by the stages' order. A stage that is told again while it holds is one stay, with the source's last word for it;
 * one that comes back is another.
 *
 * @example stageHistory([won on 8 May, proposal on 2 May, proposal on 5 May]) // proposal from 2 May, won from 8 May
 */
export function stageHistory(facts: readonly StageFact[]): StageFact[] {
  const stays: StageFact[] = []
  for (const fact of facts.toSorted(inOrder)) {
    const last = stays.at(-1)
    if (last?.stage !== fact.stage) stays.push(fact)
    else if (fact.sourceStage !== null) stays[stays.length - 1] = { ...last, sourceStage: fact.sourceStage }
  }
  return stays
}

/** Where a deal stands by what is known of its way, which must not be nothing. */
export function stageNow(facts: readonly StageFact[]) {
  const last = stageHistory(facts).at(-1)
  if (!last) throw new Error('Of a deal at least one stage is known')
  const { stage, fromDay, sourceStage } = last
  return { stage, stageSince: fromDay, sourceStage, closedOn: dealStages[stage].closed ? fromDay : null }
}

/** The facts with one more; the same list where it says nothing new. */
export function withFact(facts: readonly StageFact[], added: StageFact): readonly StageFact[] {
  const at = facts.findIndex((fact) => fact.stage === added.stage && fact.fromDay === added.fromDay)
  if (at < 0) return [...facts, added]
  // A day that is told is no longer assumed.
  if (facts[at]!.assumed && !added.assumed) return facts.with(at, added)
  // Of two words for one stage on one day the later in the alphabet stays, whichever came first.
  return (facts[at]!.sourceStage ?? '') >= (added.sourceStage ?? '') ? facts : facts.with(at, added)
}

/**
 * The facts after a person moved the deal: on that day it ends in this stage. What the day knew of stages further along,
 * and of another end, was a slip and goes; other days stay as they are.
 */
export function moved(facts: readonly StageFact[], to: StageFact): readonly StageFact[] {
  const slip = (fact: StageFact) =>
    fact.fromDay === to.fromDay && fact.stage !== to.stage && dealStages[fact.stage].place >= dealStages[to.stage].place
  return withFact(
    facts.filter((fact) => !slip(fact)),
    to,
  )
}

/**
 * The facts after a source told days, beside the stage that it had shown without one. Where the days lead to that stage,
 * they say since when; where they go past the assumed day to another stage, it counts from today.
 *
 * @param before the facts before the days were told: an assumption speaks only as long as nothing came after it
 */
export function settled(
  before: readonly StageFact[],
  facts: readonly StageFact[],
  today: string,
): readonly StageFact[] {
  const shown = before.toSorted(inOrder).at(-1)
  if (facts === before || !shown?.assumed) return facts
  const told = facts.filter((fact) => !fact.assumed)
  if (told.length === 0 || stageNow(told).stage === shown.stage) return told.length === 0 ? facts : told
  const passed = told.some(({ fromDay }) => fromDay > shown.fromDay)
  const others = facts.filter(
    (fact) => fact.assumed && fact !== shown && !told.some(({ stage }) => stage === fact.stage),
  )
  return [...told, ...others, passed ? { ...shown, fromDay: today } : shown]
}
