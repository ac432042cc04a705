import { checkMeasures, checkNumber } from '../check.ts'
import { InvalidInput } from '../errors.ts'

/**
 * How a measurement becomes a mark from 0 to 1. Both kinds are fixed when the rule is made, so that no one's mark moves
 * because another's did.
 *
 * - `goalposts`: linear from `low` (0) to `high` (1), cut off beyond; `low` above `high` where less is better; `log` on a
 *   logarithmic scale, for money and counts that differ by factors.
 * - `percentile`: the share of a frozen reference group that is lower, half of the equal included: a mid-rank. `lessIsBetter`
 *   turns it round.
 */
export type Scale =
  | { readonly kind: 'goalposts'; readonly low: number; readonly high: number; readonly log?: boolean }
  | { readonly kind: 'percentile'; readonly reference: ArrayLike<number>; readonly lessIsBetter?: boolean }

/**
 * The scale as a function; checked and sorted once.
 *
 * @example
 * scaleOf({ kind: 'goalposts', low: 20, high: 85 })(65) // 0.6923
 * scaleOf({ kind: 'percentile', reference: [1, 2, 2, 5] })(2) // 0.5
 */
export function scaleOf(scale: Scale): (value: number) => number {
  if (scale.kind === 'goalposts') {
    const { low, high, log = false } = scale
    checkNumber('low', low, log ? Number.MIN_VALUE : -1e150, 1e150)
    checkNumber('high', high, log ? Number.MIN_VALUE : -1e150, 1e150)
    if (low === high) throw new InvalidInput('high', high, `different from low (${low})`)
    const on = (value: number): number => (log ? Math.log(value) : value)
    const clamp = (mark: number): number => Math.min(1, Math.max(0, mark))
    return (value) => (log && value <= 0 ? Number(low > high) : clamp((on(value) - on(low)) / (on(high) - on(low))))
  }
  if (scale.kind !== 'percentile') throw new InvalidInput('kind', (scale as Scale).kind, '"goalposts" or "percentile"')
  const { reference, lessIsBetter = false } = scale
  checkMeasures('reference', reference)
  if (reference.length === 0) throw new InvalidInput('reference', reference, 'a group of at least 1')
  const sorted = Float64Array.from(reference).sort()
  return (value) => {
    const share = (countBelow(sorted, value, false) + countBelow(sorted, value, true)) / (2 * sorted.length)
    return lessIsBetter ? 1 - share : share
  }
}

/** How many ascending values are below `value`, or at most it. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value || (orEqual && sorted[middle] === value)) low = middle + 1
    else high = middle
  }
  return low
}
