import { checkLength, checkMeasures, checkPositive } from '../check.ts'

/**
 * Points that fade: the sum of amounts, each halved once per half-life since it happened.
 *
 * ```
 * Σ xᵢ · 2^(−ageᵢ / halfLife)
 * ```
 *
 * A steady x per unit of time settles at x · halfLife / ln 2. Two such sums over the same events add up, so a sum can be kept
 * and aged: S(later) = S(now) · 2^(−elapsed / halfLife) + what happened since.
 *
 * @param amounts points per event, any sign. @param ages time since each, ≥ 0, in the unit of `halfLife`.
 * @example
 * decayedSum([10, 10, 10], [0, 30, 60], 30) // 17.5
 */
export function decayedSum(amounts: ArrayLike<number>, ages: ArrayLike<number>, halfLife: number): number {
  checkMeasures('amounts', amounts)
  checkMeasures('ages', ages, 0)
  checkLength('ages', ages, 'amounts', amounts.length)
  checkPositive('halfLife', halfLife)
  let sum = 0
  for (let i = 0; i < amounts.length; i++) sum += amounts[i]! * 2 ** (-ages[i]! / halfLife)
  return sum
}
