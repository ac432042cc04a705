import { expect, test } from 'vitest'
import {
  fitLogisticModel,
  predictLogistic,
  Random,
  rollingBacktest,
  type Trainer,
  type TrainingTable,
} from '../index.ts'

const logistic: Trainer = (table) => {
  const model = fitLogisticModel(table)
  return model.enough ? (columns) => predictLogistic(model, columns) : model
}

/** A row a day for 1,000 days; the outcome follows x and is known 30 days later. */
function days() {
  const random = new Random(1)
  const x = Array.from({ length: 1000 }, () => random.normal())
  const outcomes = x.map((value) => random.uniform() < 1 / (1 + Math.exp(-2 * value)))
  const predictedAt = x.map((_, day) => day)
  return {
    columns: [{ name: 'x', kind: 'number' as const, values: x }],
    outcomes,
    predictedAt,
    outcomeKnownAt: predictedAt.map((day) => day + 30),
  }
}

test('each fold learns only from outcomes that were known at its cut', () => {
  const table = days()
  const learnt: number[] = []
  const spy: Trainer = (seen: TrainingTable) => {
    learnt.push(Math.max(...Array.from(seen.predictedAt!)))
    return logistic(seen)
  }
  const backtest = rollingBacktest(table, [200, 500, 800], spy)
  if (!backtest.enough) throw new Error(backtest.needs)
  expect(learnt).toEqual([170, 470])
  expect(backtest.folds.map(({ from, to, trainedOn }) => [from, to, trainedOn])).toEqual([
    [200, 500, 171],
    [500, 800, 471],
  ])
  expect([backtest.rows[0], backtest.rows.at(-1), backtest.rows.length]).toEqual([201, 800, 600])
  expect(backtest.overall.auc).toBeGreaterThan(0.8)
})

test('a fold whose past is too short says what it needs, and the others count', () => {
  const backtest = rollingBacktest(days(), [20, 400, 700], logistic)
  if (!backtest.enough) throw new Error(backtest.needs)
  expect(backtest.folds[0]!.metrics).toEqual({
    enough: false,
    needs: 'at least 20 rows with and 20 without the outcome, has 0 and 0',
  })
  expect(backtest.rows.length).toBe(300)
})

test('without a fold that could be trained there is no backtest', () => {
  expect(rollingBacktest(days(), [0, 10], logistic)).toMatchObject({ enough: false })
})

test('an outcome known before its prediction and cuts out of order are refused', () => {
  const table = days()
  expect(() => rollingBacktest({ ...table, outcomeKnownAt: table.predictedAt.map(() => 5) }, [1, 2], logistic)).toThrow(
    'outcomeKnownAt[6] must be at least predictedAt (6), got 5',
  )
  expect(() => rollingBacktest(table, [5, 5], logistic)).toThrow('cuts[1] must be above the one before it (5), got 5')
})
