import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { type CountRows, leverages, quasiPoisson } from './quasi-poisson.ts'

const random = new Random(3)
const n = 60
/** An intercept, a slope, and four levels of which the first has no column. */
const rows: CountRows = {
  counts: Float64Array.from({ length: n }, (_, i) => random.poisson(2 + (i % 4))),
  offset: Float64Array.from({ length: n }, (_, i) => Math.log(1 + (i % 3))),
  dense: Float64Array.from({ length: 2 * n }, (_, k) => (k % 2 === 0 ? 1 : k / (2 * n))),
  width: 2,
  level: Int16Array.from({ length: n }, (_, i) => (i % 4) - 1),
  levels: 3,
}
const ones = new Float64Array(n).fill(1)

/** Column j of row i, written out. */
function x(i: number, j: number): number {
  return j < 2 ? rows.dense[2 * i + j]! : Number(rows.level[i] === j - 2)
}

test('two groups are fitted by their means, and φ is the χ² over its degrees of freedom', () => {
  const groups: CountRows = {
    counts: Float64Array.of(1, 3, 5, 9, 10),
    offset: new Float64Array(5),
    dense: new Float64Array(5).fill(1),
    width: 1,
    level: Int16Array.of(-1, -1, 0, 0, 0),
    levels: 1,
  }
  const fit = quasiPoisson(groups, new Float64Array(5).fill(1))!
  expect(Array.from(fit.fitted, (mu) => Number(mu.toFixed(6)))).toEqual([2, 2, 8, 8, 8])
  // (1 + 1)/2 + (9 + 1 + 4)/8 = 2.75 on 3 degrees of freedom: less than Poisson.
  expect(fit.pearson).toBeCloseTo(2.75 / 3, 6)
  expect(fit.dispersion).toBe(1)
  expect(Array.from(leverages(groups, fit), (h) => Number(h.toFixed(4)))).toEqual([0.5, 0.5, 0.3333, 0.3333, 0.3333])
})

test.each([
  ['free', undefined],
  ['with a prior', { mean: Float64Array.of(0, 0.5, 0, 0, 0), precision: Float64Array.of(0, 4, 9, 9, 9) }],
])('at the fit the score is zero: %s', (_, prior) => {
  const weights = ones.map((_w, i) => 0.5 + (i % 2))
  const fit = quasiPoisson(rows, weights, prior)!
  for (let j = 0; j < 5; j++) {
    let score = 0
    for (let i = 0; i < n; i++) score += weights[i]! * x(i, j) * (rows.counts[i]! - fit.fitted[i]!)
    if (prior) score -= fit.dispersion * prior.precision[j]! * (fit.coefficients[j]! - prior.mean[j]!)
    expect(Math.abs(score)).toBeLessThan(prior ? 0.02 : 1e-4)
  }
})

test('the covariance is φ times the inverse of the information', () => {
  const fit = quasiPoisson(rows, ones)!
  for (let j = 0; j < 5; j++) {
    for (let k = 0; k < 5; k++) {
      let sum = 0
      for (let l = 0; l < 5; l++) {
        let information = 0
        for (let i = 0; i < n; i++) information += fit.fitted[i]! * x(i, j) * x(i, l)
        sum += information * fit.covariance[l * 5 + k]!
      }
      expect(sum / fit.dispersion).toBeCloseTo(Number(j === k), 4)
    }
  }
})

test('a column that says nothing new is not fitted; a prior makes it harmless', () => {
  const twice = { ...rows, dense: rows.dense.map(() => 1) }
  expect(quasiPoisson(twice, ones)).toBeUndefined()
  const prior = { mean: new Float64Array(5), precision: new Float64Array(5).fill(1) }
  expect(quasiPoisson(twice, ones, prior)!.coefficients.every(Number.isFinite)).toBe(true)
})
