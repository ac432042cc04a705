import { checkLevel } from '../check.ts'
import { InvalidInput } from '../errors.ts'
import { criticalValue, type Interval } from '../intervals.ts'
import type { AdditiveModel, AdditiveTerm } from './additive-model.ts'
import { binColumn } from './bins.ts'
import { checkColumns, columnOf, type FeatureColumn } from './table.ts'

/** One row by feature name; `null` or left out where it is not known. */
export type FeatureValues = Readonly<Record<string, number | string | null | undefined>>

export interface Reason {
  /** One feature, or two that act together. */
  readonly features: readonly string[]
  readonly values: readonly (number | string | null)[]
  /** What it adds to the log-odds, with its band over the bags. */
  readonly effect: number
  readonly band: Interval
}

export interface Explanation {
  readonly probability: number
  readonly band: Interval
  /** `intercept` + the sum of the reasons' effects, in their order. */
  readonly logOdds: number
  /** Log-odds of the average row. */
  readonly intercept: number
  /** Largest effect first. */
  readonly reasons: readonly Reason[]
  /** Features whose category was never seen in training: they add nothing. */
  readonly unseen: readonly string[]
}

/** Predicts and explains with a trained model. Features that the model does not know are refused. */
export class AdditivePredictor {
  readonly model: AdditiveModel
  readonly #scores: readonly Float64Array[]

  constructor(model: AdditiveModel) {
    if (model.version !== 1)
      throw new InvalidInput('model.version', model.version, '1, the version that this library reads')
    this.model = model
    this.#scores = model.terms.map(({ scores }) => Float64Array.from(scores))
  }

  /** Probability of the outcome for each row. @param columns all of the model's features, in any order. */
  predict(columns: readonly FeatureColumn[]): Float64Array {
    const result = this.logOdds(columns)
    for (let i = 0; i < result.length; i++) result[i] = 1 / (1 + Math.exp(-result[i]!))
    return result
  }

  /** The same before it becomes a probability. */
  logOdds(columns: readonly FeatureColumn[]): Float64Array {
    const { features, terms, intercept } = this.model
    const rows = columns[0]?.values.length ?? 0
    checkColumns(columns, rows, 'the first column')
    const bins = features.map((feature) => binColumn(feature, columnOf(columns, feature)))
    const result = new Float64Array(rows).fill(intercept)
    terms.forEach((term, t) => addTerm(result, term, this.#scores[t]!, bins))
    return result
  }

  /**
   * One prediction with its reasons.
   * @param level of the bands, which hold the middle of the bags' normal spread. Default 0.9.
   */
  explain(values: FeatureValues, level = 0.9): Explanation {
    checkLevel('level', level)
    const z = criticalValue(level)
    const { features, terms, intercept, bagIntercepts } = this.model
    for (const name of Object.keys(values))
      if (!features.some((feature) => feature.name === name))
        throw new InvalidInput('feature', name, `one of ${features.map((feature) => feature.name).join(', ')}`)
    const columns = features.map(({ name, kind }) => ({ name, kind, values: [values[name] ?? null] }) as FeatureColumn)
    checkColumns(columns, 1, 'the row')
    const bins = features.map((feature, f) => binColumn(feature, columns[f]!))
    const ofBags = Float64Array.from(bagIntercepts)
    const reasons = terms
      .map((term): Reason => {
        const cell = cellOf(term, bins)
        const own = term.bags.map((scores) => (cell < 0 ? 0 : scores[cell]!))
        own.forEach((score, bag) => {
          ofBags[bag]! += score
        })
        const effect = cell < 0 ? 0 : term.scores[cell]!
        return {
          features: term.features.map((f) => features[f]!.name),
          values: term.features.map((f) => columns[f]!.values[0]!),
          effect,
          band: bandOf(own, effect, z),
        }
      })
      .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    const logOdds = reasons.reduce((sum, { effect }) => sum + effect, intercept)
    const band = bandOf(ofBags, logOdds, z)
    return {
      probability: logistic(logOdds),
      band: { low: logistic(band.low), high: logistic(band.high) },
      logOdds,
      intercept,
      reasons,
      unseen: features.flatMap(({ name }, f) => (bins[f]![0]! < 0 ? [name] : [])),
    }
  }
}

const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

function addTerm(
  result: Float64Array,
  { features, groups, width }: AdditiveTerm,
  scores: Float64Array,
  bins: readonly Int16Array[],
): void {
  const first = bins[features[0]!]!
  if (!groups) {
    for (let i = 0; i < result.length; i++) if (first[i]! >= 0) result[i]! += scores[first[i]!]!
    return
  }
  const second = bins[features[1]!]!
  const [rows, columns] = groups.map((group) => Uint8Array.from(group))
  for (let i = 0; i < result.length; i++) {
    if (first[i]! >= 0 && second[i]! >= 0) result[i]! += scores[rows![first[i]!]! * width + columns![second[i]!]!]!
  }
}

/** The cell of a term for the one row of these bins; −1 where a category was never seen. */
function cellOf({ features, groups, width }: AdditiveTerm, bins: readonly Int16Array[]): number {
  const [first, second] = features.map((f) => bins[f]![0]!)
  if (!groups) return first!
  return first! < 0 || second! < 0 ? -1 : groups[0]![first!]! * width + groups[1]![second!]!
}

/** Normal spread of the bags around the mean; with n bags the standard deviation has n − 1 degrees of freedom. */
function bandOf(bags: ArrayLike<number>, centre: number, z: number): Interval {
  let squares = 0
  for (let i = 0; i < bags.length; i++) squares += (bags[i]! - centre) ** 2
  const width = z * Math.sqrt(squares / (bags.length - 1))
  return { low: centre - width, high: centre + width }
}
