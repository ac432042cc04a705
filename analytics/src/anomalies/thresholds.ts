import { checkInteger, checkPositive } from '../check.ts'
import { InvalidInput } from '../errors.ts'
import { Random } from '../random.ts'
import { nextSum, ratio, ratioWeights } from './cusum.ts'
import { nullCounts } from './null-counts.ts'

export interface ThresholdOptions {
  /** False alarms per series and year of 52 weeks, drops and rises together. Default 1. */
  readonly falseAlarmsPerYear?: number
  /** Share of them for sustained drops, sustained rises, and single weeks either way. Default 0.8, 0.12, 0.04, 0.04. */
  readonly shares?: Partial<AlarmShares>
  /** The level that a drop is tuned for, as a factor of the old. Default 0.35. */
  readonly drop?: number
  /** The same for rises. Default 2. */
  readonly rise?: number
  /** Simulated years per cell of the table. Default 1500: rates within about 4%. */
  readonly years?: number
  /** Default 0. */
  readonly seed?: number
}

export interface AlarmShares {
  readonly drop: number
  readonly rise: number
  readonly lowWeek: number
  readonly highWeek: number
}

/** Errors of a baseline in units of a week's noise: 0.1 is a level known from 100 weeks. */
const ERRORS = [0, 0.1, 0.2, 0.35, 0.6, 1]
const WEEKS = 52
/** Where one week is proof the rate alone would ask for next to nothing: odds of e³ = 20 are asked for all the same. */
const LEAST = 3
const DENSE = 8

/**
 * Thresholds of the cumulative sums, calibrated to a rate of false alarms by simulation under the fitted null.
 *
 * A cell of the table holds the two thresholds for a mean μ, a dispersion φ and an error of the baseline q = se √(μ/φ): many
 * years of counts are drawn whose true level differs from the baseline as far as its error allows (gamma, mean 1, variance
 * se²), and the threshold is the smallest at which no more alarms *begin* than the rate allows. Cells lie at powers of 2 in μ and
 * of 1.5 in φ, are computed when first asked for, and are interpolated. The same seed gives the same thresholds in any order.
 */
export class Thresholds {
  readonly rate: AlarmShares
  readonly drop: number
  readonly rise: number
  readonly #years: number
  readonly #seed: number
  readonly #cells = new Map<string, readonly [drop: number, rise: number]>()

  constructor(options: ThresholdOptions = {}) {
    const { falseAlarmsPerYear = 1, shares, drop = 0.35, rise = 2, years = 1500, seed = 0 } = options
    checkPositive('falseAlarmsPerYear', falseAlarmsPerYear)
    if (!(falseAlarmsPerYear <= 10)) throw new InvalidInput('falseAlarmsPerYear', falseAlarmsPerYear, 'at most 10')
    if (!(drop > 0 && drop < 1)) throw new InvalidInput('drop', drop, 'between 0 and 1, exclusive')
    if (!(rise > 1 && rise <= 100)) throw new InvalidInput('rise', rise, 'above 1, at most 100')
    checkInteger('years', years, 100, 1_000_000)
    checkInteger('seed', seed, 0)
    const share = { drop: 0.8, rise: 0.12, lowWeek: 0.04, highWeek: 0.04, ...shares }
    let sum = 0
    for (const name of ['drop', 'rise', 'lowWeek', 'highWeek'] as const) {
      checkPositive(`shares.${name}`, share[name])
      sum += share[name]
    }
    if (sum > 1 + 1e-9) throw new InvalidInput('shares', sum, 'shares that sum to at most 1')
    this.rate = {
      drop: share.drop * falseAlarmsPerYear,
      rise: share.rise * falseAlarmsPerYear,
      lowWeek: share.lowWeek * falseAlarmsPerYear,
      highWeek: share.highWeek * falseAlarmsPerYear,
    }
    this.drop = drop
    this.rise = rise
    this.#years = years
    this.#seed = seed
  }

  /** Thresholds for a weekly mean, a dispersion and a standard error of the log mean. */
  at(mean: number, dispersion: number, error: number): { readonly drop: number; readonly rise: number } {
    checkPositive('mean', mean)
    if (!(dispersion >= 1 && dispersion < Infinity)) throw new InvalidInput('dispersion', dispersion, 'at least 1')
    if (!(error >= 0)) throw new InvalidInput('error', error, 'at least 0')
    const [m, mPart] = between(Math.log2(mean), -6, 12)
    const [d, dPart] = between(Math.log(dispersion) / Math.log(1.5), 0, 14)
    const q = Math.min(ERRORS.at(-1)!, error * Math.sqrt(mean / dispersion))
    const e = Math.min(
      ERRORS.length - 2,
      ERRORS.findLastIndex((known) => known <= q),
    )
    const ePart = (q - ERRORS[e]!) / (ERRORS[e + 1]! - ERRORS[e]!)
    const sum = [0, 0]
    for (let corner = 0; corner < 8; corner++) {
      const [i, j, k] = [corner & 1, (corner >> 1) & 1, corner >> 2]
      const weight = (i ? mPart : 1 - mPart) * (j ? dPart : 1 - dPart) * (k ? ePart : 1 - ePart)
      if (weight === 0) continue
      const cell = this.#cell(m + i, d + j, e + k)
      sum[0]! += weight * cell[0]
      sum[1]! += weight * cell[1]
    }
    return { drop: sum[0]!, rise: sum[1]! }
  }

  #cell(m: number, d: number, e: number): readonly [number, number] {
    const key = `${m} ${d} ${e}`
    const known = this.#cells.get(key)
    if (known) return known
    const [mean, dispersion] = [2 ** m, 1.5 ** d]
    const random = new Random(this.#seed, (m + 100) * 10_000 + d * 100 + e)
    const counts = nullCounts(random, this.#years, mean, dispersion, ERRORS[e]! / Math.sqrt(mean / dispersion))
    const cell = [
      calibrate(counts, mean, dispersion, this.drop, this.rate.drop),
      calibrate(counts, mean, dispersion, this.rise, this.rate.rise),
    ] as const
    this.#cells.set(key, cell)
    return cell
  }
}

/** Whole part and rest of a position on the grid, held within it. */
function between(position: number, least: number, most: number): [number, number] {
  const at = Math.min(most, Math.max(least, position))
  const whole = Math.floor(at)
  return [whole, at - whole]
}

/** The smallest threshold at which no more than `rate` alarms begin in a year, by bisection. */
function calibrate(counts: Float64Array, mean: number, dispersion: number, factor: number, rate: number): number {
  const weights = ratioWeights(factor, dispersion)
  const steps = counts.map((count) => ratio(count, mean, weights))
  const allowed = (rate * counts.length) / WEEKS
  let [low, high] = [mean / dispersion >= DENSE ? LEAST : 0.1, 40]
  for (let i = 0; i < 14; i++) {
    const middle = (low + high) / 2
    if (alarmsOf(steps, middle, allowed) > allowed) low = middle
    else high = middle
  }
  return high
}

/** Alarms that begin, each year from 0; counted up to one more than `enough`. */
function alarmsOf(steps: Float64Array, threshold: number, enough: number): number {
  let alarms = 0
  for (let year = 0; year < steps.length && alarms <= enough; year += WEEKS) {
    let sum = 0
    let raised = false
    for (let t = year; t < year + WEEKS; t++) {
      sum = nextSum(sum, steps[t]!, threshold)
      if (sum === 0) raised = false
      else if (!raised && sum >= threshold) {
        raised = true
        alarms++
      }
    }
  }
  return alarms
}
