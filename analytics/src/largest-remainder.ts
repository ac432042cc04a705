import { checkEach, checkInteger } from './check.ts'
import { InvalidInput } from './errors.ts'

/**
 * Splits a whole amount (cents) in proportion to weights into whole parts that sum to it exactly.
 *
 * ```
 * partᵢ = ⌊total · wᵢ / Σw⌋, and one more to the largest remainders until the sum is right      Hamilton's method
 * ```
 *
 * Equal remainders (to 1e-9) go to the earlier entry, so equal input always gives equal output. A negative total is split like
 * the positive one and negated, so a reversal takes back exactly what was given.
 *
 * @param total a whole number, any sign.
 * @param weights finite, ≥ 0, not all 0 (unless the total is).
 * @example
 * largestRemainder(100, [1, 1, 1]) // [34, 33, 33]
 */
export function largestRemainder(total: number, weights: ArrayLike<number>): Float64Array {
  checkInteger('total', total)
  checkEach('weights', weights, (weight) => weight >= 0 && Number.isFinite(weight), 'a finite number, at least 0')
  const size = Float64Array.from(weights)
  const largest = size.reduce((a, b) => Math.max(a, b), 0)
  if (largest === 0 && total !== 0) throw new InvalidInput('weights', weights, 'above 0 somewhere, to split an amount')
  if (total < 0) return largestRemainder(-total, weights).map((part) => (part === 0 ? 0 : -part))
  if (total === 0) return size.fill(0)

  // Dividing by the largest first keeps the sum finite.
  const sum = size.reduce((a, b) => a + b / largest, 0)
  const exact = size.map((weight) => total * (weight / largest / sum))
  const parts = exact.map(Math.floor)
  const remainder = (i: number): number => Math.round((exact[i]! - parts[i]!) * 1e9)
  const order = [...size.keys()].filter((i) => size[i]! > 0).sort((i, j) => remainder(j) - remainder(i) || i - j)
  let left = total - parts.reduce((a, b) => a + b, 0)
  for (let at = 0; left > 0; at = (at + 1) % order.length, left--) parts[order[at]!]!++
  // Rounding can only give too much where totals approach 2⁵³; it is then taken from the smallest remainders.
  for (let at = order.length - 1; left < 0; at = (at || order.length) - 1) {
    if (parts[order[at]!]! === 0) continue
    parts[order[at]!]!--
    left++
  }
  return parts
}
