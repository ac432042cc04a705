import { checkEach, checkInteger, checkLength, checkNumber } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { hypergeometric } from '../hypergeometric.ts'
import { covariance, minimize, type Objective } from '../optimize.ts'
import { digamma, lbeta, lgamma } from '../special.ts'

/** Purchase histories, one entry per customer, in one unit of time. */
export interface PurchaseHistories {
  /** Repeat purchases: those after the first; whole. */
  readonly frequency: ArrayLike<number>
  /** Time from the first to the last purchase; 0 where there was no repeat. */
  readonly recency: ArrayLike<number>
  /** Time from the first purchase to the end of observation. */
  readonly age: ArrayLike<number>
}

export interface PurchaseHistory {
  readonly frequency: number
  readonly recency: number
  readonly age: number
}

export interface BgNbd {
  readonly enough: true
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
  readonly logLikelihood: number
  /** Covariance of (ln r, ln α, ln a, ln b), row-major; absent where the data do not tell them apart. */
  readonly covariance?: Float64Array
}

/**
 * BG/NBD: how often will customers without a contract buy again, and are they still there?
 *
 * While active a customer buys at its own rate λ ~ Gamma(r, α); after each purchase it is gone with its own probability
 * p ~ Beta(a, b). With x repeat purchases, the last at t_x, seen until T:
 *
 * ```
 * L = B(a, b + x)/B(a, b) · Γ(r + x) α^r / Γ(r) · [ (α + T)^−(r+x) + δ_{x>0} · a/(b + x − 1) · (α + t_x)^−(r+x) ]
 * ```
 *
 * Fader, Hardie & Lee 2005, "Counting your customers the easy way". Maximum likelihood by BFGS on the logarithms.
 *
 * Nobody can have left before a first repeat, so every one-time buyer counts as alive: rank risk by expected
 * purchases, never by the probability of being alive.
 *
 * @returns not enough without 10 customers that bought again and one that did not.
 * @example
 * bgNbd(cdnow) // r 0.2426, α 4.4136, a 0.7929, b 2.4259, log-likelihood −9582.43 (weeks)
 */
export function bgNbd(histories: PurchaseHistories): BgNbd | NotEnough {
  const { frequency, recency, age } = histories
  checkLength('recency', recency, 'frequency', frequency.length)
  checkLength('age', age, 'frequency', frequency.length)
  for (let i = 0; i < frequency.length; i++) {
    checkHistory({ frequency: frequency[i]!, recency: recency[i]!, age: age[i]! }, `[${i}]`)
  }
  let again = 0
  let total = 0
  for (let i = 0; i < frequency.length; i++) {
    if (frequency[i]! > 0) again++
    total += age[i]!
  }
  if (again < 10 || again === frequency.length) {
    return notEnough(`at least 10 customers that bought again (has ${again}) and 1 that did not`)
  }
  const objective = bgNbdObjective(histories)
  const { x, value } = minimize(objective, [0, Math.log(total / frequency.length), 0, 0])
  const cov = covariance(objective, x)
  const [r, alpha, a, b] = Array.from(x, Math.exp) as [number, number, number, number]
  return { enough: true, r, alpha, a, b, logLikelihood: -value, ...(cov && { covariance: cov }) }
}

/** −log L in (ln r, ln α, ln a, ln b) with its gradient. Functions of x alone are computed once per distinct x. */
export function bgNbdObjective({ frequency, recency, age }: PurchaseHistories): Objective {
  const groups = new Map<number, number[]>()
  for (let i = 0; i < frequency.length; i++) {
    const group = groups.get(frequency[i]!)
    if (group) group.push(i)
    else groups.set(frequency[i]!, [i])
  }
  return (logs) => {
    const [r, alpha, a, b] = Array.from(logs, Math.exp) as [number, number, number, number]
    const [logAlpha, logA, whole] = [logs[1]!, logs[2]!, lbeta(a, b)]
    const [psiR, psiB, psiAB, gammaR] = [digamma(r), digamma(b), digamma(a + b), lgamma(r)]
    let [value, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0]
    for (const [x, group] of groups) {
      const constant = lgamma(r + x) - gammaR + r * logAlpha + lbeta(a, b + x) - whole
      const gone = x > 0 ? logA - Math.log(b + x - 1) : -Infinity
      const psiABX = digamma(a + b + x)
      const n = group.length
      byR -= n * (digamma(r + x) - psiR + logAlpha)
      byA -= n * (psiAB - psiABX)
      byB -= n * (digamma(b + x) - psiABX + psiAB - psiB)
      for (const i of group) {
        const [toEnd, toLast] = [Math.log(alpha + age[i]!), Math.log(alpha + recency[i]!)]
        const alive = -(r + x) * toEnd
        const left = gone - (r + x) * toLast
        const most = Math.max(alive, left)
        const sum = most + Math.log(Math.exp(alive - most) + Math.exp(left - most))
        const weight = Math.exp(left - sum)
        value -= constant + sum
        byR += (1 - weight) * toEnd + weight * toLast
        byAlpha -= r / alpha - (r + x) * ((1 - weight) / (alpha + age[i]!) + weight / (alpha + recency[i]!))
        byA -= weight / a
        if (x > 0) byB += weight / (b + x - 1)
      }
    }
    return { value, gradient: Float64Array.of(byR * r, byAlpha * alpha, byA * a, byB * b) }
  }
}

type Parameters = Pick<BgNbd, 'r' | 'alpha' | 'a' | 'b'>

/** Probability that the customer is still active at the end of observation; 1 for everyone who never bought again. */
export function probabilityAlive({ r, alpha, a, b }: Parameters, history: PurchaseHistory): number {
  checkHistory(history)
  const { frequency: x, recency, age } = history
  return x === 0 ? 1 : 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x))
}

/**
 * Expected purchases in the next `time` units, given the history (Fader, Hardie & Lee 2005, equation 10):
 *
 * ```
 * (a + b + x − 1)/(a − 1) · [1 − ((α+T)/(α+T+t))^(r+x) ₂F₁(r + x, b + x; a + b + x − 1; t/(α+T+t))] · P(alive)
 * ```
 */
export function expectedPurchases(model: Parameters, history: PurchaseHistory, time: number): number {
  const { r, alpha, b } = model
  checkNumber('time', time, 0)
  const alive = probabilityAlive(model, history)
  const { frequency: x, age } = history
  // The formula has removable gaps at a = 1 and at a + b + x = 1; next to them it is as good as there.
  const a = besides(besides(model.a, 1), 1 - b - x)
  const c = a + b + x - 1
  const since = alpha + age
  const stay = (since / (since + time)) ** (r + x) * hypergeometric(r + x, b + x, c, time / (since + time))
  return Math.max(0, (c / (a - 1)) * (1 - stay) * alive)
}

/** Expected purchases of a new customer, after its first, in its first `time` units. */
export const expectedByNewCustomer = (model: Parameters, time: number): number =>
  expectedPurchases(model, { frequency: 0, recency: 0, age: 0 }, time)

const besides = (value: number, gap: number): number => (Math.abs(value - gap) < 1e-6 ? gap + 1e-6 : value)

function checkHistory({ frequency, recency, age }: PurchaseHistory, at = ''): void {
  checkInteger(`frequency${at}`, frequency, 0)
  checkNumber(`age${at}`, age, 0)
  checkNumber(`recency${at}`, recency, 0, age)
  if (frequency === 0 && recency !== 0) throw new InvalidInput(`recency${at}`, recency, '0 where there was no repeat')
  checkEach(`recency${at}`, [recency], (t) => frequency === 0 || t > 0, 'above 0 where there were repeats')
}
