import { checkInteger, checkLength, checkLevel } from '../check.ts'
import { type NotEnough, notEnough } from '../errors.ts'
import { minimize, type Objective } from '../optimize.ts'
import { betaQuantile, digamma, lbeta } from '../special.ts'

export interface ShrunkRates {
  readonly enough: true
  /** The Beta prior over the groups' rates. */
  readonly alpha: number
  readonly beta: number
  /** Per group, posterior mean and credible interval. */
  readonly rate: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/**
 * Shrunk rates: how good is each of many groups, when some have few trials?
 *
 * ```
 * xᵢ ~ Binomial(nᵢ, pᵢ),  pᵢ ~ Beta(α, β)              α, β by maximum marginal likelihood, α + β ≤ Σ nᵢ
 * pᵢ | xᵢ ~ Beta(α + xᵢ, β + nᵢ − xᵢ)                   mean (α + xᵢ) / (α + β + nᵢ)
 * ```
 *
 * Parametric empirical Bayes with the beta-binomial (Skellam 1948; Morris 1983): a group with few trials is drawn towards
 * the mean of all, one with many stands by itself. The interval takes α and β as known, so that with few groups it is
 * somewhat short.
 *
 * @param successes whole numbers, each from 0 to the group's trials.
 * @returns not enough below 5 groups with a trial, or where every trial ended alike.
 * @example
 * // Five groups of ten and one of two: its 2 of 2 becomes 0.70, not 1.
 * shrunkRates([2, 9, 5, 7, 3, 2], [10, 10, 10, 10, 10, 2])
 */
export function shrunkRates(
  successes: ArrayLike<number>,
  trials: ArrayLike<number>,
  level = 0.95,
): ShrunkRates | NotEnough {
  checkLevel('level', level)
  checkLength('successes', successes, 'trials', trials.length)
  let [groups, won, all] = [0, 0, 0]
  for (let i = 0; i < trials.length; i++) {
    checkInteger(`trials[${i}]`, trials[i]!, 0)
    checkInteger(`successes[${i}]`, successes[i]!, 0, trials[i]!)
    if (trials[i]! > 0) groups++
    won += successes[i]!
    all += trials[i]!
  }
  if (groups < 5 || won === 0 || won === all)
    return notEnough(`5 groups with a trial, a success and a failure, has ${groups}, ${won} and ${all - won}`)
  const { x } = minimize(marginal(successes, trials), [Math.log((2 * won) / all), Math.log(2 - (2 * won) / all)])
  // Groups that differ no more than by chance fit best at infinity. The prior then counts as all trials together: more
  // certain than that the mean itself is not.
  const scale = Math.min(1, all / (Math.exp(x[0]!) + Math.exp(x[1]!)))
  const [alpha, beta] = [Math.exp(x[0]!) * scale, Math.exp(x[1]!) * scale]
  const each = (value: (a: number, b: number) => number) =>
    Float64Array.from({ length: trials.length }, (_, i) =>
      value(alpha + successes[i]!, beta + trials[i]! - successes[i]!),
    )
  const tail = (1 - level) / 2
  return {
    enough: true,
    alpha,
    beta,
    rate: each((a, b) => a / (a + b)),
    low: each((a, b) => betaQuantile(tail, a, b)),
    high: each((a, b) => betaQuantile(1 - tail, a, b)),
  }
}

/** −log of the marginal likelihood in (ln α, ln β), binomial coefficients left out, with its gradient. */
function marginal(successes: ArrayLike<number>, trials: ArrayLike<number>): Objective {
  return (x) => {
    const [alpha, beta] = [Math.exp(x[0]!), Math.exp(x[1]!)]
    const prior = lbeta(alpha, beta)
    const [psiAlpha, psiBeta, psiAll] = [digamma(alpha), digamma(beta), digamma(alpha + beta)]
    let [value, byAlpha, byBeta] = [0, 0, 0]
    for (let i = 0; i < trials.length; i++) {
      const n = trials[i]!
      if (n === 0) continue
      const [a, b] = [alpha + successes[i]!, beta + n - successes[i]!]
      const psi = digamma(a + b)
      value -= lbeta(a, b) - prior
      byAlpha -= digamma(a) - psi - psiAlpha + psiAll
      byBeta -= digamma(b) - psi - psiBeta + psiAll
    }
    return { value, gradient: Float64Array.of(byAlpha * alpha, byBeta * beta) }
  }
}
