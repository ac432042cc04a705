import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lgamma } from '../special.ts'
import { countCdf, countQuantile, countTail } from './count-distribution.ts'
import { nextSum, ratio, ratioWeights } from './cusum.ts'

/** ln P(Y = y) by its definition, size r and mean μ. */
const logPmf = (y: number, mean: number, size: number): number =>
  lgamma(y + size) -
  lgamma(size) -
  lgamma(y + 1) +
  size * Math.log(size / (size + mean)) +
  y * Math.log(mean / (size + mean))

const mean = fc.double({ min: 0.05, max: 60, noNaN: true })
const dispersion = fc.double({ min: 1.05, max: 6, noNaN: true })
const count = fc.integer({ min: 0, max: 80 })

test('the distribution is the negative binomial with variance φ μ, and Poisson at φ = 1', () => {
  fc.assert(
    fc.property(mean, dispersion, count, (m, phi, y) => {
      let sum = 0
      for (let k = 0; k <= y; k++) sum += Math.exp(logPmf(k, m, m / (phi - 1)))
      expect(countCdf(y, m, phi)).toBeCloseTo(sum, 9)
      expect(countTail(y + 1, m, phi)).toBeCloseTo(1 - sum, 9)
    }),
    { numRuns: 50 },
  )
  // Poisson with mean 2: P(Y ≤ 1) = 3 e⁻².
  expect(countCdf(1, 2, 1)).toBeCloseTo(3 * Math.exp(-2), 14)
  expect(countTail(1, 2, 1)).toBeCloseTo(1 - Math.exp(-2), 14)
  expect([countCdf(-1, 2, 1), countTail(0, 2, 3), countCdf(0, 0, 1), countTail(1, 0, 2)]).toEqual([0, 1, 1, 0])
})

test('a quantile is the smallest count that reaches its probability', () => {
  fc.assert(
    fc.property(mean, dispersion, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (m, phi, p) => {
      const y = countQuantile(p, m, phi)
      expect(countCdf(y, m, phi)).toBeGreaterThanOrEqual(p)
      if (y > 0) expect(countCdf(y - 1, m, phi)).toBeLessThan(p)
    }),
  )
})

test('the weights are those of the likelihood ratio', () => {
  fc.assert(
    fc.property(mean, dispersion, count, fc.constantFrom(0.35, 0.5, 2, 3), (m, phi, y, k) => {
      const size = m / (phi - 1)
      const weights = ratioWeights(k, phi)
      expect(ratio(y, m, weights)).toBeCloseTo(logPmf(y, k * m, size) - logPmf(y, m, size), 8)
    }),
  )
  // Poisson: y ln k − (k − 1) μ.
  expect(ratioWeights(2, 1)).toEqual({ count: Math.log(2), mean: -1 })
})

test('a lower count never lowers the sum for drops, nor a higher one the sum for rises', () => {
  const sum = fc.double({ min: 0, max: 9, noNaN: true })
  fc.assert(
    fc.property(mean, fc.double({ min: 1, max: 6, noNaN: true }), count, sum, (m, phi, y, before) => {
      const after = (factor: number, seen: number): number =>
        nextSum(before, ratio(seen, m, ratioWeights(factor, phi)), 9)
      expect(after(0.35, y)).toBeGreaterThanOrEqual(after(0.35, y + 1))
      expect(after(2, y)).toBeLessThanOrEqual(after(2, y + 1))
    }),
  )
})
