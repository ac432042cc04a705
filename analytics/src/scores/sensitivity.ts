import { checkMeasures } from '../check.ts'
import { type NotEnough, notEnough } from '../errors.ts'
import { moments } from '../intervals.ts'
import type { CompositeScore } from './composite-score.ts'
import { ranksOf } from './ranks.ts'

export interface ComponentSensitivity {
  readonly name: string
  /** Weight as given, as a share. */
  readonly weight: number
  /** Share of the score's variance that goes with the component: the squared correlation of mark and score, 0 to 1. */
  readonly importance: number
  /** Mean change of rank when the component is left out. */
  readonly rankShift: number
}

/**
 * What does each component really do to the ranking?
 *
 * ```
 * importance = corr(markᵢ, score)²              the linear case of Paruolo, Saisana & Saltelli 2013
 * rankShift  = mean |rank − rank without i|      weights of the others scaled up
 * ```
 *
 * Weights are not importance: a component on which all are alike decides nothing however large its weight, and one that
 * goes with the others counts for more than its own. Importances need not sum to 1.
 *
 * @param inputs one row per entity, inputs in the order of the components, all known.
 * @returns not enough below 3 entities, or with all scores equal.
 * @example
 * // Two equal weights; all do the same training.
 * sensitivity(score, [[10, 5], [50, 5], [90, 5]]) // importance 1 and 0
 */
export function sensitivity(
  model: CompositeScore,
  inputs: readonly ArrayLike<number>[],
): { readonly enough: true; readonly components: readonly ComponentSensitivity[] } | NotEnough {
  const { components } = model.definition
  const marks = inputs.map((row, i) => {
    checkMeasures(`inputs[${i}]`, row)
    return model.marks(`inputs[${i}]`, row)
  })
  if (marks.length < 3) return notEnough(`at least 3 entities, has ${marks.length}`)
  const scoresWithout = (left: number): Float64Array | undefined => {
    const weights = components.map(({ weight }, i) => (i === left ? 0 : weight))
    const total = weights.reduce((a, b) => a + b, 0)
    if (total === 0) return undefined
    const shares = weights.map((weight) => weight / total)
    return Float64Array.from(marks, (row) => model.aggregate(row, shares))
  }
  const scores = scoresWithout(-1)!
  if (moments(scores).variance === 0) return notEnough('scores that differ')
  const total = components.reduce((sum, { weight }) => sum + weight, 0)
  const ranks = ranksOf(scores)
  return {
    enough: true,
    components: components.map(({ name, weight }, i) => {
      const without = scoresWithout(i)
      // Left with nothing, all tie for the middle rank.
      const others = without ? ranksOf(without) : ranks.map(() => (ranks.length + 1) / 2)
      const shift = ranks.reduce((sum, rank, e) => sum + Math.abs(rank - others[e]!), 0) / ranks.length
      const column = Float64Array.from(marks, (row) => row[i]!)
      return { name, weight: weight / total, importance: squaredCorrelation(column, scores), rankShift: shift }
    }),
  }
}

function squaredCorrelation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [moments(a), moments(b)]
  if (x.variance === 0 || y.variance === 0) return 0
  const sum = a.reduce((total, value, i) => total + (value - x.mean) * (b[i]! - y.mean), 0)
  return Math.min(1, (sum / (a.length - 1)) ** 2 / (x.variance * y.variance))
}
