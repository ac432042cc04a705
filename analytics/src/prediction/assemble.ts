import type { AdditiveModel, AdditiveTerm } from './additive-model.ts'
import type { Bag } from './bag.ts'
import { type Pair, purify } from './pair-terms.ts'
import type { CheckedTable } from './table.ts'

/** Where a term's scores apply, and what its cells weigh over all rows. */
interface Shape extends Pick<AdditiveTerm, 'features' | 'groups' | 'width'> {
  readonly weights: Float64Array
}

/** The bags' scores made comparable and averaged: pairs hold only what two features do together, every term has mean 0. */
export function assemble(
  table: CheckedTable,
  bins: readonly Int16Array[],
  varied: readonly number[],
  pairs: readonly Pair[],
  bags: readonly Bag[],
): Pick<AdditiveModel, 'terms' | 'intercept' | 'bagIntercepts'> {
  const cells = bags[0]!.scores.map(({ length }) => length)
  const weigh = (count: number, cellAt: (row: number) => number) => {
    const weights = new Float64Array(count)
    table.weights.forEach((weight, row) => {
      weights[cellAt(row)]! += weight
    })
    return weights
  }
  const shapes: Shape[] = [
    ...varied.map((f, t) => ({ features: [f], width: 1, weights: weigh(cells[t]!, (row) => bins[f]![row]!) })),
    ...pairs.map(({ features, groups, width }, p) => ({
      features,
      groups: groups.map((group) => [...group]),
      width,
      weights: weigh(
        cells[varied.length + p]!,
        (row) => groups[0][bins[features[0]]![row]!]! * width + groups[1][bins[features[1]]![row]!]!,
      ),
    })),
  ]
  for (const { scores } of bags)
    pairs.forEach(({ features, groups, height, width }, p) => {
      const moved = purify(scores[varied.length + p]!, shapes[varied.length + p]!.weights, height, width)
      features.forEach((f, side) => {
        const single = scores[varied.indexOf(f)]!
        groups[side]!.forEach((group, bin) => {
          single[bin]! += moved[side]![group]!
        })
      })
    })
  const bagIntercepts = bags.map(({ intercept, scores }) =>
    scores.reduce((sum, score, t) => sum + centre(score, shapes[t]!.weights), intercept),
  )
  return {
    terms: shapes.map(({ weights, ...shape }, t) => {
      const own = bags.map(({ scores }) => [...scores[t]!])
      const scores = own[0]!.map((_, cell) => own.reduce((sum, bag) => sum + bag[cell]!, 0) / own.length)
      return { ...shape, scores, bags: own, importance: mean(scores.map(Math.abs), weights) }
    }),
    intercept: bagIntercepts.reduce((sum, value) => sum + value, 0) / bags.length,
    bagIntercepts,
  }
}

function mean(values: ArrayLike<number>, weights: Float64Array): number {
  let [sum, total] = [0, 0]
  for (let i = 0; i < weights.length; i++) {
    sum += values[i]! * weights[i]!
    total += weights[i]!
  }
  return sum / total
}

/** Takes the mean out of the scores, and answers it. */
function centre(scores: Float64Array, weights: Float64Array): number {
  const middle = mean(scores, weights)
  for (let cell = 0; cell < scores.length; cell++) scores[cell]! -= middle
  return middle
}
