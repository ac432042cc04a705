import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concentration } from './concentration.ts'
import { known, rounded } from './testing/known.ts'

test('the worked example', () => {
  const { hhi, topShare, shannon, effectiveNumber, parts } = known(concentration([50, 30, 20], 2))
  expect(rounded([hhi, topShare, shannon, effectiveNumber])).toEqual([3800, 0.8, 1.0297, 2.8001])
  expect(parts).toBe(3)
})

test('one part alone is fully concentrated', () =>
  expect(concentration([0, 7, 0])).toEqual({
    enough: true,
    hhi: 10_000,
    topShare: 1,
    shannon: 0,
    effectiveNumber: 1,
    parts: 1,
  }))

test('n equal parts have an index of 10,000 / n and count as n', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (n, value) => {
      const result = known(concentration(Array.from({ length: n }, () => value)))
      expect(result.hhi).toBeCloseTo(10_000 / n, 6)
      expect(result.effectiveNumber / n).toBeCloseTo(1, 9)
    }),
  )
})

const amounts = fc.array(fc.double({ min: 0, max: 1e150, noNaN: true }), { minLength: 1, maxLength: 50 })

test('the unit, the order and empty parts do not matter; measures stay within their bounds', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 60 }), (values, top) => {
      const result = concentration(values, top)
      expect(result.enough).toBe(values.some((value) => value > 0))
      if (!result.enough) return
      const { hhi, topShare, shannon, effectiveNumber, parts } = result
      expect(hhi).toBeGreaterThanOrEqual(10_000 / parts - 1e-6)
      expect(hhi).toBeLessThanOrEqual(10_000)
      expect(topShare).toBeLessThanOrEqual(1)
      expect(topShare).toBeGreaterThanOrEqual(Math.min(1, top / parts) - 1e-9)
      expect(effectiveNumber).toBeLessThanOrEqual(parts * (1 + 1e-9))
      expect(effectiveNumber).toBeGreaterThanOrEqual(10_000 / hhi - 1e-6)
      expect(shannon).toBeGreaterThanOrEqual(0)
      const same = known(concentration([0, ...values.toReversed()], top))
      expect(same.hhi).toBeCloseTo(hhi, 6)
    }),
  )
})

test('moving an amount from a smaller to a larger part raises the index', () =>
  expect(known(concentration([60, 30, 10])).hhi).toBeGreaterThan(known(concentration([50, 30, 20])).hhi))

test('a total of zero has no shares', () => {
  expect(concentration([])).toEqual({ enough: false, needs: 'at least 1 part above zero' })
  expect(concentration([0, 0])).toMatchObject({ enough: false })
})

test('impossible input is refused with the offending value', () => {
  expect(() => concentration([1, -1])).toThrow('values[1] must be a number from 0 to 1e+150, got -1')
  expect(() => concentration([NaN])).toThrow('got NaN')
  expect(() => concentration([1], 0)).toThrow('top must be a whole number, at least 1, got 0')
})
