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
