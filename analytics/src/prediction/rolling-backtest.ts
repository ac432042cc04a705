import { checkLength, checkMeasures } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { predictionMetrics, type PredictionMetrics } from './prediction-metrics.ts'
import { checkTable, type FeatureColumn, rowsOf, type TrainingTable } from './table.ts'

export interface BacktestTable extends TrainingTable {
  readonly predictedAt: ArrayLike<number>
  /** When each outcome was known for certain. A model may learn from it only from then on. */
  readonly outcomeKnownAt: ArrayLike<number>
}

/** Trains on a table and answers a function that predicts, or says what is missing. */
export type Trainer = (table: TrainingTable) => ((columns: readonly FeatureColumn[]) => ArrayLike<number>) | NotEnough

export interface BacktestFold {
  /** The model learnt from outcomes known up to `from`, and predicted rows after `from` up to `to`. */
  readonly from: number
  readonly to: number
  readonly trainedOn: number
  readonly metrics: PredictionMetrics | NotEnough
}

export interface Backtest {
  readonly enough: true
  readonly folds: readonly BacktestFold[]
  /** Over all predictions of all folds together. */
  readonly overall: PredictionMetrics
  /** Row of the table and probability, for each prediction that was made. */
  readonly rows: Uint32Array
  readonly probabilities: Float64Array
}

/**
 * How a model would have done had it been used: at each cut it learns from what was known by then, and predicts what came next
 * (rolling origin, Tashman 2000). No row is predicted by a model that has seen an outcome from after the prediction.
 *
 * @param cuts ascending; the last fold ends at the last one, so n cuts make n − 1 folds.
 * @returns not enough where no fold could be trained, or all its outcomes are the same.
 */
export function rollingBacktest(table: BacktestTable, cuts: ArrayLike<number>, train: Trainer): Backtest | NotEnough {
  const checked = checkTable(table)
  checkLength('outcomeKnownAt', table.outcomeKnownAt, 'outcomes', checked.rows)
  checkMeasures('cuts', cuts)
  for (let i = 0; i < checked.rows; i++)
    if (!(table.outcomeKnownAt[i]! >= table.predictedAt[i]!))
      throw new InvalidInput(
        `outcomeKnownAt[${i}]`,
        table.outcomeKnownAt[i],
        `at least predictedAt (${table.predictedAt[i]})`,
      )
  if (cuts.length < 2) throw new InvalidInput('cuts', cuts, 'at least 2 cuts')
  const all = Array.from({ length: checked.rows }, (_, i) => i)
  const folds: BacktestFold[] = []
  const [rows, probabilities]: [number[], number[]] = [[], []]
  for (let k = 0; k + 1 < cuts.length; k++) {
    const [from, to] = [cuts[k]!, cuts[k + 1]!]
    if (to <= from) throw new InvalidInput(`cuts[${k + 1}]`, to, `above the one before it (${from})`)
    const learnt = all.filter((i) => table.outcomeKnownAt[i]! <= from)
    const tested = all.filter((i) => table.predictedAt[i]! > from && table.predictedAt[i]! <= to)
    const fold = { from, to, trainedOn: learnt.length }
    if (tested.length === 0) {
      folds.push({ ...fold, metrics: notEnough('at least 1 prediction in the fold') })
      continue
    }
    const predict = train(rowsOf(checked, learnt))
    if (typeof predict !== 'function') {
      folds.push({ ...fold, metrics: predict })
      continue
    }
    const test = rowsOf(checked, tested)
    const predicted = Array.from(predict(test.columns))
    folds.push({ ...fold, metrics: predictionMetrics(predicted, test.outcomes, { weights: test.weights! }) })
    rows.push(...tested)
    probabilities.push(...predicted)
  }
  const outcomes = rows.map((i) => checked.outcomes[i]!)
  const overall = predictionMetrics(probabilities, outcomes, { weights: rows.map((i) => checked.weights[i]!) })
  if (!overall.enough) {
    const why = folds.map(({ metrics }) => metrics).find((metrics): metrics is NotEnough => !metrics.enough)
    return why ?? overall
  }
  return {
    enough: true,
    folds,
    overall,
    rows: Uint32Array.from(rows),
    probabilities: Float64Array.from(probabilities),
  }
}
