import { nextSum, ratio, type RatioWeights } from './cusum.ts'

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
  /** The most unusual week since then, and P of a count as far out as its. */
  readonly peak: number
  readonly peakP: number
  readonly episode?: Episode
}

export const QUIET: Tracker = { sum: 0, since: 0, peak: 0, peakP: 1 }

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
  const { direction, weights, threshold } = rules
  const sum = nextSum(before.sum, ratio(count, mean, weights), threshold)
  const alone = p < rules.alone
  const sustained = sum >= threshold
  const { episode } = before
  if (sum === 0 && !alone) return { tracker: QUIET, ...(episode && { ended: { ...episode, end: week - 1 } }) }
  const fresh = before.sum === 0 && !episode
  const since = fresh ? week : before.since
  const [peak, peakP] = fresh || p < before.peakP ? [week, p] : [before.peak, before.peakP]
  const now = { sum, since, peak, peakP }
  if (episode) {
    return { tracker: { ...now, episode: { ...episode, peak, by: sustained ? 'sustained' : episode.by } } }
  }
  if (!sustained && !alone) return { tracker: now }
  const by = sustained ? 'sustained' : 'week'
  return { tracker: { ...now, episode: { direction, by, start: since, raised: week, peak } } }
}
