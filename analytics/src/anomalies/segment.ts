import { checkInteger, checkLength } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { type CountRows, type DispersionPrior, quasiPoisson } from './quasi-poisson.ts'
import { seasonLevel, YEAR } from './season.ts'
import { checkSeries, weeksLeftOut, type WeeklySeries } from './weekly-series.ts'

/** What the partners of a segment have in common; plain data. */
export interface Segment {
  readonly enough: true
  /** The week that seasons are counted from: the one after the last. */
  readonly anchor: number
  readonly levels: number
  readonly halfWindow: number
  /** Of ln of the weekly level, over partners. */
  readonly level: { readonly mean: number; readonly variance: number }
  /** Season and covariate effects on the log scale. */
  readonly season: readonly number[]
  readonly covariates: readonly number[]
  /** Standard deviation by which a partner's own season departs from these. */
  readonly spread: number
  /** Dispersion over partners, and how many degrees of freedom it is worth beside a partner's own. */
  readonly dispersion: DispersionPrior
  readonly series: number
}

export interface SegmentOptions {
  /** Default 10; 1 for no season. */
  readonly levels?: number
  /** Default 3. */
  readonly halfWindow?: number
}

/**
 * Empirical Bayes over a segment: season, covariate effects, level and dispersion that its partners share, and by how much they
 * differ. A new or sparse partner borrows from it; a dense one hardly feels it.
 *
 * ```
 * y_it ~ mean = exposure_it λ_i exp(γ · covariates_it + δ_level(t)),  variance = φ_i mean       (one regression over all partners)
 * spread²  = Σ ((O_il − E_il)² − φ E_il (1 − E_il/E_i)) / Σ E_il²                               (O, E: by partner and season level)
 * Var ln λ = ln(1 + (Var λ̂ − mean φ λ̂/n) / mean² λ̂)
 * φ_i      = (df_i φ̂_i + d φ) / (df_i + d),   d = 2φ² / (Var φ̂ − its sampling variance)
 * ```
 *
 * Moment estimates after Efron & Morris (1975) and DerSimonian & Laird (1986). The latest weeks are left out as in the baseline.
 * All series end in the same week.
 *
 * @returns not enough below 5 series with 8 weeks of history, or without an event.
 */
export function segmentOf(all: readonly WeeklySeries[], options: SegmentOptions = {}): Segment | NotEnough {
  const { levels = 10, halfWindow = 3 } = options
  checkInteger('halfWindow', halfWindow, 0, 25)
  checkInteger('levels', levels, 1, YEAR - 2 * halfWindow)
  const columns = all[0]?.covariates?.length ?? 0
  const anchor = endOf(all[0])
  all.forEach((series, i) => {
    checkSeries(`series[${i}]`, series)
    checkLength(`series[${i}].covariates`, series.covariates ?? [], "the first series'", columns)
    if (endOf(series) !== anchor) {
      throw new InvalidInput(`series[${i}]`, endOf(series) - 1, `a series that ends in week ${anchor - 1} as the first`)
    }
  })
  const used = all.filter((series) => weeksSeen(series) >= 8)
  if (used.length < 5) return notEnough(`at least 5 series with 8 weeks of history, has ${used.length}`)
  const stack = stackOf(used, { anchor, levels, halfWindow, columns })
  if (stack.events === 0) return notEnough('at least 1 event in the segment, has 0')
  const { rows, owner } = stack
  const n = used.length
  const level = new Float64Array(n)
  const size = columns + rows.levels
  let coefficients: Float64Array = new Float64Array(size)
  const expected = new Float64Array(rows.counts.length)
  const ones = new Float64Array(rows.counts.length).fill(1)
  const prior = { mean: new Float64Array(size), precision: new Float64Array(size).fill(1) }
  let exposure: Float64Array = new Float64Array(n)
  for (let round = 0; round < 4; round++) {
    const effect = rows.counts.map((_, i) => {
      let eta = rows.levels > 0 ? coefficients[columns + rows.level[i]!]! : 0
      for (let j = 0; j < columns; j++) eta += rows.dense[i * columns + j]! * coefficients[j]!
      return Math.exp(eta + rows.offset[i]!)
    })
    const seen = sumBy(owner, rows.counts, n)
    exposure = sumBy(owner, effect, n)
    for (let k = 0; k < n; k++) level[k] = exposure[k]! > 0 ? seen[k]! / exposure[k]! : 0
    expected.forEach((_, i) => (expected[i] = effect[i]! * level[owner[i]!]!))
    if (round === 3 || size === 0) break
    // A partner without events says nothing of the season; a tiny level keeps its rows harmless.
    const offset = rows.offset.map((v, i) => v + Math.log(Math.max(1e-9, level[owner[i]!]!)))
    const fit = quasiPoisson({ ...rows, offset }, ones, prior)
    if (!fit) break
    coefficients = fit.coefficients
  }
  const dispersion = dispersionOf(rows.counts, expected, owner, level)
  return {
    enough: true,
    anchor,
    levels,
    halfWindow,
    level: levelOf(level, exposure, dispersion.mean),
    season: Array.from(coefficients.subarray(columns)),
    covariates: Array.from(coefficients.subarray(0, columns)),
    spread: spreadOf(rows, expected, owner, n, dispersion.mean),
    dispersion,
    series: n,
  }
}

const endOf = (series: WeeklySeries | undefined): number => (series?.firstWeek ?? 0) + (series?.counts.length ?? 0)

/** Weeks with exposure before those that are left out. */
function weeksSeen({ counts, exposure }: WeeklySeries): number {
  let weeks = 0
  const until = counts.length - weeksLeftOut(counts.length)
  for (let i = 0; i < until; i++) if (exposure?.[i] !== 0) weeks++
  return weeks
}

function stackOf(
  used: readonly WeeklySeries[],
  { anchor, levels, halfWindow, columns }: { anchor: number; levels: number; halfWindow: number; columns: number },
): { rows: CountRows; owner: Int32Array; events: number } {
  const place: [number, number][] = []
  used.forEach(({ counts, exposure }, k) => {
    const until = counts.length - weeksLeftOut(counts.length)
    for (let i = 0; i < until; i++) if (exposure?.[i] !== 0) place.push([k, i])
  })
  const counts = Float64Array.from(place, ([k, i]) => used[k]!.counts[i]!)
  const dense = new Float64Array(place.length * columns)
  place.forEach(([k, i], row) => {
    for (let j = 0; j < columns; j++) dense[row * columns + j] = used[k]!.covariates![j]![i]!
  })
  const week = ([k, i]: [number, number]): number => (used[k]!.firstWeek ?? 0) + i
  return {
    rows: {
      counts,
      offset: Float64Array.from(place, ([k, i]) => Math.log(used[k]!.exposure?.[i] ?? 1)),
      dense,
      width: columns,
      level: Int16Array.from(place, (at) => (levels === 1 ? -1 : seasonLevel(week(at), anchor, levels, halfWindow))),
      levels: levels === 1 ? 0 : levels,
    },
    owner: Int32Array.from(place, ([k]) => k),
    events: counts.reduce((sum, y) => sum + y, 0),
  }
}

function sumBy(owner: Int32Array, values: Float64Array, n: number): Float64Array {
  const sums = new Float64Array(n)
  for (let i = 0; i < owner.length; i++) sums[owner[i]!]! += values[i]!
  return sums
}

/** Pearson's φ of each partner, its mean, and by how much partners really differ in it. */
function dispersionOf(
  counts: Float64Array,
  expected: Float64Array,
  owner: Int32Array,
  level: Float64Array,
): DispersionPrior {
  const n = level.length
  const chi = sumBy(
    owner,
    counts.map((y, i) => (expected[i]! > 0 ? (y - expected[i]!) ** 2 / expected[i]! : 0)),
    n,
  )
  const weeks = sumBy(owner, new Float64Array(owner.length).fill(1), n)
  let [sum, degrees] = [0, 0]
  const live = Array.from(level.keys()).filter((k) => level[k]! > 0)
  for (const k of live) {
    sum += chi[k]!
    degrees += weeks[k]! - 1
  }
  const mean = Math.max(1, sum / degrees)
  let [between, chance] = [0, 0]
  for (const k of live) {
    const df = weeks[k]! - 1
    between += df * (chi[k]! / df - mean) ** 2
    // Var of (y − μ)²/μ for the negative binomial with variance φ μ, by its fourth cumulant.
    chance += 2 * mean ** 2 + (mean * (1 + 6 * mean * (mean - 1))) / level[k]!
  }
  const real = Math.max(0, between - chance) / degrees
  return { mean, degrees: Math.min(1000, (2 * mean ** 2) / Math.max(1e-9, real)) }
}

/** Mean and variance of ln λ over partners, by the moments of a log-normal. */
function levelOf(level: Float64Array, exposure: Float64Array, dispersion: number): Segment['level'] {
  const n = level.length
  const mean = level.reduce((sum, rate) => sum + rate / n, 0)
  let between = 0
  for (let k = 0; k < n; k++) between += ((level[k]! - mean) ** 2 - (dispersion * level[k]!) / exposure[k]!) / (n - 1)
  const variance = Math.log1p(Math.max(0.05, between / mean ** 2))
  return { mean: Math.log(mean) - variance / 2, variance }
}

/** By how much partners' own seasons depart from the segment's: between 0.05 and 1 on the log scale. */
function spreadOf(
  { counts, level, levels }: CountRows,
  expected: Float64Array,
  owner: Int32Array,
  n: number,
  dispersion: number,
): number {
  if (levels === 0) return 0.3
  const cell = owner.map((k, i) => k * levels + level[i]!)
  const [seen, due, all] = [
    sumBy(cell, counts, n * levels),
    sumBy(cell, expected, n * levels),
    sumBy(owner, expected, n),
  ]
  let [excess, size] = [0, 0]
  due.forEach((e, c) => {
    if (e === 0) return
    excess += (seen[c]! - e) ** 2 - dispersion * e * (1 - e / all[Math.floor(c / levels)]!)
    size += e * e
  })
  const spread = Math.sqrt(Math.max(0, excess / size))
  return Math.min(1, Math.max(0.05, spread))
}
