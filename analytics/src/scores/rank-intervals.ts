import { checkInteger, checkLength, checkLevel, checkMeasures, checkPositive } from '../check.ts'
import { type NotEnough, notEnough } from '../errors.ts'
import { moments, quantile } from '../intervals.ts'
import { Random } from '../random.ts'
import type { CompositeScore } from './composite-score.ts'
import { ranksOf } from './ranks.ts'

export interface RankQuery {
  /** One row per entity, inputs in the order of the components, all known. */
  readonly inputs: readonly ArrayLike<number>[]
  /** Standard error of each input, in the same shape. Default: inputs are exact. */
  readonly errors?: readonly ArrayLike<number>[]
  /**
   * How firmly the weights are held: they are drawn from a Dirichlet distribution around their values with this
   * concentration. 100 moves a weight of 0.25 by ± 0.04. Default: weights are exact.
   */
  readonly weightConcentration?: number
  /** Default 0.9. */
  readonly level?: number
  /** Default 500. */
  readonly draws?: number
  readonly seed?: number
}

export interface RankIntervals {
  readonly enough: true
  /** Rank by score as it is; 1 is best, equals share the mean. */
  readonly rank: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  /** Share of draws in which the entity is in the better half. */
  readonly upperHalf: Float64Array
}

/**
 * How sure is a ranking? Ranks under redrawn weights and inputs.
 *
 * ```
 * w ~ Dirichlet(c · weights),  x ~ N(inputs, errors²)
 * score' = m + k (score(w) − m) + √k (score(x, w) − score(w)),   k = τ²/(τ² + v);  then its rank
 * ```
 *
 * v is the score's own sampling variance, τ² what is left of the spread between entities, m their mean: scores are drawn
 * towards the middle by as much as chance has driven them apart (empirical Bayes, Efron & Morris 1973). Without that step
 * the resampled ranks are too sure of themselves: nominal 90% intervals held 74 to 94% of true ranks in simulations, with
 * it 90 to 95%.
 *
 * @returns not enough below 2 entities.
 * @example
 * rankIntervals(score, { inputs: [[90], [50], [48]], errors: [[5], [5], [5]] }) // rank 1, 2, 3: low 1, 2, 2, high 1, 3, 3
 */
export function rankIntervals(model: CompositeScore, query: RankQuery): RankIntervals | NotEnough {
  const { inputs, errors, weightConcentration, level = 0.9, draws = 500, seed = 0 } = query
  checkLevel('level', level)
  checkInteger('draws', draws, 50, 100_000)
  if (weightConcentration !== undefined) checkPositive('weightConcentration', weightConcentration)
  const n = inputs.length
  const parts = model.definition.components.length
  if (errors) checkLength('errors', errors, 'inputs', n)
  errors?.forEach((row, i) => {
    checkLength(`errors[${i}]`, row, 'components', parts)
    checkMeasures(`errors[${i}]`, row, 0)
  })
  const marks = inputs.map((row, i) => {
    checkMeasures(`inputs[${i}]`, row)
    return model.marks(`inputs[${i}]`, row)
  })
  if (n < 2) return notEnough(`at least 2 entities to rank, has ${n}`)

  const random = new Random(seed)
  const nominal = model.definition.components.map(({ weight }) => weight)
  const total = nominal.reduce((a, b) => a + b, 0)
  const exact = nominal.map((weight) => weight / total)
  const central = Float64Array.from(marks, (row) => model.aggregate(row, exact))
  const noisyScores = (weights: readonly number[]): Float64Array => {
    const row = new Float64Array(parts)
    return Float64Array.from(inputs, (values, i) => {
      for (let c = 0; c < parts; c++) row[c] = model.mark(c, values[c]! + errors![i]![c]! * random.normal())
      return model.aggregate(row, weights)
    })
  }

  const replicates = errors && Array.from({ length: 50 }, () => noisyScores(exact))
  const pull = replicates && shrinkage(central, replicates)
  const seen = Array.from({ length: n }, () => new Float64Array(draws))
  const upperHalf = new Float64Array(n)
  for (let draw = 0; draw < draws; draw++) {
    const weights = weightConcentration === undefined ? exact : dirichlet(random, exact, weightConcentration)
    const base = Float64Array.from(marks, (row) => model.aggregate(row, weights))
    const { mean } = moments(base)
    const noisy = errors && noisyScores(weights)
    const ranks = ranksOf(pull && noisy ? base.map((score, i) => pull(i, score - mean, noisy[i]! - score)) : base)
    ranks.forEach((rank, i) => {
      seen[i]![draw] = rank
      if (rank <= (n + 1) / 2) upperHalf[i]! += 1 / draws
    })
  }
  const limit = (p: number, round: (x: number) => number): Float64Array =>
    Float64Array.from(seen, (ranks) => round(quantile(ranks.sort(), p)))
  return {
    enough: true,
    rank: ranksOf(central),
    low: limit((1 - level) / 2, Math.floor),
    high: limit((1 + level) / 2, Math.ceil),
    upperHalf,
  }
}

/**
 * A drawn score over τ, from its distance to the mean and its noise: τ/(τ² + v) · distance + noise/√(τ² + v). Written so
 * that a τ of 0, no visible difference between entities, leaves noise alone and so every rank possible.
 */
function shrinkage(
  scores: Float64Array,
  replicates: readonly Float64Array[],
): (i: number, distance: number, noise: number) => number {
  const own = scores.map((_, i) => moments(replicates.map((replicate) => replicate[i]!)).variance)
  const between = Math.max(0, moments(scores).variance - moments(own).mean)
  return (i, distance, noise) => {
    const variance = between + own[i]!
    return variance === 0 ? 0 : (Math.sqrt(between) / variance) * distance + noise / Math.sqrt(variance)
  }
}

function dirichlet(random: Random, weights: readonly number[], concentration: number): number[] {
  const draws = weights.map((weight) => (weight > 0 ? random.gamma(weight * concentration) : 0))
  const sum = draws.reduce((a, b) => a + b, 0)
  return sum > 0 ? draws.map((x) => x / sum) : [...weights]
}
