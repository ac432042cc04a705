import { checkInteger, checkLevel, checkMeasures } from '../check.ts'
import { type NotEnough, notEnough } from '../errors.ts'
import { criticalValue, type Estimate, moments, shareDifference } from '../intervals.ts'
import { chiSquareTail, studentQuantile } from '../special.ts'

/** One arm of an experiment: units assigned, and how many of them did what was hoped for. */
export interface Arm {
  readonly units: number
  readonly responses: number
}

export interface HoldoutLift {
  readonly enough: true
  /** Share of responses, treated minus hold-out (Newcombe's interval). */
  readonly difference: Estimate
  /** Rate of the treated over that of the hold-out. */
  readonly ratio: Estimate
  /** Responses that would not have come without the treatment: units treated × difference. */
  readonly incremental: Estimate
  /** Probability of arm sizes this far from the intended split; below 0.001 something is wrong with the assignment. */
  readonly splitP: number
}

/**
 * Lift of a play against its random hold-out, at an end fixed beforehand.
 *
 * ```
 * difference = p̂_t − p̂_h                        Newcombe 1998
 * ratio      = p̂_t / p̂_h, limits exp(ln r ± z √(1/(x_t+½) − 1/(n_t+½) + 1/(x_h+½) − 1/(n_h+½))),
 *              r of the counts with ½ added       Walter 1975
 * ```
 *
 * Count units as assigned, also those that were not reached. Whoever looks at the figures while the play runs and stops when
 * they please needs `sequentialTest` instead.
 *
 * @param treatedShare the intended share of treated units, for the check of the split.
 * @returns not enough where an arm is empty, or nobody responded.
 * @example
 * holdoutLift({ units: 800, responses: 120 }, { units: 200, responses: 20 }, 0.8)
 * // difference 0.05 (−0.0045 to 0.0933), ratio 1.5 (0.946 to 2.290), incremental 40 (−3.6 to 74.7), splitP 1
 */
export function holdoutLift(treated: Arm, holdout: Arm, treatedShare: number, level = 0.95): HoldoutLift | NotEnough {
  for (const [name, arm] of Object.entries({ treated, holdout })) {
    checkInteger(`${name}.units`, arm.units, 0)
    checkInteger(`${name}.responses`, arm.responses, 0, arm.units)
  }
  checkLevel('treatedShare', treatedShare)
  const z = criticalValue(level)
  const difference = shareDifference(holdout.responses, holdout.units, treated.responses, treated.units, level)
  if (!difference.enough) return notEnough('units in both arms')
  if (treated.responses + holdout.responses === 0) return notEnough('at least 1 response')

  const [xt, nt, xh, nh] = [treated.responses + 0.5, treated.units + 0.5, holdout.responses + 0.5, holdout.units + 0.5]
  const middle = xt / nt / (xh / nh)
  const width = z * Math.sqrt(Math.max(0, 1 / xt - 1 / nt + 1 / xh - 1 / nh))
  const plain = (treated.responses * holdout.units) / (holdout.responses * treated.units)
  const times = (factor: number): Estimate => ({
    enough: true,
    value: difference.value * factor,
    low: difference.low * factor,
    high: difference.high * factor,
  })
  const units = treated.units + holdout.units
  const gap = treated.units - units * treatedShare
  return {
    enough: true,
    difference,
    // Without a response in the hold-out the plain ratio is infinite; then the one with ½ added stands in.
    ratio: {
      enough: true,
      value: Number.isFinite(plain) ? plain : middle,
      low: Math.min(plain, middle * Math.exp(-width)),
      high: middle * Math.exp(width),
    },
    incremental: times(treated.units),
    splitP: chiSquareTail(gap ** 2 / (units * treatedShare * (1 - treatedShare)), 1),
  }
}

/**
 * Lift of an amount (revenue per partner) against the hold-out: difference of means with Welch's interval (1947).
 *
 * @returns not enough below 10 units in an arm, or where nothing varies.
 * @example
 * meanLift([3, 5, 4, 6, 7, 5, 4, 6, 5, 5], [2, 4, 3, 5, 3, 4, 3, 4, 2, 5]) // value 1.5, low 0.4492, high 2.5508
 */
export function meanLift(treated: ArrayLike<number>, holdout: ArrayLike<number>, level = 0.95): Estimate | NotEnough {
  checkMeasures('treated', treated)
  checkMeasures('holdout', holdout)
  checkLevel('level', level)
  if (treated.length < 10 || holdout.length < 10) {
    return notEnough(`at least 10 units in each arm, has ${treated.length} and ${holdout.length}`)
  }
  const [t, h] = [moments(treated), moments(holdout)]
  const [a, b] = [t.variance / treated.length, h.variance / holdout.length]
  if (a + b === 0) return notEnough('amounts that differ within an arm')
  const degrees = (a + b) ** 2 / (a ** 2 / (treated.length - 1) + b ** 2 / (holdout.length - 1))
  const half = studentQuantile((1 + level) / 2, degrees) * Math.sqrt(a + b)
  const value = t.mean - h.mean
  return { enough: true, value, low: value - half, high: value + half }
}
