import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known, rounded } from '../testing/known.ts'
import { referenceTest } from '../testing/reference.ts'
import { sbgLifetime, sbgResidual, sbgRetention, sbgSurvival, shiftedBetaGeometric } from './shifted-beta-geometric.ts'

/** Customers left of 1,000 after 0 … 7 renewals: the "high end" cohort of Fader & Hardie 2007. */
const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491]

test('the worked example: the published α and β of the high end cohort', () => {
  const fit = known(shiftedBetaGeometric([highEnd]))
  expect(rounded([fit.alpha, fit.beta], 3)).toEqual([0.668, 3.806])
  expect(fit.logLikelihood).toBeCloseTo(-1611.158, 3)
})

referenceTest(
  'both published cohorts, and a projection of the years not used',
  ['sbg_fader_hardie_2007.json'],
  (text) => {
    const { high_end: high, regular } = JSON.parse(text!) as Record<'high_end' | 'regular', number[]>
    const [a, b] = [high, regular].map((cohort) => known(shiftedBetaGeometric([cohort.slice(0, 8)])))
    expect(rounded([a!.alpha, a!.beta, b!.alpha, b!.beta], 3)).toEqual([0.668, 3.806, 0.704, 1.182])
    for (let t = 8; t <= 12; t++) {
      expect(Math.abs(1000 * sbgSurvival(a!, t) - high[t]!)).toBeLessThan(20)
      expect(Math.abs(1000 * sbgSurvival(b!, t) - regular[t]!)).toBeLessThan(20)
    }
  },
)

describe('lifetimes equal their sums', () => {
  const fit = { alpha: 0.668, beta: 3.806 }
  const sum = (rate: number, from: number): number => {
    let total = 0
    for (let t = from; t < 3000; t++)
      total += sbgSurvival(fit, t) / sbgSurvival(fit, Math.max(0, from - 1)) / (1 + rate) ** (t - from)
    return total
  }
  test('of a new customer', () => expect(sbgLifetime(fit, 0.1)).toBeCloseTo(sum(0.1, 0), 9))
  test.each([0, 1, 4])('left after %d renewals', (renewals) =>
    expect(sbgResidual(fit, 0.1, renewals)).toBeCloseTo(sum(0.1, renewals + 1), 9),
  )
  test('more tenure means more to come, where one retention rate for all would say the same', () => {
    const residual = [0, 1, 2, 3, 4].map((renewals) => sbgResidual(fit, 0.1, renewals))
    expect(residual).toEqual(residual.toSorted((x, y) => x - y))
  })
})

test('survival is the product of retention', () => {
  const fit = { alpha: 1.3, beta: 0.4 }
  let product = 1
  for (let t = 1; t < 20; t++) {
    product *= sbgRetention(fit, t)
    expect(sbgSurvival(fit, t)).toBeCloseTo(product, 12)
  }
})

test('cohorts of different age are fitted together, and simulated parameters are found again', () => {
  const random = new Random(3)
  const cohort = (periods: number): number[] => {
    const left = Array.from({ length: periods + 1 }, () => 0)
    for (let i = 0; i < 20_000; i++) {
      const churn = random.beta(0.9, 2.5)
      for (let t = 0; t <= periods; t++) {
        if (t > 0 && random.uniform() < churn) break
        left[t]!++
      }
    }
    return left
  }
  const fit = known(shiftedBetaGeometric([cohort(9), cohort(4), cohort(1)]))
  const error = Math.sqrt(fit.covariance![0]!)
  expect(Math.abs(Math.log(fit.alpha / 0.9))).toBeLessThan(3.5 * error)
  expect(Math.abs(Math.log(fit.beta / 2.5))).toBeLessThan(3.5 * Math.sqrt(fit.covariance![3]!))
  expect(error).toBeLessThan(0.05)
})

test('any cohort that can be fitted gives finite parameters and a falling curve', () => {
  const cohort = fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 })
    .map((rates) => rates.reduce<number[]>((left, rate) => [...left, Math.floor(left.at(-1)! * rate)], [500]))
  fc.assert(
    fc.property(cohort, (left) => {
      const fit = shiftedBetaGeometric([left])
      if (!fit.enough) return
      expect([fit.alpha, fit.beta, fit.logLikelihood].every(Number.isFinite)).toBe(true)
      expect(sbgSurvival(fit, 5)).toBeLessThanOrEqual(sbgSurvival(fit, 4))
      expect(Number.isFinite(sbgLifetime(fit, 0.05))).toBe(true)
    }),
  )
})

test('without losses, without survivors or over one renewal the answer is what is needed', () => {
  const needs = { enough: false, needs: 'a cohort seen over 2 renewals, at least 1 customer lost and 1 kept' }
  for (const cohorts of [[], [[100]], [[100, 100, 100]], [[100, 50, 0]], [[100, 80]]]) {
    expect(shiftedBetaGeometric(cohorts)).toEqual(needs)
  }
})

test('impossible input is refused with the offending value', () => {
  expect(() => shiftedBetaGeometric([[100, 120]])).toThrow(
    'cohorts[0][1] must be a whole number from 0 to 100, got 120',
  )
  expect(() => sbgLifetime({ alpha: 1, beta: 1 }, 0)).toThrow('rate must be a finite number above 0, got 0')
  expect(() => sbgLifetime({ alpha: 1, beta: 1 }, 1e-9)).toThrow('at least 0.00001')
  expect(() => sbgSurvival({ alpha: 1, beta: 1 }, -1)).toThrow('t must be a whole number, at least 0, got -1')
})
