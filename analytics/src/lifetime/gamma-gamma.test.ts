import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known, rounded } from '../testing/known.ts'
import { csvColumns, referenceTest } from '../testing/reference.ts'
import { expectedSpend, gammaGamma } from './gamma-gamma.ts'

/** The published fit to CDNOW, dollars. */
const cdnow = { p: 6.2488, q: 3.7446, v: 15.4478 }

referenceTest('CDNOW gives the published parameters', ['cdnow_customers_summary_with_transactions.csv'], (text) => {
  const { x, zbar } = csvColumns(text!)
  const again = [...x!.keys()].filter((i) => x![i]! > 0)
  const fit = known(gammaGamma({ frequency: again.map((i) => x![i]!), mean: again.map((i) => zbar![i]!) }))
  expect(again).toHaveLength(946)
  expect(rounded([fit.p, fit.q], 4)).toEqual([6.2488, 3.7446])
  expect(fit.v).toBeCloseTo(15.4478, 3)
})

test('two purchases of 22.35 on average are drawn from 35.17 towards 24.66', () => {
  expect(expectedSpend(cdnow, { frequency: 0, mean: 0 })).toBeCloseTo(35.17, 2)
  expect(expectedSpend(cdnow, { frequency: 2, mean: 22.35 })).toBeCloseTo(24.66, 2)
})

test('the more purchases, the closer to their own mean', () => {
  const gap = [1, 3, 10, 100, 10_000].map((frequency) => Math.abs(expectedSpend(cdnow, { frequency, mean: 80 }) - 80))
  expect(gap).toEqual(gap.toSorted((x, y) => y - x))
  expect(gap.at(-1)).toBeLessThan(0.01)
})

test('simulated parameters are found again, in any unit of money', () => {
  const random = new Random(2)
  const frequency = Array.from({ length: 4000 }, () => 1 + random.below(6))
  const mean = frequency.map((x) => {
    const scale = random.gamma(4) / 20
    return random.gamma(5 * x) / scale / x
  })
  const fit = known(gammaGamma({ frequency, mean }))
  ;(
    [
      [fit.p, 5],
      [fit.q, 4],
      [fit.v, 20],
    ] as const
  ).forEach(([got, want], i) => {
    expect(Math.abs(Math.log(got / want))).toBeLessThan(3.5 * Math.sqrt(fit.covariance![i * 4]!))
  })
  const cents = known(gammaGamma({ frequency, mean: mean.map((m) => 100 * m) }))
  expect(cents.p).toBeCloseTo(fit.p, 4)
  expect(cents.v / fit.v).toBeCloseTo(100, 3)
})

test('too few customers, or means that do not differ, are not enough', () => {
  expect(gammaGamma({ frequency: [2], mean: [9] })).toEqual({
    enough: false,
    needs: 'at least 10 customers with a purchase, has 1',
  })
  const same = Array.from({ length: 12 }, () => 2)
  expect(gammaGamma({ frequency: same, mean: same })).toMatchObject({ enough: false })
  expect(gammaGamma({ frequency: same.fill(1), mean: same.map((_, i) => i + 1) })).toMatchObject({ enough: false })
})

test('impossible input is refused with the offending value', () => {
  expect(() => gammaGamma({ frequency: [0], mean: [5] })).toThrow(
    'frequency[0] must be a whole number, at least 1, got 0',
  )
  expect(() => gammaGamma({ frequency: [1], mean: [0] })).toThrow('mean[0] must be a finite number above 0, got 0')
  expect(() => expectedSpend({ p: 1, q: 0.5, v: 1 }, { frequency: 0, mean: 0 })).toThrow('q must be above 1')
})
