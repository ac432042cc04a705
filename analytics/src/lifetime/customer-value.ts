import { checkInteger, checkLevel, checkNumber, checkPositive } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { type Interval, quantile } from '../intervals.ts'
import { cholesky } from '../optimize.ts'
import { Random } from '../random.ts'
import { sbgLifetime, sbgSurvival, type ShiftedBetaGeometric, shiftedBetaGeometric } from './shifted-beta-geometric.ts'

export interface CustomerValueInput {
  /** Per cohort the customers of this channel still there after 0, 1, 2, … renewals (see `shiftedBetaGeometric`). */
  readonly cohorts: readonly ArrayLike<number>[]
  /** Gross margin of a customer per period before the partner's share, in minor units. */
  readonly margin: { readonly mean: number; readonly standardError: number }
  /** Share of the margin that goes to the partner as commission, rebate or discount: 0 to 1; 0 for a direct channel. */
  readonly partnerShare: number
  /** Discount rate per period, at least 0.00001. */
  readonly rate: number
  /** Count this many periods, the first payment included. Default: for ever. */
  readonly horizon?: number
  /** Default 0.95. */
  readonly level?: number
  /** Draws behind the interval. Default 1000. */
  readonly draws?: number
  readonly seed?: number
}

export interface CustomerValue extends Interval {
  readonly enough: true
  /** Expected discounted margin per new customer after the partner's share, in the unit of the margin. */
  readonly value: number
  /** Discounted expected payments per customer. */
  readonly lifetime: number
  readonly retention: ShiftedBetaGeometric
}

/**
 * Customer lifetime value (CLTV) of one channel: what a new customer is worth over its contract's life.
 *
 * ```
 * CLTV = margin · (1 − partner share) · Σ_{t ≥ 0} S(t) / (1 + d)^t
 * ```
 *
 * S is the shifted beta-geometric curve of the channel's own cohorts, payments at the start of each period, the first one
 * certain. The interval is from draws of (ln α, ln β) from their approximate normal distribution and of the mean margin
 * from its own: it covers what is not known about retention and margin, not a future unlike the past.
 *
 * @returns not enough where retention cannot be fitted (see `shiftedBetaGeometric`), or not told apart from chance.
 * @example
 * // 100 a period, a fifth of it the partner's, 10% discount
 * customerValue({
 *   cohorts: [[1000, 869, 743, 653, 593, 551, 517, 491]],
 *   margin: { mean: 100, standardError: 3 },
 *   partnerShare: 0.2,
 *   rate: 0.1,
 * }) // value 473.8, low 437.9, high 509.2, lifetime 5.922
 */
export function customerValue(input: CustomerValueInput): CustomerValue | NotEnough {
  const { margin, partnerShare, rate, horizon = Infinity, level = 0.95, draws = 1000, seed = 0 } = input
  checkNumber('margin.mean', margin.mean)
  checkNumber('margin.standardError', margin.standardError, 0)
  checkNumber('partnerShare', partnerShare, 0, 1)
  checkPositive('rate', rate)
  checkLevel('level', level)
  checkInteger('draws', draws, 100, 100_000)
  if (horizon !== Infinity) checkInteger('horizon', horizon, 1, 10_000)

  const retention = shiftedBetaGeometric(input.cohorts)
  if (!retention.enough) return retention
  const spread = retention.covariance && cholesky(retention.covariance, 2)
  // A standard error of 1.5 in ln α is a factor of 4 either way: then α and β say nothing about the years to come.
  if (!spread || retention.covariance.some((v) => v > 1.5 ** 2)) {
    return notEnough('larger cohorts, or more renewals, to tell how much customers differ in their rate of leaving')
  }

  const payments = (alpha: number, beta: number): number => {
    if (horizon === Infinity) return sbgLifetime({ alpha, beta }, rate)
    let sum = 0
    for (let t = 0; t < horizon; t++) sum += sbgSurvival({ alpha, beta }, t) / (1 + rate) ** t
    return sum
  }
  const { alpha, beta } = retention
  const lifetime = payments(alpha, beta)
  const random = new Random(seed)
  const values = Float64Array.from({ length: draws }, () => {
    const [u, w] = [random.normal(), random.normal()]
    const a = alpha * Math.exp(spread[0]! * u)
    const b = beta * Math.exp(spread[2]! * u + spread[3]! * w)
    return (margin.mean + margin.standardError * random.normal()) * (1 - partnerShare) * payments(a, b)
  }).sort()
  return {
    enough: true,
    value: margin.mean * (1 - partnerShare) * lifetime,
    low: quantile(values, (1 - level) / 2),
    high: quantile(values, (1 + level) / 2),
    lifetime,
    retention,
  }
}

/**
 * Payback: after how many payments has a new customer, in expectation, brought back what it cost to win?
 *
 * The first t with margin · (1 − partner share) · Σ_{k < t} S(k) / (1 + d)^k ≥ cost; rate 0 is the plain payback period.
 *
 * @param survival S(0), S(1), … of the channel: from `sbgSurvival` or a Kaplan–Meier curve.
 * @returns `null` where the curve ends before the cost is back.
 * @example
 * paybackPeriods({ cost: 250, margin: 100, partnerShare: 0, survival: [1, 0.9, 0.8, 0.7] }) // 3: 100, 190, 270
 */
export function paybackPeriods(input: {
  readonly cost: number
  readonly margin: number
  readonly partnerShare: number
  readonly survival: ArrayLike<number>
  readonly rate?: number
}): number | null {
  const { cost, margin, partnerShare, survival, rate = 0 } = input
  checkNumber('cost', cost, 0)
  checkNumber('margin', margin)
  checkNumber('partnerShare', partnerShare, 0, 1)
  checkNumber('rate', rate, 0)
  let back = 0
  for (let t = 0; t < survival.length; t++) {
    checkNumber(`survival[${t}]`, survival[t]!, 0, t > 0 ? survival[t - 1]! : 1)
    if (back >= cost) return t
    back += (margin * (1 - partnerShare) * survival[t]!) / (1 + rate) ** t
  }
  if (survival.length === 0) throw new InvalidInput('survival', survival, 'S(0), S(1), …')
  return back >= cost ? survival.length : null
}
