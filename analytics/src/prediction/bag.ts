import type { Random } from '../random.ts'
import { binsOf, type FeatureBins } from './bins.ts'
import { boost, type BoostRows, type BoostTerm } from './boost.ts'
import { type Pair, pairCells } from './pair-terms.ts'
import { platt } from './platt.ts'
import { type AdditiveSettings, growthOf } from './settings.ts'
import { growGrid, growLine } from './shallow-tree.ts'
import type { CheckedTable } from './table.ts'

/** One of the bagged models while it grows. */
export interface Bag {
  readonly training: Side
  readonly validation: Side
  /** Log-odds of a row for which every score is 0. */
  intercept: number
  /** By term, then by cell: first of the single features, then of the pairs. */
  readonly scores: Float64Array[]
}

/** Rows of the table, and how they stand at the scores so far. */
interface Side extends BoostRows {
  readonly rows: Uint32Array
}

/** A tenth of a row's worth of draws towards the mean, per category, when categories are put in order. */
const smoothing = 10

/** Draws a bootstrap sample and holds back the rows that the model stops by. */
export function drawBag({ rows, outcomes, weights, predictedAt }: CheckedTable, random: Random): Bag {
  const held = predictedAt && latestFifth(predictedAt, outcomes)
  const draws = Float64Array.from({ length: rows }, () => random.poisson(1))
  const all = Array.from({ length: rows }, (_, i) => i).filter((i) => weights[i]! > 0)
  const side = (chosen: number[], weightOf: (row: number) => number) => ({
    rows: Uint32Array.from(chosen),
    oddsAgainst: new Float64Array(chosen.length),
    outcomes: Uint8Array.from(chosen, (i) => outcomes[i]!),
    weights: Float64Array.from(chosen, weightOf),
  })
  const training = side(
    all.filter((i) => draws[i]! > 0 && !held?.[i]),
    (i) => weights[i]! * draws[i]!,
  )
  const validation = side(
    all.filter((i) => (held ? held[i] === 1 : draws[i] === 0)),
    (i) => weights[i]!,
  )
  let [positive, total] = [0, 0]
  training.weights.forEach((weight, i) => {
    positive += weight * training.outcomes[i]!
    total += weight
  })
  // Half a row each way keeps the odds finite where a small sample drew one outcome only.
  const intercept = Math.log((positive + 0.5) / (total - positive + 0.5))
  training.oddsAgainst.fill(Math.exp(-intercept))
  validation.oddsAgainst.fill(Math.exp(-intercept))
  return { training, validation, intercept, scores: [] }
}

/** The latest fifth of the rows, unless either part would hold one outcome only: then none. */
function latestFifth(predictedAt: Float64Array, outcomes: Uint8Array): Uint8Array | undefined {
  const cut = predictedAt.slice().sort()[Math.floor(predictedAt.length * 0.8)]!
  const held = Uint8Array.from(predictedAt, (at) => Number(at >= cut))
  const kinds = new Set(Array.from(held, (flag, i) => 2 * flag + outcomes[i]!))
  return kinds.size === 4 ? held : undefined
}

export function boostSingles(
  bag: Bag,
  table: CheckedTable,
  features: readonly FeatureBins[],
  bins: readonly Int16Array[],
  varied: readonly number[],
  settings: AdditiveSettings,
): void {
  const growth = growthOf(settings)
  const terms = varied.map((f): BoostTerm => {
    const [column, cells] = [table.columns[f]!, binsOf(features[f]!)]
    const training = Uint8Array.from(bag.training.rows, (row) => bins[f]![row]!)
    const order =
      column.kind === 'category'
        ? byOutcome(training, cells, bag.training)
        : Array.from({ length: cells - 1 }, (_, bin) => bin + 1)
    const monotone = column.kind === 'number' ? column.monotone : undefined
    const direction = monotone === 'rising' ? 1 : monotone === 'falling' ? -1 : 0
    return {
      cells,
      training,
      validation: Uint8Array.from(bag.validation.rows, (row) => bins[f]![row]!),
      grow: (histogram, step) => growLine(histogram, order, direction, growth, step),
    }
  })
  bag.scores.push(...boost(terms, bag.training, bag.validation, { ...growth, ...stopping(settings) }))
}

export function boostPairs(
  bag: Bag,
  bins: readonly Int16Array[],
  pairs: readonly Pair[],
  settings: AdditiveSettings,
): void {
  const growth = growthOf(settings)
  const terms = pairs.map((pair): BoostTerm => ({
    cells: pair.height * pair.width,
    training: pairCells(pair, bins, bag.training.rows),
    validation: pairCells(pair, bins, bag.validation.rows),
    grow: (histogram, step) => void growGrid(histogram, pair.height, pair.width, growth, step),
  }))
  bag.scores.push(...boost(terms, bag.training, bag.validation, { ...growth, ...stopping(settings) }))
}

const stopping = ({ maxRounds, rate }: AdditiveSettings) => ({ maxRounds, patience: Math.ceil(2 / rate) })

/** The categories' bins by their share with the outcome in this sample, drawn towards the mean. */
function byOutcome(bins: Uint8Array, cells: number, { outcomes, weights }: BoostRows): number[] {
  const [positive, total] = [new Float64Array(cells), new Float64Array(cells)]
  bins.forEach((bin, i) => {
    positive[bin]! += weights[i]! * outcomes[i]!
    total[bin]! += weights[i]!
  })
  const share = positive.reduce((sum, value) => sum + value, 0) / total.reduce((sum, value) => sum + value, 0)
  const smoothed = positive.map((value, bin) => (value + smoothing * share) / (total[bin]! + smoothing))
  return Array.from({ length: cells - 1 }, (_, bin) => bin + 1).toSorted((a, b) => smoothed[a]! - smoothed[b]! || a - b)
}

/** Calibrates the log-odds on the rows held back: every score and the intercept in proportion. */
export function calibrate(bag: Bag): void {
  const { oddsAgainst, outcomes, weights } = bag.validation
  const { slope, shift } = platt(
    oddsAgainst.map((odds) => -Math.log(odds)),
    outcomes,
    weights,
  )
  bag.intercept = slope * bag.intercept + shift
  for (const score of bag.scores) for (let cell = 0; cell < score.length; cell++) score[cell]! *= slope
}
