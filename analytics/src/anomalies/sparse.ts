import { checkLevel, checkPositive } from '../check.ts'
import { InvalidInput } from '../errors.ts'

/**
 * How many weeks of silence it takes until "nothing came" is no longer chance: even full knowledge of the level cannot tell a
 * source that has stopped from one that has not yet had its next event.
 *
 * ```
 * P(no event in w weeks) = e^(−μ w)  (φ = 1),   φ^(−μ w / (φ − 1))  else;   the least w with P ≤ chance
 * ```
 *
 * @param mean expected events per week. @param dispersion variance over mean, at least 1. @param chance default 0.02.
 * @example
 * silenceWeeks(0.5) // 8
 * silenceWeeks(0.1) // 40
 */
export function silenceWeeks(mean: number, dispersion = 1, chance = 0.02): number {
  checkPositive('mean', mean)
  if (!(dispersion >= 1 && dispersion < Infinity)) throw new InvalidInput('dispersion', dispersion, 'at least 1')
  checkLevel('chance', chance)
  const over = dispersion - 1
  const perWeek = over < 1e-9 ? mean : (mean * Math.log1p(over)) / over
  return Math.ceil(-Math.log(chance) / perWeek)
}
