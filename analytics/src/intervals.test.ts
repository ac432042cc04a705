import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NotEnough } from './errors.ts'
import {
  countInterval,
  criticalValue,
  type Estimate,
  meanInterval,
  quantile,
  shareDifference,
  shareInterval,
} from './intervals.ts'

const rounded = (estimate: Estimate | NotEnough, digits = 4): number[] =>
  estimate.enough ? [estimate.value, estimate.low, estimate.high].map((x) => Number(x.toFixed(digits))) : []

describe('worked examples and published values', () => {
  test('Wilson', () => expect(rounded(shareInterval(3, 10))).toEqual([0.3, 0.1078, 0.6032]))
  test('Newcombe', () => {
    expect(rounded(shareDifference(9, 10, 3, 10))).toEqual([-0.6, -0.809, -0.1705])
    expect(rounded(shareDifference(48, 80, 56, 70))).toEqual([0.2, 0.0524, 0.3339]) // Newcombe 1998, table II (a)
  })
  test('Garwood', () => expect(rounded(countInterval(4))).toEqual([4, 1.0899, 10.2416]))
  test('Student', () => expect(rounded(meanInterval([1, 2, 3, 4]))).toEqual([2.5, 0.4457, 4.5543]))
  test('the critical value', () => expect(criticalValue(0.95)).toBeCloseTo(1.959964, 6))
  test('the quantile', () => expect([0, 0.25, 0.5, 1].map((p) => quantile([1, 2, 4, 8], p))).toEqual([1, 1.75, 3, 8]))
})

test('intervals hold their value and widen with the level', () => {
  const trials = fc.integer({ min: 1, max: 1e9 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
  fc.assert(
    fc.property(trials, trials, ([x, n], [y, m]) => {
      for (const interval of [
        (level: number) => shareInterval(x, n, level),
        (level: number) => shareDifference(x, n, y, m, level),
        (level: number) => countInterval(x % 1000, level),
      ]) {
        const [narrow, wide] = [interval(0.8), interval(0.99)]
        if (!narrow.enough || !wide.enough) throw new Error('trials were given')
        const order = [wide.low, narrow.low, narrow.value, narrow.high, wide.high]
        expect(order).toEqual(order.toSorted((a, b) => a - b))
      }
    }),
  )
})

test('Wilson covers near its level on average over p, and Garwood at least at it', () => {
  const n = 20
  const binomial = (p: number): number[] => {
    const terms = [(1 - p) ** n]
    for (let k = 1; k <= n; k++) terms.push((terms[k - 1]! * (n - k + 1) * p) / (k * (1 - p)))
    return terms
  }
  const shares = Array.from({ length: n + 1 }, (_, k) => shareInterval(k, n) as Estimate)
  let wilson = 0
  for (let i = 1; i < 100; i++) {
    binomial(i / 100).forEach(
      (mass, k) => (wilson += shares[k]!.low <= i / 100 && i / 100 <= shares[k]!.high ? mass : 0),
    )
  }
  expect(wilson / 99).toBeGreaterThan(0.945)
  expect(wilson / 99).toBeLessThan(0.965)

  const counts = Array.from({ length: 60 }, (_, k) => countInterval(k))
  for (const mean of [0.3, 1, 3.3, 9, 20]) {
    let term = Math.exp(-mean)
    let covered = 0
    counts.forEach(({ low, high }, k) => {
      if (low <= mean && mean <= high) covered += term
      term *= mean / (k + 1)
    })
    expect(covered).toBeGreaterThanOrEqual(0.95)
  }
})

test('without data the answer is what is needed', () => {
  expect(shareInterval(0, 0)).toEqual({ enough: false, needs: 'at least 1 trial, has 0' })
  expect(shareDifference(1, 2, 0, 0)).toMatchObject({ enough: false })
  expect(meanInterval([5])).toEqual({ enough: false, needs: 'at least 2 values, has 1' })
})

test('impossible input is refused with the offending value', () => {
  expect(() => shareInterval(4, 3)).toThrow('successes must be a whole number from 0 to 3, got 4')
  expect(() => shareInterval(1.5, 3)).toThrow('got 1.5')
  expect(() => shareInterval(1, 3, 95)).toThrow('level must be between 0 and 1, exclusive, got 95')
  expect(() => countInterval(-1)).toThrow('count must be a whole number from 0 to 1000000000, got -1')
  expect(() => meanInterval([1, NaN])).toThrow('values[1] must be a number from -1e+150 to 1e+150, got NaN')
})
