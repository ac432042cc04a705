import { checkInteger, checkLength, checkPositive } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { covariance, minimize, type Objective } from '../optimize.ts'
import { digamma, lgamma } from '../special.ts'

/** Spend per customer, one entry each. */
export interface SpendHistories {
  /** Purchases that the mean is over; whole, ≥ 1. To go with BG/NBD: the repeat purchases of those who had any. */
  readonly frequency: ArrayLike<number>
  /** Mean value per purchase, > 0. */
  readonly mean: ArrayLike<number>
}

export interface GammaGamma {
  readonly enough: true
  readonly p: number
  readonly q: number
  /** In the unit of the means. */
  readonly v: number
  readonly logLikelihood: number
  /** Covariance of (ln p, ln q, ln v), row-major; absent where the data do not tell them apart. */
  readonly covariance?: Float64Array
}

/**
 * Gamma-gamma: what will a customer spend per purchase, when few purchases say little about it?
 *
 * A purchase of a customer is Gamma(p, ν) with its own ν ~ Gamma(q, v). With x purchases of mean m:
 *
 * ```
 * L = Γ(px + q) / (Γ(px) Γ(q)) · v^q m^(px − 1) x^(px) / (v + x m)^(px + q)
 * E(M | m, x) = p (v + m x) / (p x + q − 1)           the customer's mean, drawn towards p v / (q − 1)
 * ```
 *
 * Fader & Hardie 2013, "The gamma-gamma model of monetary value"; Colombo & Jiang 1999. Assumes that how much is
 * spent does not go with how often.
 *
 * @returns not enough below 10 customers, or with fewer than 2 that bought more than once or differ in their mean.
 * @example
 * gammaGamma(cdnow) // p 6.2488, q 3.7446, v 15.4478
 */
export function gammaGamma(histories: SpendHistories): GammaGamma | NotEnough {
  const { frequency, mean } = histories
  checkLength('mean', mean, 'frequency', frequency.length)
  let total = 0
  for (let i = 0; i < frequency.length; i++) {
    checkInteger(`frequency[${i}]`, frequency[i]!, 1)
    checkPositive(`mean[${i}]`, mean[i]!)
    total += mean[i]!
  }
  const n = frequency.length
  if (n < 10) return notEnough(`at least 10 customers with a purchase, has ${n}`)
  const often = Array.from(frequency).filter((x) => x > 1).length
  if (often < 2 || new Set(Array.from(mean)).size < 2) {
    return notEnough('at least 2 customers with several purchases, and means that differ')
  }
  const objective = gammaGammaObjective(histories)
  const { x, value } = minimize(objective, [0, Math.log(2), Math.log(total / n)], 30)
  const cov = covariance(objective, x)
  const [p, q, v] = Array.from(x, Math.exp) as [number, number, number]
  return { enough: true, p, q, v, logLikelihood: -value, ...(cov && { covariance: cov }) }
}

/** −log L in (ln p, ln q, ln v) with its gradient. */
export function gammaGammaObjective({ frequency, mean }: SpendHistories): Objective {
  return (logs) => {
    const [p, q, v] = Array.from(logs, Math.exp) as [number, number, number]
    const [gammaQ, psiQ, logV] = [lgamma(q), digamma(q), logs[2]!]
    let [value, byP, byQ, byV] = [0, 0, 0, 0]
    for (let i = 0; i < frequency.length; i++) {
      const [x, m] = [frequency[i]!, mean[i]!]
      const [logX, logM, logSum] = [Math.log(x), Math.log(m), Math.log(x * m + v)]
      const px = p * x
      value -= lgamma(px + q) - lgamma(px) - gammaQ + q * logV + (px - 1) * logM + px * logX - (px + q) * logSum
      const psi = digamma(px + q)
      byP -= x * (psi - digamma(px) + logM + logX - logSum)
      byQ -= psi - psiQ + logV - logSum
      byV -= q / v - (px + q) / (x * m + v)
    }
    return { value, gradient: Float64Array.of(byP * p, byQ * q, byV * v) }
  }
}

/** Expected value per purchase of a customer with `frequency` purchases (0: a new one) of the given mean. */
export function expectedSpend(
  { p, q, v }: Pick<GammaGamma, 'p' | 'q' | 'v'>,
  { frequency, mean }: { readonly frequency: number; readonly mean: number },
): number {
  checkInteger('frequency', frequency, 0)
  if (frequency > 0) checkPositive('mean', mean)
  const divisor = p * frequency + q - 1
  if (!(divisor > 0)) throw new InvalidInput('q', q, 'above 1: the mean of a customer without purchases does not exist')
  return (p * (v + (frequency > 0 ? mean * frequency : 0))) / divisor
}
