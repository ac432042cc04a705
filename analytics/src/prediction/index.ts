export { fitAdditiveModel } from './fit-additive-model.ts'
export type { AdditiveOptions } from './settings.ts'
export type { AdditiveModel, AdditiveTerm, ModelWarning } from './additive-model.ts'
export { AdditivePredictor, type Explanation, type FeatureValues, type Reason } from './additive-predictor.ts'
export type { FeatureBins } from './bins.ts'
export type { CategoryColumn, FeatureColumn, NumberColumn, TrainingTable } from './table.ts'
export { fitLogisticModel, type LogisticFeature, type LogisticModel, predictLogistic } from './logistic-model.ts'
export {
  type MetricsOptions,
  predictionMetrics,
  predictionMetricsByGroup,
  type PredictionMetrics,
} from './prediction-metrics.ts'
export { type HazardInput, hazardRows, type HazardTable, hazardTable, survivalOfHazards } from './hazard.ts'
export {
  type Backtest,
  type BacktestFold,
  type BacktestTable,
  rollingBacktest,
  type Trainer,
} from './rolling-backtest.ts'
