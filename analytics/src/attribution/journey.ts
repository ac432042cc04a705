import { checkEach, checkInteger, checkLength } from '../check.ts'
import { InvalidInput } from '../errors.ts'

/** What one customer, or one account, went through until it converted or not. */
export interface Journey {
  /** Players of the touches, earliest first: whole numbers from 0 to players − 1. */
  readonly touches: ArrayLike<number>
  /** Whether it ended in a deal. Journeys that did not are what a removal effect learns from: leave none out. */
  readonly converted: boolean
  /** Value of the deal in whole minor units (cents). Default 0. */
  readonly value?: number
  /** How many identical journeys this one stands for, a whole number. Default 1. */
  readonly weight?: number
  /** Time of each touch, ascending, in any one unit. Only time decay asks for it. */
  readonly times?: ArrayLike<number>
  /** Time of the deal: where given with `times`, a touch after it is refused. */
  readonly convertedAt?: number
  /** Unit of resampling, a whole number ≥ 0: journeys of one account share it. Only bootstrap intervals ask for it. */
  readonly key?: number
}

/** Sums of whole numbers up to 2⁵³ are exact in whatever order; half of that leaves room for resampled sums. */
const EXACT = 2 ** 52

/** Totals of one accumulator, whole numbers, so that they are the same in whatever order journeys come. */
export interface Totals {
  /** Journeys, by weight. */
  journeys: number
  conversions: number
  /** Value of all conversions, minor units. */
  value: number
}

export const noTotals = (): Totals => ({ journeys: 0, conversions: 0, value: 0 })

/** The journey's weight, value and what it adds to the totals; refuses what cannot be. */
export function checkJourney(journey: Journey, players: number): Totals & { weight: number; dealValue: number } {
  const { touches, converted, value = 0, weight = 1 } = journey
  checkInteger('weight', weight, 0)
  checkInteger('value', value, 0)
  checkEach(
    'touches',
    touches,
    (player) => Number.isInteger(player) && player >= 0 && player < players,
    `a player from 0 to ${players - 1}`,
  )
  if (typeof converted !== 'boolean') throw new InvalidInput('converted', converted, 'true or false')
  if (value > 0 && !converted) throw new InvalidInput('value', value, '0 where a journey did not convert')
  return {
    journeys: weight,
    conversions: converted ? weight : 0,
    value: value * weight,
    weight,
    dealValue: value,
  }
}

/** Adds, or refuses without a change where the sums would stop being exact. */
export function addTotals(totals: Totals, more: Totals): void {
  for (const field of ['journeys', 'value'] as const) {
    const sum = totals[field] + more[field]
    if (sum > EXACT) throw new InvalidInput(`total of ${field}`, sum, 'at most 2⁵², beyond which sums may not be exact')
  }
  totals.journeys += more.journeys
  totals.conversions += more.conversions
  totals.value += more.value
}

/** Times of a journey whose rule needs them, checked. */
export function journeyTimes(journey: Journey): ArrayLike<number> {
  const { touches, times, convertedAt = Infinity } = journey
  if (!times) throw new InvalidInput('times', times, 'given for every touch: this rule needs them')
  checkLength('times', times, 'touches', touches.length)
  let before = -Infinity
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!
    if (!(Number.isFinite(time) && time >= before)) {
      throw new InvalidInput(`times[${i}]`, time, 'finite and not before the touch before it')
    }
    if (!(time <= convertedAt)) throw new InvalidInput(`times[${i}]`, time, `not after the deal (${convertedAt})`)
    before = time
  }
  return times
}
