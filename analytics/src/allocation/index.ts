export {
  type Activity,
  allocateBudget,
  type Allocation,
  type AllocationInput,
  type GroupLimits,
} from './allocate-budget.ts'
export { type AllocationGain, allocationGain, type GainInput, responseInterval } from './allocation-gain.ts'
export type { CurveKind } from './curve-parameters.ts'
export {
  type FitCurvesOptions,
  fitResponseCurves,
  type FittedActivity,
  type FittedCurves,
} from './fit-response-curves.ts'
export type { History as SpendHistory } from './posterior-curve.ts'
export { inflection, marginalResponse, response, type ResponseCurve } from './response-curve.ts'
