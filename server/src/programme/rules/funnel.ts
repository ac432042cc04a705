import { kaplanMeier } from '@hansa/analytics'
import type { StageFigures, StageOutcome } from '@hansa/contract/lifecycle'
import { partnerStages, type PartnerStage } from '@hansa/contract/partners'

/** One uninterrupted time of a partnership at a stage. Days are ISO; `to` is the first day on which it was over. */
export interface Stay {
  readonly organizationId: string
  readonly stage: PartnerStage
  readonly from: string
  readonly to: string | null
  /** The stage that followed. */
  readonly next: PartnerStage | null
}

const stages = Object.keys(partnerStages) as PartnerStage[]
/** How far along the way in each stage is. At risk and dormant are ways of being in, not of getting further. */
const rank = (stage: PartnerStage): number => Math.min(stages.indexOf(stage), stages.indexOf('active'))

/** What became of a stay, seen from a day. */
export function outcomeOf({ stage, to, next }: Stay, day: string): StageOutcome {
  if (to === null || to > day || next === null) return 'here'
  if (next === 'off_boarded') return 'left'
  return rank(next) > rank(stage) ? 'went_on' : 'back'
}

const aDay = 86_400_000
const until = ({ to }: Stay, day: string): string => (to === null || to > day ? day : to)
/** Whole days of a stay, up to `day` where it lasts. */
export const daysOf = (stay: Stay, day: string): number =>
  Math.max(0, Math.round((Date.parse(until(stay, day)) - Date.parse(stay.from)) / aDay))

/** Joins stays that follow each other at one stage: recorded twice, it is one stay. */
export function staysOf(
  spells: readonly { organizationId: string; stage: PartnerStage; from: string; to: string | null }[],
): Stay[] {
  const stays: {
    organizationId: string
    stage: PartnerStage
    from: string
    to: string | null
    next: PartnerStage | null
  }[] = []
  for (const spell of spells) {
    const last = stays.at(-1)
    const same = last?.organizationId === spell.organizationId
    if (same && last.to === spell.from && last.stage === spell.stage) last.to = spell.to
    else {
      if (same && last.to !== null) last.next = spell.stage
      stays.push({ ...spell, next: null })
    }
  }
  return stays
}

/**
 * Each stage’s part in the funnel. Time in the stage is the time until it ends, whichever way; stays that last count as
 * unfinished (Kaplan and Meier).
 *
 * @param stays those that began before or on `day`
 */
export const figuresOf = (stays: readonly Stay[], day: string): StageFigures[] =>
  stages.map((stage) => {
    const own = stays.filter((stay) => stay.stage === stage && stay.from <= day)
    const companies = (which: StageOutcome | undefined) =>
      new Set(
        own.flatMap((stay) => (which === undefined || outcomeOf(stay, day) === which ? [stay.organizationId] : [])),
      ).size
    const curve = kaplanMeier(
      own.map((stay) => daysOf(stay, day)),
      own.map((stay) => outcomeOf(stay, day) !== 'here'),
    )
    return {
      stage,
      entered: companies(undefined),
      wentOn: companies('went_on'),
      left: companies('left'),
      here: companies('here'),
      ...(curve.enough
        ? {
            median: curve.median.value,
            low: curve.median.low,
            high: curve.median.high,
            needs: 0,
            curve: [...curve.times].map((days, i) => ({
              days,
              share: curve.survival[i]!,
              low: curve.low[i]!,
              high: curve.high[i]!,
            })),
          }
        : { median: null, low: null, high: null, needs: 1, curve: [] }),
    }
  })
