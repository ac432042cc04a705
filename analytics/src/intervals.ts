import { checkInteger, checkLevel, checkMeasures } from './check.ts'
import { type NotEnough, notEnough } from './errors.ts'
import { gammaQuantile, normalQuantile, studentQuantile } from './special.ts'

/** A range that covers the true value with a stated probability. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** A value with its interval. */
export interface Estimate extends Interval {
  readonly enough: true
  readonly value: number
}

/** The two-sided normal critical value: 1.96 for a level of 0.95. */
export function criticalValue(level: number): number {
  checkLevel('level', level)
  return -normalQuantile((1 - level) / 2)
}

/**
 * A share with Wilson's score interval (1927): all p with |p̂ − p| ≤ z √(p (1 − p) / n).
 *
 * ```
 * (p̂ + z²/2n ± z √(p̂ (1 − p̂)/n + z²/4n²)) / (1 + z²/n)
 * ```
 *
 * Of the several intervals for a share this one holds its coverage on average for small n and near 0 and 1, never
 * leaves [0, 1] and has width where all or none succeed. No continuity correction.
 *
 * @param successes a whole number from 0 to `trials`.
 * @returns not enough without a trial.
 * @example
 * shareInterval(3, 10) // { enough: true, value: 0.3, low: 0.1078, high: 0.6032 }
 */
export function shareInterval(successes: number, trials: number, level = 0.95): Estimate | NotEnough {
  checkInteger('trials', trials, 0)
  checkInteger('successes', successes, 0, trials)
  const z2 = criticalValue(level) ** 2
  if (trials === 0) return notEnough('at least 1 trial, has 0')
  const value = successes / trials
  const middle = value + z2 / (2 * trials)
  const half = Math.sqrt(z2 * ((value * (1 - value)) / trials + z2 / (4 * trials * trials)))
  const scale = 1 + z2 / trials
  return {
    enough: true,
    value,
    low: successes === 0 ? 0 : (middle - half) / scale,
    high: successes === trials ? 1 : (middle + half) / scale,
  }
}

/**
 * The difference of two independent shares, second minus first, with Newcombe's hybrid score interval (1998, method
 * 10): each side takes its distance from the Wilson limits of the two shares.
 *
 * ```
 * d̂ − √((p̂₂ − l₂)² + (u₁ − p̂₁)²),   d̂ + √((u₂ − p̂₂)² + (p̂₁ − l₁)²)
 * ```
 *
 * @returns not enough where either side has no trial.
 * @example
 * shareDifference(9, 10, 3, 10) // from 9 of 10 to 3 of 10: { value: -0.6, low: -0.8090, high: -0.1705 }
 */
export function shareDifference(
  successes1: number,
  trials1: number,
  successes2: number,
  trials2: number,
  level = 0.95,
): Estimate | NotEnough {
  const first = shareInterval(successes1, trials1, level)
  const second = shareInterval(successes2, trials2, level)
  if (!first.enough || !second.enough) return notEnough(`at least 1 trial on each side, has ${trials1} and ${trials2}`)
  const value = second.value - first.value
  return {
    enough: true,
    value,
    low: Math.max(-1, value - Math.hypot(second.value - second.low, first.high - first.value)),
    high: Math.min(1, value + Math.hypot(second.high - second.value, first.value - first.low)),
  }
}

/**
 * The mean behind a Poisson count, with the exact interval of Garwood (1936): the means under which a count this
 * large, or this small, has at least half the error probability. Conservative: it covers at least at its level.
 *
 * @example
 * countInterval(4) // { enough: true, value: 4, low: 1.0899, high: 10.2416 }
 */
export function countInterval(count: number, level = 0.95): Estimate {
  checkInteger('count', count, 0, 1e9)
  checkLevel('level', level)
  const tail = (1 - level) / 2
  return {
    enough: true,
    value: count,
    low: count === 0 ? 0 : gammaQuantile(tail, count),
    high: gammaQuantile(1 - tail, count + 1),
  }
}

/**
 * A mean with Student's t interval, x̄ ± t · s/√n: exact for normal values, good for others from a few dozen on.
 *
 * @param values in any unit.
 * @returns not enough below two values.
 * @example
 * meanInterval([1, 2, 3, 4]) // { enough: true, value: 2.5, low: 0.4457, high: 4.5543 }
 */
export function meanInterval(values: ArrayLike<number>, level = 0.95): Estimate | NotEnough {
  checkMeasures('values', values)
  checkLevel('level', level)
  const n = values.length
  if (n < 2) return notEnough(`at least 2 values, has ${n}`)
  const { mean, variance } = moments(values)
  const half = studentQuantile((1 + level) / 2, n - 1) * Math.sqrt(variance / n)
  return { enough: true, value: mean, low: mean - half, high: mean + half }
}

/** Mean and sample variance (n − 1) in one pass (Welford 1962); the variance of fewer than two values is 0. */
export function moments(values: ArrayLike<number>): { mean: number; variance: number } {
  let mean = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const gap = values[i]! - mean
    mean += gap / (i + 1)
    squares += gap * (values[i]! - mean)
  }
  return { mean, variance: values.length > 1 ? squares / (values.length - 1) : 0 }
}

/** The quantile of ascending values, linear between order statistics (Hyndman & Fan 1996, type 7). */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * p
  const below = sorted[Math.floor(place)]!
  return below + (place % 1) * (sorted[Math.ceil(place)]! - below)
}
