import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Scale, scaleOf } from './scale.ts'

test('the worked examples', () => {
  expect(scaleOf({ kind: 'goalposts', low: 20, high: 85 })(65)).toBeCloseTo(0.6923, 4)
  expect(scaleOf({ kind: 'percentile', reference: [1, 2, 2, 5] })(2)).toBe(0.5)
})

test('goalposts cut off, turn round where less is better, and take logarithms', () => {
  const days = scaleOf({ kind: 'goalposts', low: 90, high: 30 })
  expect([100, 90, 60, 30, 0].map(days)).toEqual([0, 0, 0.5, 1, 1])
  const money = scaleOf({ kind: 'goalposts', low: 100, high: 10_000, log: true })
  expect([-5, 0, 100, 1000, 1e9].map((value) => Number(money(value).toFixed(12)))).toEqual([0, 0, 0, 0.5, 1])
})

test('percentiles count half of the equal, and turn round where less is better', () => {
  const up = scaleOf({ kind: 'percentile', reference: [4, 1, 3, 2] })
  expect([0, 1, 2.5, 4, 9].map(up)).toEqual([0, 0.125, 0.5, 0.875, 1])
  expect(scaleOf({ kind: 'percentile', reference: [4, 1, 3, 2], lessIsBetter: true })(1)).toBe(0.875)
})

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const scale: fc.Arbitrary<Scale> = fc.oneof(
  fc
    .tuple(number, number)
    .filter(([a, b]) => a !== b)
    .map(([low, high]) => ({ kind: 'goalposts' as const, low, high })),
  fc.array(number, { minLength: 1 }).map((reference) => ({ kind: 'percentile' as const, reference })),
)

test('marks lie in 0 … 1 and never turn against the better value', () => {
  fc.assert(
    fc.property(scale, number, number, (given, a, b) => {
      const mark = scaleOf(given)
      const [low, high] = [mark(Math.min(a, b)), mark(Math.max(a, b))]
      expect(low >= 0 && high <= 1 && high >= 0 && low <= 1).toBe(true)
      const falling = given.kind === 'goalposts' && given.low > given.high
      expect(falling ? low >= high : low <= high).toBe(true)
    }),
  )
})

test('impossible scales are refused with the offending value', () => {
  expect(() => scaleOf({ kind: 'goalposts', low: 1, high: 1 })).toThrow('high must be different from low (1), got 1')
  expect(() => scaleOf({ kind: 'goalposts', low: 0, high: 1, log: true })).toThrow('low must be a finite number')
  expect(() => scaleOf({ kind: 'percentile', reference: [] })).toThrow('reference must be a group of at least 1')
  expect(() => scaleOf({ kind: 'percentile', reference: [NaN] })).toThrow('reference[0]')
  expect(() => scaleOf({ kind: 'z-score' } as unknown as Scale)).toThrow(
    'kind must be "goalposts" or "percentile", got "z-score"',
  )
})
