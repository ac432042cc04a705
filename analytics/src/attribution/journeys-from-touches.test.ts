import { expect, test } from 'vitest'
import { journeysFromTouches, type Touch } from './journeys-from-touches.ts'

const touch = (journey: string, player: string, time: number): Touch => ({ journey, player, time })

test('the worked example: touches after the deal are left out and counted', () => {
  const set = journeysFromTouches(
    [touch('acme', 'event', 1), touch('acme', 'reseller', 5), touch('acme', 'support', 9)],
    [{ journey: 'acme', time: 7, value: 50_000 }],
  )
  expect(set.players).toEqual(['event', 'reseller', 'support'])
  expect(set.journeys).toEqual([
    { touches: [0, 1], times: [1, 5], converted: true, key: 0, value: 50_000, convertedAt: 7 },
  ])
  expect(set.notes).toEqual({ afterDeal: 1, beforeWindow: 0, ties: 0 })
})

test('touches come in any order, journeys without a deal did not convert, deals without touches are kept', () => {
  const { journeys } = journeysFromTouches(
    [touch('b', 'x', 4), touch('a', 'y', 9), touch('b', 'y', 2)],
    [{ journey: 'c', time: 3 }],
  )
  expect(journeys).toEqual([
    { touches: [], times: [], converted: true, key: 0, value: 0, convertedAt: 3 },
    { touches: [1, 0], times: [2, 4], converted: false, key: 1 },
    { touches: [1], times: [9], converted: false, key: 2 },
  ])
})

test('the look-back window ends at the deal, or at the last touch where there is none', () => {
  const { journeys, notes } = journeysFromTouches(
    [touch('a', 'x', 0), touch('a', 'y', 50), touch('b', 'x', 0), touch('b', 'y', 50)],
    [{ journey: 'a', time: 90 }],
    { lookback: 45 },
  )
  expect(journeys.map((journey) => journey.times)).toEqual([[50], [50]])
  expect(notes.beforeWindow).toBe(2)
})

test('ties of different players are counted, since their order is not known', () => {
  const set = journeysFromTouches([touch('a', 'x', 1), touch('a', 'x', 1), touch('a', 'y', 1)], [])
  expect(set.notes.ties).toBe(1)
  expect(set.journeys[0]!.touches).toEqual([0, 0, 1])
})

test('impossible input is refused with the offending value', () => {
  const deal = { journey: 'a', time: 1 }
  expect(() => journeysFromTouches([], [deal, deal])).toThrow('deals must be at most one deal per journey, got "a"')
  expect(() => journeysFromTouches([touch('a', 'x', NaN)], [])).toThrow('time of a touch of a must be finite, got NaN')
  expect(() => journeysFromTouches([], [{ ...deal, value: 0.5 }])).toThrow('value of deal a must be a whole number')
  expect(() => journeysFromTouches([], [{ ...deal, time: Infinity }])).toThrow('time of deal a must be finite')
  expect(() => journeysFromTouches([], [], { lookback: 0 })).toThrow('lookback must be a finite number above 0, got 0')
})
