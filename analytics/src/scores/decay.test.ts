import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decayedSum } from './decay.ts'

test('the worked example', () => expect(decayedSum([10, 10, 10], [0, 30, 60], 30)).toBeCloseTo(17.5, 12))

test('a kept sum can be aged: nothing but the elapsed time is needed', () => {
  const list = fc.array(
    fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double({ min: 0, max: 900, noNaN: true })),
  )
  fc.assert(
    fc.property(list, fc.double({ min: 0, max: 900, noNaN: true }), (events, elapsed) => {
      const amounts = events.map(([x]) => x)
      const now = decayedSum(
        amounts,
        events.map(([, age]) => age),
        45,
      )
      const later = decayedSum(
        amounts,
        events.map(([, age]) => age + elapsed),
        45,
      )
      expect(later).toBeCloseTo(now * 2 ** (-elapsed / 45), 8)
    }),
  )
})

test('a steady stream settles at amount × half-life / ln 2', () => {
  const ages = Array.from({ length: 20_000 }, (_, i) => i / 10 + 0.05)
  expect(
    decayedSum(
      ages.map(() => 0.1),
      ages,
      30,
    ),
  ).toBeCloseTo(30 / Math.LN2, 3)
})

test('impossible input is refused with the offending value', () => {
  expect(() => decayedSum([1], [-1], 30)).toThrow('ages[0] must be a number from 0 to 1e+150, got -1')
  expect(() => decayedSum([1], [1], 0)).toThrow('halfLife must be a finite number above 0, got 0')
  expect(() => decayedSum([1], [], 30)).toThrow('ages must be as long as amounts (1)')
})
