import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rounded } from '../testing/known.ts'
import { type CreditRule, equalSplit, firstTouch, lastTouch, linear, positionBased, timeDecay } from './credit-rules.ts'
import type { Journey } from './journey.ts'

function credits(rule: CreditRule, journey: Omit<Journey, 'converted'>): number[] {
  const credit = new Float64Array(journey.touches.length + 1).fill(9)
  rule({ ...journey, converted: true }, credit)
  expect(credit.at(-1)).toBe(9)
  return rounded(credit.slice(0, -1))
}

const touches = [0, 1, 2, 1]

describe('one journey, every rule', () => {
  test('first', () => expect(credits(firstTouch, { touches })).toEqual([1, 0, 0, 0]))
  test('last', () => expect(credits(lastTouch, { touches })).toEqual([0, 0, 0, 1]))
  test('linear', () => expect(credits(linear, { touches })).toEqual([0.25, 0.25, 0.25, 0.25]))
  test('position 40 / 20 / 40', () => expect(credits(positionBased(), { touches })).toEqual([0.4, 0.1, 0.1, 0.4]))
  test('position 30 / 60 / 10', () =>
    expect(credits(positionBased({ first: 0.3, last: 0.1 }), { touches })).toEqual([0.3, 0.3, 0.3, 0.1]))
  test('equal split counts a repeated player once', () =>
    expect(credits(equalSplit, { touches })).toEqual([0.3333, 0.3333, 0.3333, 0]))
  test('time decay with a half-life of 7 days: 14, 7, 7 and 0 days before', () =>
    expect(credits(timeDecay(7), { touches, times: [0, 7, 7, 14] })).toEqual([0.1111, 0.2222, 0.2222, 0.4444]))
})

test('position with one or two touches gives the middle to the ends', () => {
  expect(credits(positionBased(), { touches: [3] })).toEqual([1])
  expect(credits(positionBased({ first: 0.3, last: 0.1 }), { touches: [3, 4] })).toEqual([0.75, 0.25])
  expect(credits(positionBased({ first: 0, last: 0 }), { touches: [3, 4] })).toEqual([0.5, 0.5])
  expect(credits(positionBased({ first: 0, last: 0 }), { touches: [3, 4, 5] })).toEqual([0, 1, 0])
})

test('time decay depends on the gaps between touches, not on how long after them the deal closed', () => {
  const times = [3, 5, 9, 30]
  expect(credits(timeDecay(4), { touches, times, convertedAt: 500 })).toEqual(credits(timeDecay(4), { touches, times }))
})

test('every rule gives a whole deal', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: 9 }), fc.double({ min: 0, max: 1e9, noNaN: true })), {
        minLength: 1,
        maxLength: 30,
      }),
      (list) => {
        const journey = {
          touches: list.map(([player]) => player),
          times: list.map(([, time]) => time).sort((a, b) => a - b),
          converted: true,
        }
        for (const rule of [
          firstTouch,
          lastTouch,
          linear,
          positionBased(),
          timeDecay(7),
          timeDecay(1e-9),
          equalSplit,
        ]) {
          const credit = new Float64Array(list.length)
          rule(journey, credit)
          expect(credit.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
          expect(credit.every((share) => share >= 0)).toBe(true)
        }
      },
    ),
  )
})

test('the equal split is the Shapley value of "deals of the journeys inside the coalition"', () => {
  const journeys = [[0, 1, 0], [1, 2, 3], [3], [0, 2, 2, 3], [1, 2]]
  const n = 4
  const v = (coalition: number): number => journeys.filter((j) => j.every((p) => (coalition >> p) % 2 === 1)).length
  const orders = (rest: number[]): number[][] =>
    rest.length === 0 ? [[]] : rest.flatMap((p) => orders(rest.filter((q) => q !== p)).map((order) => [p, ...order]))
  const shapley = [0, 0, 0, 0]
  const all = orders([0, 1, 2, 3])
  for (const order of all) {
    let coalition = 0
    for (const player of order) {
      shapley[player]! += (v(coalition | (1 << player)) - v(coalition)) / all.length
      coalition |= 1 << player
    }
  }
  const split = Array.from({ length: n }, () => 0)
  for (const journey of journeys) {
    const credit = new Float64Array(journey.length)
    equalSplit({ touches: journey, converted: true }, credit)
    journey.forEach((player, i) => (split[player]! += credit[i]!))
  }
  expect(rounded(split, 10)).toEqual(rounded(shapley, 10))
})

test('impossible parameters and times are refused with the offending value', () => {
  expect(() => timeDecay(0)).toThrow('halfLife must be a finite number above 0, got 0')
  expect(() => positionBased({ first: 0.7, last: 0.4 })).toThrow('first + last must be at most 1, got 1.1')
  const decay = (journey: Partial<Journey>): unknown => credits(timeDecay(7), { touches: [0, 1], ...journey })
  expect(() => decay({})).toThrow('times must be given for every touch')
  expect(() => decay({ times: [1] })).toThrow('times must be as long as touches (2)')
  expect(() => decay({ times: [2, 1] })).toThrow('times[1] must be finite and not before the touch before it, got 1')
  expect(() => decay({ times: [1, 2], convertedAt: 1.5 })).toThrow('times[1] must be not after the deal (1.5), got 2')
  expect(() => decay({ times: [1, NaN] })).toThrow('times[1]')
})
