import { checkNumber, checkPositive } from '../check.ts'
import { InvalidInput } from '../errors.ts'
import { type Journey, journeyTimes } from './journey.ts'

/**
 * How one deal is divided over its touches: fills `credit[0 … touches.length − 1]` with shares that sum to 1. Only
 * asked about converting journeys with at least one touch.
 */
export type CreditRule = (journey: Journey, credit: Float64Array) => void

/** All to the first touch: who opened the door. */
export const firstTouch: CreditRule = ({ touches }, credit) => {
  credit.fill(0, 0, touches.length)
  credit[0] = 1
}

/** All to the last touch: who was there at the end. */
export const lastTouch: CreditRule = ({ touches }, credit) => {
  credit.fill(0, 0, touches.length)
  credit[touches.length - 1] = 1
}

/** Each touch the same; a player touched twice gets twice the share. */
export const linear: CreditRule = ({ touches }, credit) => {
  credit.fill(1 / touches.length, 0, touches.length)
}

/**
 * U-shaped: `first` to the first touch, `last` to the last, the rest equally to those between. Default 40 / 20 / 40.
 * With two touches the middle's share goes to both ends in proportion; a single touch takes all.
 */
export function positionBased(
  shares: { readonly first: number; readonly last: number } = { first: 0.4, last: 0.4 },
): CreditRule {
  const { first, last } = shares
  checkNumber('first', first, 0, 1)
  checkNumber('last', last, 0, 1)
  if (first + last > 1) throw new InvalidInput('first + last', first + last, 'at most 1')
  return ({ touches }, credit) => {
    const n = touches.length
    const ends = first + last || 1
    credit.fill((1 - first - last) / (n - 2), 0, n)
    credit[0] = n > 2 ? first : first + last > 0 ? first / ends : 0.5
    if (n > 1) credit[n - 1] = n > 2 ? last : 1 - credit[0]
    else credit[0] = 1
  }
}

/**
 * Touches count less the longer before the deal they were: weight 2^(−age / halfLife), normalised over the journey.
 *
 * @param halfLife in the unit of the journey's times, after which a touch counts half.
 */
export function timeDecay(halfLife: number): CreditRule {
  checkPositive('halfLife', halfLife)
  return (journey, credit) => {
    const times = journeyTimes(journey)
    const n = times.length
    let sum = 0
    // Ages are taken from the last touch: a common delay to the deal cancels, and the largest weight is 1.
    for (let i = 0; i < n; i++) sum += credit[i] = 2 ** ((times[i]! - times[n - 1]!) / halfLife)
    for (let i = 0; i < n; i++) credit[i]! /= sum
  }
}

/**
 * Each *distinct* player of the journey the same: the Shapley value of the game "a coalition wins the deals of the
 * journeys that lie inside it".
 *
 * That game is a sum of unanimity games, one per journey, and the Shapley value of a unanimity game is the equal split
 * over its players (Shapley 1953). So the "Shapley attribution" of many tools is this rule: it never looks at journeys that
 * did not convert, nor at order or repetition. For a game that does, see `markovShapley`.
 */
export const equalSplit: CreditRule = ({ touches }, credit) => {
  const players = new Set<number>()
  for (let i = 0; i < touches.length; i++) {
    credit[i] = players.has(touches[i]!) ? 0 : 1
    players.add(touches[i]!)
  }
  for (let i = 0; i < touches.length; i++) credit[i]! /= players.size
}
