import { checkEach, checkInteger, checkLevel } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { normalCdf, normalQuantile } from '../special.ts'
import { expectedCount, fitBaseline } from './baseline.ts'
import { countQuantile, countTail } from './count-distribution.ts'
import { YEAR } from './season.ts'
import { isCount } from './weekly-series.ts'

export interface FarringtonOptions {
  /** Probability of exceeding the threshold by chance. Default 0.005. */
  readonly alpha?: number
  /** Years of reference weeks. Default 5. */
  readonly years?: number
  readonly leaveOut?: number
  /** 10, or 1 for none. */
  readonly levels?: number
  readonly halfWindow?: number
  readonly outbreak?: number
  /** 1 (default) keeps the trend whenever it does not extrapolate, as Noufaily et al. advise; 0.05 keeps it where significant. */
  readonly trendBelow?: number
  /** Negative binomial quantile (default), or the normal one on the ⅔ power of the original method. */
  readonly threshold?: 'negative binomial' | 'two-thirds power'
  /** No threshold below this many events in the latest four weeks. Default 5. */
  readonly leastEvents?: number
}

export interface FarringtonWeek {
  readonly enough: true
  readonly expected: number
  /** Counts above it are exceedances. */
  readonly upper: number
  /** P(a count as high or higher). */
  readonly p: number
  readonly dispersion: number
  readonly trend: boolean
  readonly alarm: boolean
}

/**
 * The improved Farrington method for one week, the last of `counts`: is it higher than its past allows?
 *
 * Reference weeks go back `years` years, less the latest 26; see {@link fitBaseline} for the regression.
 *
 * ```
 * upper: the (1 − α) quantile of the negative binomial with mean μ and variance φ μ
 * ⅔ power: (μ^⅔ + z √(4/9 μ^⅓ (φ + Var μ̂ / μ)))^{3/2}
 * ```
 *
 * Noufaily et al. 2013; the older threshold Farrington, Andrews, Beale & Catchpole 1996. This is the published method, for
 * comparison and for long, dense series. Partners are watched by {@link startWatch}.
 *
 * @returns not enough with too short a history, fewer than `leastEvents` in four weeks, or an empty season without a prior.
 */
export function farringtonWeek(counts: ArrayLike<number>, options: FarringtonOptions = {}): FarringtonWeek | NotEnough {
  const { alpha = 0.005, years = 5, leaveOut = 26, levels = 10, halfWindow = 3, leastEvents = 5 } = options
  const { outbreak = 2.58, trendBelow = 1, threshold = 'negative binomial' } = options
  checkLevel('alpha', alpha)
  checkEach('counts', counts, isCount, 'a whole number from 0 to 1e+9')
  checkInteger('years', years, 1, 100)
  checkInteger('leastEvents', leastEvents, 0)
  if (threshold !== 'negative binomial' && threshold !== 'two-thirds power') {
    throw new InvalidInput('threshold', threshold, '"negative binomial" or "two-thirds power"')
  }
  const needed = years * YEAR + halfWindow + 1
  if (counts.length < needed) return notEnough(`${needed} weeks of counts, has ${counts.length}`)
  let recent = 0
  for (let i = 1; i <= 4; i++) recent += counts[counts.length - i]!
  if (recent < leastEvents) return notEnough(`${leastEvents} events in the latest four weeks, has ${recent}`)
  const history = Array.from({ length: needed - 1 }, (_, i) => counts[counts.length - needed + i]!)
  const baseline = fitBaseline(
    { counts: history },
    {
      leaveOut,
      levels,
      halfWindow,
      outbreak,
      trendBelow,
      trendWeeks: 3 * YEAR - leaveOut,
      seasonSpread: Infinity,
    },
  )
  if (!baseline.enough) return baseline
  const { mean, error } = expectedCount(baseline, history.length)
  const { dispersion, trend } = baseline
  const y = counts[counts.length - 1]!
  const spread = Math.sqrt((4 / 9) * Math.cbrt(mean) * (dispersion + error * error * mean))
  const [upper, p] =
    threshold === 'negative binomial'
      ? [countQuantile(1 - alpha, mean, dispersion), countTail(y, mean, dispersion)]
      : [
          Math.max(0, Math.cbrt(mean) ** 2 + normalQuantile(1 - alpha) * spread) ** 1.5,
          normalCdf((Math.cbrt(mean) ** 2 - Math.cbrt(y) ** 2) / spread),
        ]
  return { enough: true, expected: mean, upper, p, dispersion, trend, alarm: y > upper && y > 0 }
}
