import { existsSync, readFileSync } from 'node:fs'
import {
  AdditivePredictor,
  fitAdditiveModel,
  fitLogisticModel,
  type FeatureColumn,
  predictionMetrics,
  predictLogistic,
  Random,
  type TrainingTable,
} from '../src/index.ts'
import { adultTable } from '../src/testing/adult.ts'
import { report, time, value } from './measure.ts'

function fitted(table: TrainingTable) {
  const model = fitAdditiveModel(table, { seed: 1 })
  if (!model.enough) throw new Error(model.needs)
  return model
}

const reference = (file: string) => new URL(`../../../shared/data/reference/${file}`, import.meta.url)
if (existsSync(reference('adult_train.csv'))) {
  const [table, later] = ['adult_train.csv', 'adult_test.csv'].map((file) =>
    adultTable(readFileSync(reference(file), 'utf8')),
  ) as [TrainingTable, TrainingTable]
  const plain = time(() => fitLogisticModel(table), 1)
  const { seconds, result: model } = time(() => fitted(table), 1)
  report('additive model, adult 22,792 × 14', seconds, 20, {
    name: 'the logistic baseline',
    seconds: plain.seconds,
  })
  const predictor = new AdditivePredictor(model)
  const metrics = predictionMetrics(predictor.predict(later.columns), later.outcomes)
  if (!metrics.enough || !plain.result.enough) throw new Error('not enough')
  value('adult test: boosted trees’ AUC of 0.929 less ours', 0.929 - metrics.auc, 0.003)
  value('adult test: calibration error', metrics.calibrationError, 0.01)
  const baseline = predictionMetrics(predictLogistic(plain.result, later.columns), later.outcomes)
  if (baseline.enough) value('adult test: 0.906 less the logistic baseline’s AUC', 0.906 - baseline.auc, 0.003)

  const million = Array.from({ length: 1_000_000 }, (_, i) => i % later.outcomes.length)
  const columns = later.columns.map((column) => {
    const values = column.values as ArrayLike<number>
    return { ...column, values: million.map((i) => values[i]!) } as FeatureColumn
  })
  report('a million predictions with the adult model', time(() => predictor.predict(columns)).seconds, 1)
  const row = Object.fromEntries(later.columns.map(({ name, values }) => [name, values[0]!]))
  report(
    'ten thousand explanations',
    time(() => Array.from({ length: 10_000 }, () => predictor.explain(row))).seconds,
    2,
  )
} else console.log('adult: skipped, ../shared/data/reference/adult_train.csv is not here')

const random = new Random(1)
const wide = Array.from({ length: 100 }, (_, f): FeatureColumn => ({
  name: `x${f}`,
  kind: 'number',
  values: Float64Array.from({ length: 20_000 }, () => random.normal()),
}))
const outcomes = Array.from({ length: 20_000 }, (_, i) => {
  const logOdds = wide.slice(0, 10).reduce((sum, { values }) => sum + (values[i] as number) / 3, 0)
  return random.uniform() < 1 / (1 + Math.exp(-logOdds))
})
report('additive model, 20,000 rows × 100 columns', time(() => fitted({ columns: wide, outcomes }), 1).seconds, 60)
