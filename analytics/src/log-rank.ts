import type { Flags } from './check.ts'
import { InvalidInput, type NotEnough, notEnough } from './errors.ts'
import { solve } from './linear.ts'
import { chiSquareTail } from './special.ts'
import { splitDurations } from './survival.ts'

export interface SurvivalGroup {
  readonly durations: ArrayLike<number>
  readonly events: Flags
}

export interface LogRank {
  readonly enough: true
  readonly chiSquare: number
  readonly degrees: number
  /** Probability of a χ² at least this large if all groups had the same hazard at all times. */
  readonly p: number
  /** Events seen in each group, and expected if the groups did not differ. */
  readonly observed: Float64Array
  readonly expected: Float64Array
}

/**
 * Log-rank test: do two or more groups differ in how soon the event comes?
 *
 * At each event time the events are spread over the groups in proportion to the numbers at risk; the test compares
 * these expectations with what was seen.
 *
 * ```
 * E_g = Σ_t d_t n_gt / n_t
 * V_gh = Σ_t d_t (n_t − d_t)/(n_t − 1) · n_gt/n_t · (δ_gh − n_ht/n_t)      hypergeometric, so ties are exact
 * χ² = (O − E)ᵀ V⁻ (O − E), degrees = groups − 1                           Mantel 1966; Peto & Peto 1972
 * ```
 *
 * Every event weighs the same (no Wilcoxon weights), which is best when hazards are proportional.
 *
 * @param groups at least two; groups never at risk while an event happens cannot be compared and take no degree.
 * @returns not enough where no event happens while the groups are at risk together.
 * @example
 * logRank([
 *   { durations: [1, 2, 3, 4], events: [1, 1, 1, 1] },
 *   { durations: [3, 5, 6, 7], events: [0, 1, 1, 0] },
 * ]) // χ² 6.8433 on 1 degree, p 0.0089, observed [4, 2], expected [1.5119, 4.4881]
 */
export function logRank(groups: readonly SurvivalGroup[]): LogRank | NotEnough {
  if (groups.length < 2) throw new InvalidInput('groups', groups, 'at least 2 groups')
  const split = groups.map((group, g) =>
    splitDurations(`groups[${g}].durations`, group.durations, `groups[${g}].events`, group.events),
  )
  const times = new Float64Array(new Set(split.flatMap(({ ended }) => [...ended]))).sort()

  const k = groups.length
  const observed = Float64Array.from(split, ({ ended }) => ended.length)
  const expected = new Float64Array(k)
  const variance = new Float64Array(k * k)
  const gone = split.map(() => ({ ended: 0, open: 0 }))
  const atRisk = new Float64Array(k)
  for (const time of times) {
    let events = 0
    split.forEach(({ ended, open }, g) => {
      const at = gone[g]!
      while (at.open < open.length && open[at.open]! < time) at.open++
      atRisk[g] = ended.length - at.ended + (open.length - at.open)
      while (at.ended < ended.length && ended[at.ended] === time) {
        at.ended++
        events++
      }
    })
    const total = atRisk.reduce((sum, n) => sum + n, 0)
    const spread = total > 1 ? (events * (total - events)) / (total - 1) : 0
    for (let g = 0; g < k; g++) {
      const share = atRisk[g]! / total
      expected[g]! += events * share
      for (let h = 0; h < k; h++) variance[g * k + h]! += spread * share * (Number(g === h) - atRisk[h]! / total)
    }
  }

  const compared = [...expected.keys()].filter((g) => variance[g * k + g]! > 0)
  const kept = compared.slice(0, -1)
  const gap = kept.map((g) => observed[g]! - expected[g]!)
  const weights = solve(
    kept.flatMap((g) => kept.map((h) => variance[g * k + h]!)),
    gap,
  )
  if (kept.length === 0 || !weights) return notEnough('events at times when the groups are at risk together')
  const chiSquare = gap.reduce((sum, d, i) => sum + d * weights[i]!, 0)
  return { enough: true, chiSquare, degrees: kept.length, p: chiSquareTail(chiSquare, kept.length), observed, expected }
}
