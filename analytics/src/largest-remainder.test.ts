import fc from 'fast-check'
import { expect, test } from 'vitest'
import { largestRemainder } from './largest-remainder.ts'

const split = (total: number, weights: number[]): number[] => [...largestRemainder(total, weights)]

test('the worked example', () => expect(split(100, [1, 1, 1])).toEqual([34, 33, 33]))

test('shares that are whole in exact arithmetic stay whole', () => {
  expect(split(100, [0.1, 0.2, 0.7])).toEqual([10, 20, 70])
  expect(split(10, [0.3, 0.3, 0.4])).toEqual([3, 3, 4])
})

test('weights of zero get nothing, and a reversal takes back what was given', () => {
  expect(split(5, [0, 1, 0, 1])).toEqual([0, 3, 0, 2])
  expect(split(-5, [0, 1, 0, 1])).toEqual([0, -3, 0, -2])
  expect(split(0, [0, 0])).toEqual([0, 0])
})

test('parts are whole, sum to the total, and lie within one of the exact share', () => {
  const weight = fc.double({ min: 0, max: 1e300, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(weight, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 1e12 }),
      (weights, total) => {
        fc.pre(weights.some((w) => w > 0))
        const parts = split(total, weights)
        expect(parts.every(Number.isSafeInteger)).toBe(true)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        const scale = weights.reduce((a, b) => Math.max(a, b), 0)
        const sum = weights.reduce((a, b) => a + b / scale, 0)
        parts.forEach((part, i) => expect(Math.abs(part - total * (weights[i]! / scale / sum))).toBeLessThan(1.001))
      },
    ),
  )
})

test('totals up to the largest safe whole number still sum', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), fc.maxSafeNat(), (weights, total) => {
      fc.pre(weights.some((w) => w > 0))
      const parts = split(total, weights)
      expect(parts.reduce((a, b) => a + BigInt(b), 0n)).toBe(BigInt(total))
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('impossible input is refused with the offending value', () => {
  expect(() => largestRemainder(1.5, [1])).toThrow('total must be a whole number, got 1.5')
  expect(() => largestRemainder(1, [1, -1])).toThrow('weights[1] must be a finite number, at least 0, got -1')
  expect(() => largestRemainder(1, [0, 0])).toThrow('weights must be above 0 somewhere')
  expect(() => largestRemainder(1, [])).toThrow('got a list of 0')
})
