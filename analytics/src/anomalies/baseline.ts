import { checkInteger, checkNumber, checkPositive } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { studentCdf } from '../special.ts'
import { anscombe, consistent, outbreakWeight } from './outbreak-weights.ts'
import {
  type CoefficientPrior,
  type CountFit,
  type CountRows,
  leverages,
  mixed,
  quasiPoisson,
} from './quasi-poisson.ts'
import { seasonLevel, YEAR } from './season.ts'
import type { Segment } from './segment.ts'
import { checkFacts, checkSeries, weeksLeftOut, type WeekFacts, type WeeklySeries } from './weekly-series.ts'

export interface BaselineOptions {
  /** What partners of the same kind have in common. Without it a series stands alone. */
  readonly segment?: Segment
  /** Latest weeks that the fit does not see, so that it does not learn a change under way. Default 26, of a short history less. */
  readonly leaveOut?: number
  /** Season levels. Default 10; 1 for no season. */
  readonly levels?: number
  /** Weeks on either side of the anchor that form the first season level. Default 3. */
  readonly halfWindow?: number
  /** Standard deviation of a season level on the log scale, before the data. Infinity leaves it free. Default 0.3. */
  readonly seasonSpread?: number
  /** A trend is kept where its p-value is below this. Default 0.05; 0 for none, 1 for whenever it does not extrapolate. */
  readonly trendBelow?: number
  /** Weeks of history below which no trend is tried. Default 104. */
  readonly trendWeeks?: number
  /** Anscombe residual above which a past week counts as an outbreak and is down-weighted. Default 2.58. */
  readonly outbreak?: number
}

/** Plain data: survives JSON. */
export interface Baseline {
  readonly enough: true
  readonly anchor: number
  readonly levels: number
  readonly halfWindow: number
  /** ln of the level at the anchor, trend per year where there is one, covariates, season. */
  readonly coefficients: readonly number[]
  readonly covariance: readonly number[]
  readonly trend: boolean
  readonly covariates: number
  /** φ: variance over mean of a week's count. */
  readonly dispersion: number
  /** Weeks and events that the fit has seen. */
  readonly weeks: number
  readonly events: number
  /** Past weeks that were down-weighted. */
  readonly outbreaks: number
}

/**
 * What a week's count should be: quasi-Poisson regression with trend and season by the improved Farrington method
 * (Noufaily et al. 2013, Statistics in Medicine 32:1206).
 *
 * ```
 * ln μ_t = ln exposure_t + α + β (t − anchor)/52 + γ · covariates_t + δ_level(t),   Var y_t = φ μ_t
 * s_t = 3/2 (y^⅔ μ^−⅙ − μ^½) / √(φ (1 − h_t)),   weight_t = γ s_t⁻² where s_t > 2.58, else γ   (Σ weight = n)
 * ```
 *
 * The latest weeks are left out. The fit is made twice, the second time with past outbreaks down-weighted. The trend stays only
 * where it is significant, the history is long enough, and it does not lead above every count seen.
 *
 * Beyond the paper: season levels are drawn towards the segment's (or towards none) by a normal prior, as are level, covariates
 * and φ where there is a segment; and what the weights take from the tail of ordinary overdispersed weeks is given back.
 * `seasonSpread: Infinity` without a segment is the method as published.
 *
 * @returns not enough below 8 weeks with exposure, or without any event where no segment lends its level.
 */
export function fitBaseline(series: WeeklySeries, options: BaselineOptions = {}): Baseline | NotEnough {
  checkSeries('series', series)
  const {
    segment,
    leaveOut = weeksLeftOut(series.counts.length),
    trendBelow = 0.05,
    trendWeeks = 104,
    outbreak = 2.58,
  } = options
  checkInteger('leaveOut', leaveOut, 0, 10_000)
  checkNumber('trendBelow', trendBelow, 0, 1)
  checkInteger('trendWeeks', trendWeeks, 3)
  checkPositive('outbreak', outbreak)
  const shape = segment ?? standalone(series, options)
  if (segment && (series.covariates?.length ?? 0) !== segment.covariates.length) {
    throw new InvalidInput('series.covariates', series.covariates, `the segment's ${segment.covariates.length}`)
  }
  const first = series.firstWeek ?? 0
  const weeks: number[] = []
  let events = 0
  for (let i = 0; i < series.counts.length - leaveOut; i++) {
    if (series.exposure?.[i] === 0) continue
    weeks.push(i)
    events += series.counts[i]!
  }
  if (weeks.length < 8) return notEnough(`at least 8 weeks of history, has ${weeks.length}`)
  if (events === 0 && !segment) return notEnough('at least 1 event, or a segment that lends its level, has 0')

  const long = weeks.length >= trendWeeks && trendBelow > 0
  const trended = long ? rowsOf(series, weeks, shape, true) : undefined
  const rising = trended && reweighted(trended, shape, outbreak)
  const trend = rising !== undefined && keepsTrend(rising, trended!, shape, trendBelow)
  const fit = trend ? rising : reweighted(rowsOf(series, weeks, shape, false), shape, outbreak)
  if (!fit) return notEnough(`history in each season and of each covariate, has ${weeks.length} weeks from ${first}`)
  return {
    enough: true,
    anchor: shape.anchor,
    levels: shape.levels,
    halfWindow: shape.halfWindow,
    coefficients: Array.from(fit.coefficients),
    covariance: Array.from(fit.covariance),
    trend,
    covariates: series.covariates?.length ?? 0,
    dispersion: fit.dispersion,
    weeks: weeks.length,
    events,
    outbreaks: fit.outbreaks,
  }
}

/** Expected count of a week, with the standard error of its logarithm. */
export function expectedCount(
  { anchor, levels, halfWindow, coefficients, covariance, trend, covariates: columns }: Baseline,
  week: number,
  facts: WeekFacts = {},
): { readonly mean: number; readonly error: number } {
  checkInteger('week', week)
  checkFacts(facts, columns)
  const size = coefficients.length
  const row = [1, ...(trend ? [(week - anchor) / YEAR] : []), ...(facts.covariates ?? [])]
  const seasons = size - row.length
  // Without a prior the first level has no column of its own: it is the intercept.
  const column = seasonLevel(week, anchor, levels, halfWindow) - (levels - seasons)
  if (seasons > 0 && column >= 0) {
    row.length = size
    row.fill(0, size - seasons)
    row[size - seasons + column] = 1
  }
  let [eta, variance] = [0, 0]
  for (let j = 0; j < row.length; j++) {
    if (row[j] === 0) continue
    eta += row[j]! * coefficients[j]!
    for (let k = 0; k < row.length; k++) variance += row[j]! * row[k]! * covariance[j * size + k]!
  }
  return {
    mean: (facts.exposure ?? 1) * Math.exp(Math.min(30, eta)),
    error: Math.sqrt(Math.max(0, variance)),
  }
}

/** A segment that knows nothing, for a series of its own. */
function standalone(series: WeeklySeries, { levels = 10, halfWindow = 3, seasonSpread = 0.3 }: BaselineOptions): Shape {
  checkInteger('halfWindow', halfWindow, 0, 25)
  checkInteger('levels', levels, 1, YEAR - 2 * halfWindow)
  if (seasonSpread !== Infinity) checkPositive('seasonSpread', seasonSpread)
  return {
    anchor: (series.firstWeek ?? 0) + series.counts.length,
    levels,
    halfWindow,
    season: Array.from({ length: levels }, () => 0),
    covariates: Array.from(series.covariates ?? [], () => 0),
    spread: seasonSpread,
  }
}

type Shape = Pick<Segment, 'anchor' | 'levels' | 'halfWindow' | 'season' | 'covariates' | 'spread'> &
  Partial<Pick<Segment, 'level' | 'dispersion'>>

function rowsOf(series: WeeklySeries, weeks: readonly number[], shape: Shape, trend: boolean): CountRows {
  const covariates = series.covariates ?? []
  const width = 1 + Number(trend) + covariates.length
  const dense = new Float64Array(weeks.length * width)
  const free = shape.spread === Infinity
  const level = Int16Array.from(weeks, (i) => {
    const season = seasonLevel((series.firstWeek ?? 0) + i, shape.anchor, shape.levels, shape.halfWindow)
    return shape.levels === 1 ? -1 : season - Number(free)
  })
  weeks.forEach((i, row) => {
    dense[row * width] = 1
    if (trend) dense[row * width + 1] = ((series.firstWeek ?? 0) + i - shape.anchor) / YEAR
    covariates.forEach((column, j) => (dense[row * width + 1 + Number(trend) + j] = column[i]!))
  })
  return {
    counts: Float64Array.from(weeks, (i) => series.counts[i]!),
    offset: Float64Array.from(weeks, (i) => Math.log(series.exposure?.[i] ?? 1)),
    dense,
    width,
    level,
    levels: shape.levels === 1 ? 0 : shape.levels - Number(free),
  }
}

/** Fits, down-weights outbreaks by their Anscombe residual, fits again. */
function reweighted(rows: CountRows, shape: Shape, outbreak: number): (CountFit & { outbreaks: number }) | undefined {
  const prior = priorOf(rows, shape)
  const n = rows.counts.length
  const fit = quasiPoisson(rows, new Float64Array(n).fill(1), prior, shape.dispersion)
  if (!fit) return undefined
  const leverage = leverages(rows, fit)
  let [sum, outbreaks] = [0, 0]
  const weights = fit.fitted.map((mu, i) => {
    const residual = anscombe(rows.counts[i]!, mu, fit.dispersion) / Math.sqrt(Math.max(1e-12, 1 - leverage[i]!))
    const weight = outbreakWeight(residual, outbreak)
    if (weight < 1) outbreaks++
    sum += weight
    return weight
  })
  if (outbreaks === 0) return { ...fit, outbreaks }
  const again = quasiPoisson(
    rows,
    weights.map((weight) => (weight * n) / sum),
    prior,
    shape.dispersion,
  )
  if (!again || !prior) return again && { ...again, outbreaks }
  const mean = again.fitted.reduce((total, mu) => total + mu / n, 0)
  const whole = consistent({ mean, dispersion: Math.max(1, again.pearson) }, fit.dispersion, outbreak)
  const dispersion = mixed(whole.dispersion, again.degrees, shape.dispersion)
  return {
    ...again,
    coefficients: again.coefficients.map((b, j) => (j === 0 ? b + Math.log(whole.mean / mean) : b)),
    covariance: again.covariance.map((v) => (v * dispersion) / again.dispersion),
    dispersion,
    outbreaks,
  }
}

function priorOf({ width, levels }: CountRows, shape: Shape): CoefficientPrior | undefined {
  if (shape.spread === Infinity) return undefined
  const mean = new Float64Array(width + levels)
  const precision = new Float64Array(width + levels)
  if (shape.level) {
    mean[0] = shape.level.mean
    precision[0] = 1 / shape.level.variance
  }
  const columns = shape.covariates.length
  shape.covariates.forEach((coefficient, j) => {
    mean[width - columns + j] = coefficient
    // A partner alone: an effect of a factor 2.7 either way is nothing unusual.
    precision[width - columns + j] = shape.level ? 1 / shape.spread ** 2 : 1
  })
  for (let l = 0; l < levels; l++) {
    mean[width + l] = shape.season[l]!
    precision[width + l] = 1 / shape.spread ** 2
  }
  return { mean, precision }
}

/** Significant, and carried on to the anchor not above every count of the history. */
function keepsTrend(fit: CountFit, rows: CountRows, shape: Shape, below: number): boolean {
  const { coefficients, covariance, dispersion, pearson, degrees } = fit
  const error = Math.sqrt((covariance[coefficients.length + 1]! / dispersion) * pearson)
  const t = Math.min(1e6, Math.abs(coefficients[1]!) / error)
  if (below < 1 && !(2 * (1 - studentCdf(t, Math.max(1, degrees))) < below)) return false
  // Without a prior the first season level is the intercept itself.
  const season = rows.levels === shape.levels ? coefficients[rows.width]! : 0
  const reached = Math.exp(coefficients[0]! + season)
  return rows.counts.some((y, i) => y / Math.exp(rows.offset[i]!) >= reached)
}
