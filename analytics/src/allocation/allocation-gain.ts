import { checkEach, checkLength, checkLevel, checkNumber } from '../check.ts'
import { InvalidInput } from '../errors.ts'
import { type Interval, quantile } from '../intervals.ts'
import { checkCurve, response, type ResponseCurve } from './response-curve.ts'

export interface GainInput {
  /** Per activity the curves that its history allows (`draws` of fitResponseCurves), equally many each. */
  readonly draws: readonly (readonly ResponseCurve[])[]
  /** Spend per activity today, and in the plan. */
  readonly today: ArrayLike<number>
  readonly plan: ArrayLike<number>
  /** Value of one unit of outcome per activity. Default: 1. */
  readonly values?: ArrayLike<number>
  /** Default: 0.9. */
  readonly level?: number
}

export interface AllocationGain extends Interval {
  /** Mean gain of the plan over today's spend. */
  readonly gain: number
  /** Share of the draws in which the plan is better. */
  readonly probability: number
  /** False where the interval holds 0: the history cannot tell the two plans apart. */
  readonly distinguishable: boolean
}

/**
 * What a plan gains over today's spend, with the doubt about the curves: both are valued under each draw of the curves, and the
 * differences are summed up. Draw k of every activity belongs together.
 *
 * @example // a plan like today's gains nothing, and says so
 * allocationGain({ draws: [[curve]], today: [10], plan: [10] }) // { gain: 0, low: 0, high: 0, probability: 0, distinguishable: false }
 */
export function allocationGain({ draws, today, plan, values, level = 0.9 }: GainInput): AllocationGain {
  checkLevel('level', level)
  checkLength('today', today, 'draws', draws.length)
  checkLength('plan', plan, 'draws', draws.length)
  const isSpend = (x: number): boolean => Number.isFinite(x) && x >= 0
  checkEach('today', today, isSpend, 'a finite number, at least 0')
  checkEach('plan', plan, isSpend, 'a finite number, at least 0')
  if (values !== undefined) checkLength('values', values, 'draws', draws.length)
  const count = draws[0]?.length ?? 0
  if (count === 0) throw new InvalidInput('draws', draws, 'at least one activity with at least one curve')
  const gains = new Float64Array(count)
  draws.forEach((curves, i) => {
    checkLength(`draws[${i}]`, curves, 'the first activity’s', count)
    const value = values?.[i] ?? 1
    checkNumber(`values[${i}]`, value, 0)
    curves.forEach((curve, k) => {
      checkCurve(`draws[${i}][${k}]`, curve)
      gains[k]! += value * (response(curve, plan[i]!) - response(curve, today[i]!))
    })
  })
  gains.sort()
  const low = quantile(gains, (1 - level) / 2)
  const high = quantile(gains, (1 + level) / 2)
  return {
    gain: gains.reduce((sum, gain) => sum + gain, 0) / count,
    low,
    high,
    probability: gains.filter((gain) => gain > 0).length / count,
    distinguishable: low > 0 || high < 0,
  }
}

/**
 * The interval of the response at a spend, over the curves that a history allows.
 *
 * @param draws `draws` of a fitted activity. @param level default 0.9
 */
export function responseInterval(draws: readonly ResponseCurve[], spend: number, level = 0.9): Interval {
  checkLevel('level', level)
  checkNumber('spend', spend, 0)
  if (draws.length === 0) throw new InvalidInput('draws', draws, 'at least one curve')
  const responses = Float64Array.from(draws, (curve) => response(curve, spend)).sort()
  return { low: quantile(responses, (1 - level) / 2), high: quantile(responses, (1 + level) / 2) }
}
