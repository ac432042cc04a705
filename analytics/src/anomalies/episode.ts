import { nextSum, type RatioWeights } from './cusum.ts'

/** A stretch of weeks that one alarm covers; plain data. */
export interface Episode {
  readonly direction: 'drop' | 'rise'
  /** What raised it: the evidence of several weeks, or one week alone. */
  readonly by: 'sustained' | 'week'
  /** When the change most likely began. */
  readonly start: number
  /** The week that raised the alarm. */
  readonly raised: number
  /** The most unusual week so far. */
  readonly peak: number
  /** The last week, once it is over. */
  readonly end?: number
}

/** What is carried from week to week in one direction; plain data. */
export interface Tracker {
  readonly sum: number
  /** The week in which the sum left 0. */
  readonly since: number
  readonly episode?: Episode
  /** Of the peak: P(a count as far out). */
  readonly peakP: number
}

export const QUIET: Tracker = { sum: 0, since: 0, peakP: 1 }

export interface TrackerRules {
  readonly direction: Episode['direction']
  readonly weights: RatioWeights
  readonly threshold: number
  /** P of a single week below which it is an alarm by itself. */
  readonly alone: number
}

/**
 * One week further: S ← min(h, max(0, S + a y + b μ)). An episode begins where S reaches h or the week alone is too far out, and
 * ends where S is back at 0: the evidence is gone.
 *
 * @param p P(a count as far out as this one, in this direction).
 */
export function track(
  before: Tracker,
  rules: TrackerRules,
  { week, count, mean, p }: { week: number; count: number; mean: number; p: number },
): { readonly tracker: Tracker; readonly ended?: Episode } {
  const sum = nextSum(before.sum, count, mean, rules.weights, rules.threshold)
  const since = before.sum > 0 ? before.since : week
  const alone = p < rules.alone
  const sustained = sum >= rules.threshold
  const { episode } = before
  if (!episode) {
    if (!sustained && !alone) return { tracker: { sum, since, peakP: 1 } }
    const by = sustained ? 'sustained' : 'week'
    const start = sum > 0 ? since : week
    return {
      tracker: { sum, since, episode: { direction: rules.direction, by, start, raised: week, peak: week }, peakP: p },
    }
  }
  if (sum === 0 && !alone) return { tracker: QUIET, ended: { ...episode, end: week - 1 } }
  const peak = p < before.peakP
  return {
    tracker: {
      sum,
      since,
      episode: { ...episode, ...(sustained && { by: 'sustained' as const }), ...(peak && { peak: week }) },
      peakP: Math.min(p, before.peakP),
    },
  }
}
