import { coarsen, binsOf, type FeatureBins } from './bins.ts'
import { accumulate, type BoostRows } from './boost.ts'
import { growGrid, type Growth } from './shallow-tree.ts'

/** Two features seen together through coarser groups of their bins. */
export interface Pair {
  readonly features: readonly [number, number]
  readonly groups: readonly [Uint8Array, Uint8Array]
  /** Groups of the first and of the second. */
  readonly height: number
  readonly width: number
}

/** The coarse groups of every feature, by the weight of its bins. */
export function groupsOf(features: readonly FeatureBins[], bins: readonly Int16Array[], weights: Float64Array) {
  return features.map((feature, f) => {
    const weightOf = new Float64Array(binsOf(feature))
    bins[f]!.forEach((bin, i) => {
      weightOf[bin]! += weights[i]!
    })
    return coarsen(feature, weightOf)
  })
}

export const pairOf = (a: number, b: number, groups: readonly Uint8Array[]): Pair => ({
  features: [a, b],
  groups: [groups[a]!, groups[b]!],
  height: 1 + groups[a]!.reduce((most, group) => Math.max(most, group), 0),
  width: 1 + groups[b]!.reduce((most, group) => Math.max(most, group), 0),
})

export function pairCells({ features: [a, b], groups, width }: Pair, bins: readonly Int16Array[], rows: Uint32Array) {
  const [first, second] = [bins[a]!, bins[b]!]
  return Uint16Array.from(rows, (row) => groups[0][first[row]!]! * width + groups[1][second[row]!]!)
}

/**
 * The pairs whose best four-cell tree would still explain most of what the single features left over: FAST, the ranking of
 * Lou, Caruana, Gehrke & Hooker 2013.
 *
 * @param left the rows at the scores of the single features.
 */
export function strongestPairs(
  candidates: readonly Pair[],
  bins: readonly Int16Array[],
  left: BoostRows,
  growth: Growth,
  wanted: number,
): Pair[] {
  const all = Uint32Array.from({ length: left.outcomes.length }, (_, i) => i)
  return candidates
    .map((pair) => {
      const cells = pair.height * pair.width
      const histogram = {
        gradient: new Float64Array(cells),
        curvature: new Float64Array(cells),
        count: new Float64Array(cells),
      }
      const at = pairCells(pair, bins, all)
      accumulate(at, left, histogram)
      for (let i = 0; i < at.length; i++) histogram.count[at[i]!]!++
      return { pair, gain: growGrid(histogram, pair.height, pair.width, growth, new Float64Array(cells)) }
    })
    .filter(({ gain }) => gain > 0)
    .toSorted((a, b) => b.gain - a.gain)
    .slice(0, wanted)
    .map(({ pair }) => pair)
}

/**
 * Moves what depends on one feature alone out of a pair's scores, so that the pair holds only what the two do together
 * (functional ANOVA; Lengerich, Tan, Chang, Hooker & Caruana 2020). The sum over all terms stays the same.
 *
 * @param weights of the cells over the training rows.
 * @returns what to add to the scores of the first and of the second feature, by group.
 */
export function purify(scores: Float64Array, weights: Float64Array, height: number, width: number) {
  const moved = [new Float64Array(height), new Float64Array(width)] as const
  let change = Infinity
  const sweep = (into: Float64Array, across: number, at: (i: number, j: number) => number) => {
    for (let i = 0; i < into.length; i++) {
      let [sum, weight] = [0, 0]
      for (let j = 0; j < across; j++) {
        sum += weights[at(i, j)]! * scores[at(i, j)]!
        weight += weights[at(i, j)]!
      }
      if (weight === 0) continue
      const mean = sum / weight
      into[i]! += mean
      for (let j = 0; j < across; j++) scores[at(i, j)]! -= mean
      change = Math.max(change, Math.abs(mean))
    }
  }
  for (let round = 0; round < 100 && change > 1e-12; round++) {
    change = 0
    sweep(moved[0], width, (r, c) => r * width + c)
    sweep(moved[1], height, (c, r) => r * width + c)
  }
  return moved
}
