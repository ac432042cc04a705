import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { shrunkRates } from './shrunk-rates.ts'

const known = (successes: number[], trials: number[]) => {
  const found = shrunkRates(successes, trials)
  if (!found.enough) throw new Error(found.needs)
  return found
}

test('the worked example: a group of two is drawn to the mean, those of ten less so', () => {
  const { alpha, beta, rate, low, high } = known([2, 9, 5, 7, 3, 2], [10, 10, 10, 10, 10, 2])
  expect([alpha, beta].map((it) => it.toFixed(2))).toEqual(['2.50', '1.94'])
  expect(rate[5]).toBeCloseTo(0.699, 3)
  expect(rate[1]).toBeCloseTo(0.796, 3)
  expect([low[5], high[5]].map((it) => it!.toFixed(2))).toEqual(['0.33', '0.96'])
})

test('groups that differ by no more than chance share one rate, as sure as all trials together', () => {
  const { rate, low, high } = known([5, 5, 5, 5, 5, 1], [10, 10, 10, 10, 10, 2])
  expect([...rate].map((it) => it.toFixed(3))).toEqual(Array(6).fill('0.500'))
  expect(high[5]! - low[5]!).toBeGreaterThan(0.2)
})

test('a rate lies between the group’s own and the mean, within its interval', () => {
  const groups = fc.array(
    fc.integer({ min: 1, max: 60 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
    { minLength: 5, maxLength: 30 },
  )
  fc.assert(
    fc.property(groups, (all) => {
      const found = shrunkRates(
        all.map(([x]) => x),
        all.map(([, n]) => n),
      )
      if (!found.enough) return
      const mean = found.alpha / (found.alpha + found.beta)
      all.forEach(([x, n], i) => {
        const [least, most] = [Math.min(x / n, mean), Math.max(x / n, mean)]
        expect(found.rate[i]!).toBeGreaterThanOrEqual(least - 1e-9)
        expect(found.rate[i]!).toBeLessThanOrEqual(most + 1e-9)
        expect(found.low[i]!).toBeLessThanOrEqual(found.rate[i]!)
        expect(found.high[i]!).toBeGreaterThanOrEqual(found.rate[i]!)
      })
    }),
    { numRuns: 60 },
  )
})

test('intervals hold the true rate almost as often as they say, and rates come closer to it than plain shares', () => {
  const random = new Random(11)
  let [held, all, plain, shrunk] = [0, 0, 0, 0]
  for (let round = 0; round < 40; round++) {
    const truth = Array.from({ length: 40 }, () => 1 / (1 + Math.exp(-(-0.4 + 0.6 * random.normal()))))
    const trials = truth.map((_, i) => 3 + (i % 12))
    const successes = truth.map(
      (p, i) => Array.from({ length: trials[i]! }, () => random.uniform() < p).filter(Boolean).length,
    )
    const { rate, low, high } = known(successes, trials)
    truth.forEach((p, i) => {
      all++
      if (low[i]! <= p && p <= high[i]!) held++
      plain += (successes[i]! / trials[i]! - p) ** 2
      shrunk += (rate[i]! - p) ** 2
    })
  }
  expect(held / all).toBeGreaterThan(0.88)
  expect(shrunk).toBeLessThan(0.6 * plain)
})

test('too few groups, or all trials alike, is not enough; impossible counts are refused', () => {
  expect(shrunkRates([1, 2, 1, 1], [2, 3, 2, 2])).toMatchObject({ enough: false })
  expect(shrunkRates([2, 2, 2, 2, 2], [2, 2, 2, 2, 2])).toMatchObject({ enough: false })
  expect(() => shrunkRates([3], [2])).toThrow('successes[0]')
})
