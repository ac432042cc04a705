import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known, rounded } from '../testing/known.ts'
import { customerValue, type CustomerValueInput, paybackPeriods } from './customer-value.ts'
import { sbgLifetime, sbgSurvival } from './shifted-beta-geometric.ts'

const input: CustomerValueInput = {
  cohorts: [[1000, 869, 743, 653, 593, 551, 517, 491]],
  margin: { mean: 100, standardError: 3 },
  partnerShare: 0.2,
  rate: 0.1,
}

test('the worked example', () => {
  const { value, low, high, lifetime } = known(customerValue(input))
  expect(rounded([value, low, high, lifetime], 3)).toEqual([473.78, 437.94, 509.232, 5.922])
})

test('the value is margin after the partner’s share times discounted payments, over a horizon too', () => {
  const { value, lifetime, retention } = known(customerValue({ ...input, horizon: 3 }))
  const payments = 1 + sbgSurvival(retention, 1) / 1.1 + sbgSurvival(retention, 2) / 1.21
  expect(lifetime).toBeCloseTo(payments, 12)
  expect(value).toBeCloseTo(80 * payments, 10)
  const direct = known(customerValue({ ...input, partnerShare: 0 }))
  expect(known(customerValue(input)).value).toBeCloseTo(0.8 * direct.value, 10)
})

test('the same seed gives the same interval', () => {
  expect(customerValue({ ...input, seed: 5 })).toEqual(customerValue({ ...input, seed: 5 }))
  expect(customerValue({ ...input, seed: 5 })).not.toEqual(customerValue({ ...input, seed: 6 }))
})

test('the interval covers the true value about 90 times in 100', () => {
  const random = new Random(9)
  const truth = { alpha: 1, beta: 3 }
  const value = 100 * sbgLifetime(truth, 0.15)
  const runs = 300
  let covered = 0
  for (let run = 0; run < runs; run++) {
    const left = Array.from({ length: 7 }, () => 0)
    for (let i = 0; i < 400; i++) {
      const churn = random.beta(truth.alpha, truth.beta)
      for (let t = 0; t < 7 && (t === 0 || random.uniform() >= churn); t++) left[t]!++
    }
    const margin = { mean: 100 + 4 * random.normal(), standardError: 4 }
    const answer = customerValue({
      cohorts: [left],
      margin,
      partnerShare: 0,
      rate: 0.15,
      level: 0.9,
      draws: 200,
      seed: run,
    })
    if (answer.enough && answer.low <= value && value <= answer.high) covered++
  }
  expect(covered / runs).toBeGreaterThan(0.84)
  expect(covered / runs).toBeLessThan(0.96)
})

test('without retention to learn from the answer is what is needed', () =>
  expect(customerValue({ ...input, cohorts: [[50, 50, 50]] })).toMatchObject({ enough: false }))

test('a cohort too small to fix the shape of retention is not enough for a value', () =>
  expect(customerValue({ ...input, cohorts: [[12, 10, 9]] })).toEqual({
    enough: false,
    needs: 'larger cohorts, or more renewals, to tell how much customers differ in their rate of leaving',
  }))

describe('payback', () => {
  const base = { cost: 250, margin: 100, partnerShare: 0, survival: [1, 0.9, 0.8, 0.7] }
  test('the worked example', () => expect(paybackPeriods(base)).toBe(3))
  test('the partner’s share and discounting delay it', () => {
    expect(paybackPeriods({ ...base, partnerShare: 0.2 })).toBe(4)
    expect(paybackPeriods({ ...base, rate: 0.1 })).toBe(4)
  })
  test('a cost of nothing is back at once, one beyond the curve never', () => {
    expect(paybackPeriods({ ...base, cost: 0 })).toBe(0)
    expect(paybackPeriods({ ...base, cost: 340 })).toBe(4)
    expect(paybackPeriods({ ...base, cost: 341 })).toBeNull()
  })
  test('impossible input is refused with the offending value', () => {
    expect(() => paybackPeriods({ ...base, survival: [1, 1.1] })).toThrow(
      'survival[1] must be a finite number from 0 to 1, got 1.1',
    )
    expect(() => paybackPeriods({ ...base, survival: [] })).toThrow('survival must be S(0), S(1), …')
    expect(() => paybackPeriods({ ...base, cost: -1 })).toThrow('cost')
  })
})

test('impossible input is refused with the offending value', () => {
  expect(() => customerValue({ ...input, partnerShare: 20 })).toThrow(
    'partnerShare must be a finite number from 0 to 1, got 20',
  )
  expect(() => customerValue({ ...input, rate: 0 })).toThrow('rate')
  expect(() => customerValue({ ...input, horizon: 0 })).toThrow('horizon')
  expect(() => customerValue({ ...input, margin: { mean: NaN, standardError: 1 } })).toThrow('margin.mean')
})
