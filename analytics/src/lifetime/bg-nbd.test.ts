import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known, rounded } from '../testing/known.ts'
import { csvColumns, referenceTest } from '../testing/reference.ts'
import { bgNbd, expectedByNewCustomer, expectedPurchases, probabilityAlive, type PurchaseHistory } from './bg-nbd.ts'

/** The published fit to CDNOW, weeks. */
const cdnow = { r: 0.24259, alpha: 4.4136, a: 0.7929, b: 2.4259 }

referenceTest('CDNOW gives the published parameters', ['cdnow_customers_summary_with_transactions.csv'], (text) => {
  const { x, t_x: recency, T: age } = csvColumns(text!)
  const fit = known(bgNbd({ frequency: x!, recency: recency!, age: age! }))
  expect(fit.r).toBeCloseTo(0.24259, 5)
  expect(fit.alpha).toBeCloseTo(4.4136, 3)
  expect(rounded([fit.a, fit.b], 4)).toEqual([0.7929, 2.4258])
  expect(fit.logLikelihood).toBeCloseTo(-9582.43, 2)
})

test('a customer with 2 repeats, the last after 30.43 of 38.86 weeks, buys 1.226 more in 39 weeks', () => {
  const history = { frequency: 2, recency: 30.43, age: 38.86 }
  expect(expectedPurchases(cdnow, history, 39)).toBeCloseTo(1.226, 3)
  expect(probabilityAlive(cdnow, history)).toBeCloseTo(0.7266, 4)
})

test('who never bought again counts as alive whatever the silence, so expected purchases must rank', () => {
  const silent = (age: number): PurchaseHistory => ({ frequency: 0, recency: 0, age })
  expect(probabilityAlive(cdnow, silent(500))).toBe(1)
  expect(expectedPurchases(cdnow, silent(500), 10)).toBeLessThan(expectedPurchases(cdnow, silent(5), 10) / 10)
})

/** The process itself: purchases of one customer up to a time, as the times of its repeats. */
function simulate(random: Random, { r, alpha, a, b }: typeof cdnow, until: number): number[] {
  const rate = random.gamma(r) / alpha
  const drop = random.beta(a, b)
  const times: number[] = []
  for (let t = random.exponential() / rate; t < until; t += random.exponential() / rate) {
    times.push(t)
    if (random.uniform() < drop) break
  }
  return times
}

describe('against the simulated process', () => {
  const truth = { r: 0.8, alpha: 6, a: 0.7, b: 2 }
  const random = new Random(12)
  const [age, ahead, n] = [30, 20, 20_000]
  const customers = Array.from({ length: n }, () => simulate(random, truth, age + ahead))
  const histories = customers.map((times) => {
    const seen = times.filter((t) => t < age)
    return { frequency: seen.length, recency: seen.at(-1) ?? 0, age, later: times.length - seen.length }
  })

  test('expected purchases hold for new customers and, given the history, in every group of frequency', () => {
    const mean = customers.reduce((sum, times) => sum + times.length, 0) / n
    expect(Math.abs(mean / expectedByNewCustomer(truth, age + ahead) - 1)).toBeLessThan(0.03)
    for (const at of [0, 1, 2, 3, 5]) {
      const group = histories.filter(({ frequency }) => frequency === at)
      const expected = group.reduce((sum, history) => sum + expectedPurchases(truth, history, ahead), 0)
      const seen = group.reduce((sum, { later }) => sum + later, 0)
      expect(Math.abs(seen - expected)).toBeLessThan(5 * Math.sqrt(2 * expected))
    }
  })

  test('the parameters are found again', () => {
    const fit = known(
      bgNbd({
        frequency: histories.map((h) => h.frequency),
        recency: histories.map((h) => h.recency),
        age: histories.map((h) => h.age),
      }),
    )
    ;(['r', 'alpha', 'a', 'b'] as const).forEach((name, i) => {
      const error = Math.sqrt(fit.covariance![i * 5]!)
      expect(Math.abs(Math.log(fit[name] / truth[name]))).toBeLessThan(3.5 * error)
      expect(error).toBeLessThan(0.2)
    })
  })
})

test('for any parameters and history, expectations are finite, start at 0 and rise; the removable gaps are bridged', () => {
  const parameter = fc.oneof(fc.constantFrom(0.5, 1, 2), fc.double({ min: 0.05, max: 20, noNaN: true }))
  fc.assert(
    fc.property(
      parameter,
      parameter,
      parameter,
      parameter,
      fc.nat({ max: 20 }),
      fc.integer({ min: 1, max: 60 }),
      (r, alpha, a, b, x, t) => {
        const model = { r, alpha, a, b }
        const history = { frequency: x, recency: x === 0 ? 0 : t / 2, age: t }
        const values = [0, 1, 10, 100].map((time) => expectedPurchases(model, history, time))
        expect(values[0]).toBe(0)
        expect(values.every(Number.isFinite)).toBe(true)
        expect(values).toEqual(values.toSorted((p, q) => p - q))
      },
    ),
  )
})

test('too few repeats are not enough', () => {
  expect(bgNbd({ frequency: [1, 0], recency: [3, 0], age: [9, 9] })).toEqual({
    enough: false,
    needs: 'at least 10 customers that bought again (has 1) and 1 that did not',
  })
})

test('impossible input is refused with the offending value', () => {
  const one = (frequency: number, recency: number, age: number): unknown =>
    bgNbd({ frequency: [frequency], recency: [recency], age: [age] })
  expect(() => one(1.5, 1, 2)).toThrow('frequency[0] must be a whole number, at least 0, got 1.5')
  expect(() => one(1, 3, 2)).toThrow('recency[0] must be a finite number from 0 to 2, got 3')
  expect(() => one(0, 1, 2)).toThrow('recency[0] must be 0 where there was no repeat, got 1')
  expect(() => one(1, 0, 2)).toThrow('above 0 where there were repeats')
  expect(() => one(1, 1, NaN)).toThrow('age[0]')
  expect(() => bgNbd({ frequency: [1], recency: [], age: [1] })).toThrow('recency must be as long as frequency (1)')
  expect(() => expectedPurchases(cdnow, { frequency: 1, recency: 1, age: 2 }, -1)).toThrow('time')
})
