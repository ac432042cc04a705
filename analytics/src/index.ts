export { InvalidInput, type NotEnough } from './errors.ts'
export type { Flags } from './check.ts'
export { Random } from './random.ts'
export {
  betaI,
  betaQuantile,
  chiSquareTail,
  digamma,
  gammaP,
  gammaQ,
  gammaQuantile,
  lbeta,
  lgamma,
  normalCdf,
  normalQuantile,
  studentCdf,
  studentQuantile,
} from './special.ts'
export {
  countInterval,
  criticalValue,
  type Estimate,
  type Interval,
  meanInterval,
  quantile,
  shareDifference,
  shareInterval,
} from './intervals.ts'
export {
  kaplanMeier,
  type SurvivalCurve,
  type SurvivalOptions,
  type SurvivalTime,
  survivalAt,
  survivalQuantile,
} from './survival.ts'
export { type LogRank, logRank, type SurvivalGroup } from './log-rank.ts'
export { type RetentionCell, type RetentionInput, type RetentionTable, retentionTable } from './retention.ts'
export { type Concentration, concentration } from './concentration.ts'
export * from './matching/index.ts'
export * from './matching/company-name.ts'
export { largestRemainder } from './largest-remainder.ts'
export type { Journey, Totals } from './attribution/journey.ts'
export { type Deal, type JourneySet, journeysFromTouches, type Touch } from './attribution/journeys-from-touches.ts'
export type { Bootstrap } from './attribution/resample.ts'
export {
  type CreditRule,
  equalSplit,
  firstTouch,
  lastTouch,
  linear,
  positionBased,
  timeDecay,
} from './attribution/credit-rules.ts'
export { type CreditQuery, type Credits, type CreditSnapshot, CreditSums } from './attribution/credit-sums.ts'
export { type ChainOptions, type ChainSnapshot, TransitionCounts } from './attribution/transition-counts.ts'
export { type RemovalEffects, removalEffects } from './attribution/removal-effects.ts'
export { type MarkovShapley, markovShapley, type ShapleyQuery } from './attribution/markov-shapley.ts'
export { type Agreement, agreement } from './attribution/agreement.ts'
export { hypergeometric } from './hypergeometric.ts'
export {
  sbgLifetime,
  sbgResidual,
  sbgRetention,
  sbgSurvival,
  type ShiftedBetaGeometric,
  shiftedBetaGeometric,
} from './lifetime/shifted-beta-geometric.ts'
export {
  type BgNbd,
  bgNbd,
  expectedByNewCustomer,
  expectedPurchases,
  probabilityAlive,
  type PurchaseHistories,
  type PurchaseHistory,
} from './lifetime/bg-nbd.ts'
export { expectedSpend, type GammaGamma, gammaGamma, type SpendHistories } from './lifetime/gamma-gamma.ts'
export {
  type CustomerValue,
  customerValue,
  type CustomerValueInput,
  paybackPeriods,
} from './lifetime/customer-value.ts'
export {
  acquisitionCost,
  type ChannelAcquisition,
  type ChannelCost,
  type SharedCostKey,
} from './lifetime/acquisition-cost.ts'
export { type Scale, scaleOf } from './scores/scale.ts'
export {
  CompositeScore,
  type Score,
  type ScoreComponent,
  type ScoreDefinition,
  type ScoreInputs,
  type ScorePart,
} from './scores/composite-score.ts'
export { decayedSum } from './scores/decay.ts'
export { type RankIntervals, rankIntervals, type RankQuery } from './scores/rank-intervals.ts'
export { type ComponentSensitivity, sensitivity } from './scores/sensitivity.ts'
export { type ShrunkRates, shrunkRates } from './scores/shrunk-rates.ts'
export { slope } from './scores/slope.ts'
export { type CovariateBalance, type MatchedLift, matchedLift, type MatchedLiftInput } from './lift/matched-lift.ts'
export { type Arm, type HoldoutLift, holdoutLift, meanLift } from './lift/holdout-lift.ts'
export { type SequentialTest, sequentialTest } from './lift/sequential-test.ts'
export {
  type ForecastPeriod,
  type OpenDeal,
  type PipelineForecast,
  pipelineForecast,
  type PipelineInput,
  type StageSpell,
} from './forecast/pipeline-forecast.ts'
export { type Graph, graphOf } from './graph/graph.ts'
export { type Centrality, centrality } from './graph/centrality.ts'
export { linkBacktest, type LinkMethod, linkSuggestions, type LinkSuggestion } from './graph/link-prediction.ts'
export * from './allocation/index.ts'
export * from './prediction/index.ts'
export * from './anomalies/index.ts'
