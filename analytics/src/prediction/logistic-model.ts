import { checkNumber } from '../check.ts'
import type { NotEnough } from '../errors.ts'
import { moments } from '../intervals.ts'
import { solve } from '../linear.ts'
import { checkColumns, checkTable, columnOf, outcomeCounts, type FeatureColumn, type TrainingTable } from './table.ts'

/** A regularised logistic regression as plain data. */
export interface LogisticModel {
  readonly enough: true
  readonly version: 1
  readonly intercept: number
  readonly features: readonly LogisticFeature[]
}

/** What a feature adds to the log-odds; `missing` where it is not known. A category that was never seen adds nothing. */
export type LogisticFeature =
  | {
      readonly name: string
      readonly kind: 'number'
      readonly mean: number
      readonly deviation: number
      /** Per standard deviation. */
      readonly slope: number
      readonly missing: number
    }
  | {
      readonly name: string
      readonly kind: 'category'
      readonly effects: Readonly<Record<string, number>>
      readonly missing: number
    }

/**
 * Logistic regression with a ridge penalty: the plain baseline that stands beside every other model.
 *
 * ```
 * maximise Σ wᵢ [yᵢ ηᵢ − ln(1 + exp ηᵢ)] − ½ λ Σ βⱼ²      η = β₀ + Σ βⱼ xⱼ      le Cessie & van Houwelingen 1992
 * ```
 *
 * Numbers are standardised, and where some are missing these count as the mean plus an effect of their own; every category
 * has an effect, so the penalty draws rare ones to 0 (with it, leaving one out is not needed). Newton's method to 1e−10.
 *
 * @param options.ridge λ ≥ 0.001, in rows' worth of information. Default 1.
 * @returns not enough with fewer than 20 rows of either outcome.
 */
export function fitLogisticModel(table: TrainingTable, options: { ridge?: number } = {}): LogisticModel | NotEnough {
  const { ridge = 1 } = options
  checkNumber('ridge', ridge, 1e-3, 1e9)
  const checked = checkTable(table)
  const { columns, rows, outcomes, weights } = checked
  const counts = outcomeCounts(checked)
  if (!counts.enough) return counts

  const codes = columns.map((column) => new Code(column))
  let size = 1
  for (const code of codes) {
    code.start = size
    size += code.size
  }
  // A row has an intercept and at most one or two entries a feature: only these are multiplied.
  const entries = Array.from({ length: rows }, (_, i) => {
    const places: [number, number][] = [[0, 1], ...codes.flatMap((code) => code.entries(i))]
    return { at: Uint32Array.from(places, ([at]) => at), x: Float64Array.from(places, ([, x]) => x) }
  })
  const beta = new Float64Array(size)
  beta[0] = Math.log(counts.positive / counts.negative)
  for (let round = 0; round < 100; round++) {
    const gradient = beta.map((value, j) => (j === 0 ? 0 : -ridge * value))
    const curvature = new Float64Array(size * size)
    for (let j = 1; j < size; j++) curvature[j * size + j] = ridge
    for (let i = 0; i < rows; i++) {
      const { at, x } = entries[i]!
      let eta = 0
      for (let a = 0; a < at.length; a++) eta += beta[at[a]!]! * x[a]!
      const p = 1 / (1 + Math.exp(-eta))
      const [error, weight] = [weights[i]! * (outcomes[i]! - p), weights[i]! * p * (1 - p)]
      for (let a = 0; a < at.length; a++) {
        gradient[at[a]!]! += error * x[a]!
        for (let b = 0; b < at.length; b++) curvature[at[a]! * size + at[b]!]! += weight * x[a]! * x[b]!
      }
    }
    const change = solve(curvature, gradient)
    if (!change) break
    const longest = change.reduce((most, d) => Math.max(most, Math.abs(d)), 0)
    // A step is cut where it would overshoot far into separation.
    for (let j = 0; j < size; j++) beta[j]! += change[j]! * Math.min(1, 5 / longest)
    if (longest < 1e-10) break
  }
  return { enough: true, version: 1, intercept: beta[0]!, features: codes.map((code) => code.feature(beta)) }
}

/** How one column enters the regression: a slope or one effect per category, then one for «not known» where that occurs. */
class Code {
  start = 0
  readonly size: number
  readonly #column: FeatureColumn
  readonly #places = new Map<string, number>()
  readonly #mean: number = 0
  readonly #deviation: number = 1
  readonly #plain: number

  constructor(column: FeatureColumn) {
    this.#column = column
    const known = Array.from(column.values as ArrayLike<number | string | null>).filter((value) => !isMissing(value))
    if (column.kind === 'number') {
      const { mean, variance } = known.length > 0 ? moments(known as number[]) : { mean: 0, variance: 0 }
      this.#mean = mean
      this.#deviation = variance > 0 ? Math.sqrt(variance) : 1
      this.#plain = 1
    } else {
      for (const value of known as string[]) if (!this.#places.has(value)) this.#places.set(value, this.#places.size)
      this.#plain = this.#places.size
    }
    this.size = this.#plain + Number(known.length < column.values.length)
  }

  entries(row: number): [number, number][] {
    const value = this.#column.values[row]!
    if (isMissing(value)) return [[this.start + this.#plain, 1]]
    if (this.#column.kind === 'category') return [[this.start + this.#places.get(value as string)!, 1]]
    return [[this.start, ((value as number) - this.#mean) / this.#deviation]]
  }

  feature(beta: Float64Array): LogisticFeature {
    const { name, kind } = this.#column
    const missing = this.size > this.#plain ? beta[this.start + this.#plain]! : 0
    if (kind === 'number')
      return { name, kind, mean: this.#mean, deviation: this.#deviation, slope: beta[this.start]!, missing }
    const effects = Object.fromEntries([...this.#places].map(([value, at]) => [value, beta[this.start + at]!]))
    return { name, kind, effects, missing }
  }
}

const isMissing = (value: number | string | null | undefined): boolean =>
  value === null || value === undefined || value !== value

/** Probability of the outcome for each row. @param columns all of the model's features, in any order. */
export function predictLogistic(model: LogisticModel, columns: readonly FeatureColumn[]): Float64Array {
  const rows = columns[0]?.values.length ?? 0
  checkColumns(columns, rows, 'the first column')
  const result = new Float64Array(rows).fill(model.intercept)
  for (const feature of model.features) {
    const column = columnOf(columns, feature)
    for (let i = 0; i < rows; i++) {
      const value = column.values[i]!
      if (isMissing(value)) result[i]! += feature.missing
      else if (feature.kind === 'category')
        result[i]! += Object.hasOwn(feature.effects, value) ? feature.effects[value]! : 0
      else result[i]! += (feature.slope * ((value as number) - feature.mean)) / feature.deviation
    }
  }
  return result.map((logOdds) => 1 / (1 + Math.exp(-logOdds)))
}
