import { checkInteger, checkPositive } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { hypergeometric } from '../hypergeometric.ts'
import { covariance, minimize, type Objective } from '../optimize.ts'
import { digamma, lbeta } from '../special.ts'

export interface ShiftedBetaGeometric {
  readonly enough: true
  readonly alpha: number
  readonly beta: number
  readonly logLikelihood: number
  /** Covariance of (ln α, ln β), row-major; absent where customers differ too little for α and β to be told apart. */
  readonly covariance?: Float64Array
}

/**
 * Shifted beta-geometric: how long do contracts live, when each customer cancels with its own constant probability?
 *
 * ```
 * P(T = t) = B(α + 1, β + t − 1) / B(α, β)          customer's churn rate ~ Beta(α, β), t = 1, 2, …
 * S(t)     = B(α, β + t) / B(α, β)
 * r(t)     = (β + t − 1) / (α + β + t − 1)          retention rises with tenure, since those likely to leave are gone
 * ```
 *
 * Fader & Hardie 2007, "How to project customer retention". Maximum likelihood over all cohorts, by BFGS on ln α, ln β.
 *
 * @param cohorts per cohort the customers still there after 0, 1, 2, … renewal opportunities; whole, not rising.
 * @returns not enough unless somebody left, somebody stayed, and one cohort saw two opportunities.
 * @example
 * shiftedBetaGeometric([[1000, 869, 743, 653, 593, 551, 517, 491]]) // α 0.668, β 3.806
 */
export function shiftedBetaGeometric(cohorts: readonly ArrayLike<number>[]): ShiftedBetaGeometric | NotEnough {
  const losses: number[] = []
  const stayed: number[] = []
  cohorts.forEach((cohort, c) => {
    for (let t = 0; t < cohort.length; t++) {
      checkInteger(`cohorts[${c}][${t}]`, cohort[t]!, 0, t > 0 ? cohort[t - 1]! : Infinity)
      if (t > 0) losses[t] = (losses[t] ?? 0) + cohort[t - 1]! - cohort[t]!
    }
    const last = cohort.length - 1
    if (last > 0) stayed[last] = (stayed[last] ?? 0) + cohort[last]!
  })
  const lost = losses.reduce((sum, n) => sum + n, 0)
  const kept = stayed.reduce((sum, n) => sum + n, 0)
  if (lost === 0 || kept === 0 || losses.length < 3) {
    return notEnough('a cohort seen over 2 renewals, at least 1 customer lost and 1 kept')
  }
  const objective = sbgObjective(losses, stayed)
  const { x, value } = minimize(objective, [0, 0])
  const cov = covariance(objective, x)
  return {
    enough: true,
    alpha: Math.exp(x[0]!),
    beta: Math.exp(x[1]!),
    logLikelihood: -value,
    ...(cov && { covariance: cov }),
  }
}

/** −log L in (ln α, ln β) with its gradient; `losses[t]` customers left at opportunity t, `stayed[t]` were there at the end. */
export function sbgObjective(losses: readonly number[], stayed: readonly number[]): Objective {
  return (x) => {
    const [alpha, beta] = [Math.exp(x[0]!), Math.exp(x[1]!)]
    const whole = lbeta(alpha, beta)
    const common = digamma(alpha + beta)
    const [psiAlpha, psiBeta] = [digamma(alpha), digamma(beta)]
    let [value, byAlpha, byBeta] = [0, 0, 0]
    losses.forEach((n, t) => {
      if (n === 0) return
      const psiSum = digamma(alpha + beta + t)
      value -= n * (lbeta(alpha + 1, beta + t - 1) - whole)
      byAlpha -= n * (digamma(alpha + 1) - psiSum - psiAlpha + common)
      byBeta -= n * (digamma(beta + t - 1) - psiSum - psiBeta + common)
    })
    stayed.forEach((n, t) => {
      if (n === 0) return
      const psiSum = digamma(alpha + beta + t)
      value -= n * (lbeta(alpha, beta + t) - whole)
      byAlpha -= n * (common - psiSum)
      byBeta -= n * (digamma(beta + t) - psiSum - psiBeta + common)
    })
    return { value, gradient: Float64Array.of(byAlpha * alpha, byBeta * beta) }
  }
}

type Parameters = Pick<ShiftedBetaGeometric, 'alpha' | 'beta'>

/** Share of customers still there after t renewal opportunities, t a whole number ≥ 0. */
export function sbgSurvival({ alpha, beta }: Parameters, t: number): number {
  checkInteger('t', t, 0)
  return Math.exp(lbeta(alpha, beta + t) - lbeta(alpha, beta))
}

/** Share of those there after t − 1 opportunities that also take the t-th. */
export function sbgRetention({ alpha, beta }: Parameters, t: number): number {
  checkInteger('t', t, 1)
  return (beta + t - 1) / (alpha + beta + t - 1)
}

/**
 * Discounted expected lifetime of a new customer in payments, the first now: Σ_{t ≥ 0} S(t) / (1 + d)^t
 * = ₂F₁(1, β; α + β; 1/(1 + d)) (Fader & Hardie 2010).
 *
 * @param rate discount rate per period, > 0 (without one the sum need not exist).
 */
export function sbgLifetime({ alpha, beta }: Parameters, rate: number): number {
  checkRate(rate)
  return hypergeometric(1, beta, alpha + beta, 1 / (1 + rate))
}

/**
 * Discounted expected residual lifetime of a customer that has renewed `renewals` times, seen just before the next
 * opportunity, which counts in full if taken (Fader & Hardie 2010, DERL with n = renewals + 1):
 *
 * ```
 * Σ_{t ≥ n} S(t)/S(n − 1) / (1 + d)^(t − n) = (β + n − 1)/(α + β + n − 1) · ₂F₁(1, β + n; α + β + n; 1/(1 + d))
 * ```
 */
export function sbgResidual({ alpha, beta }: Parameters, rate: number, renewals: number): number {
  checkRate(rate)
  checkInteger('renewals', renewals, 0)
  const n = renewals + 1
  return sbgRetention({ alpha, beta }, n) * hypergeometric(1, beta + n, alpha + beta + n, 1 / (1 + rate))
}

function checkRate(rate: number): void {
  checkPositive('rate', rate)
  if (rate < 1e-5) throw new InvalidInput('rate', rate, 'a discount rate per period of at least 0.00001')
}
