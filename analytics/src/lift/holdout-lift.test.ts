import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known, rounded } from '../testing/known.ts'
import { holdoutLift, meanLift } from './holdout-lift.ts'

test('the worked examples', () => {
  const result = known(holdoutLift({ units: 800, responses: 120 }, { units: 200, responses: 20 }, 0.8))
  const numbers = ({ value, low, high }: { value: number; low: number; high: number }): number[] =>
    rounded([value, low, high])
  expect(numbers(result.difference)).toEqual([0.05, -0.0045, 0.0933])
  expect(numbers(result.ratio)).toEqual([1.5, 0.9464, 2.2904])
  expect(numbers(result.incremental).map((x) => Number(x.toFixed(1)))).toEqual([40, -3.6, 74.7])
  expect(result.splitP).toBe(1)
  const mean = known(meanLift([3, 5, 4, 6, 7, 5, 4, 6, 5, 5], [2, 4, 3, 5, 3, 4, 3, 4, 2, 5]))
  expect(numbers(mean)).toEqual([1.5, 0.4492, 2.5508])
})

test('an arm of the wrong size betrays a broken assignment', () => {
  const split = (units: number): number =>
    known(holdoutLift({ units, responses: 10 }, { units: 1000 - units, responses: 5 }, 0.8)).splitP
  expect(split(815)).toBeGreaterThan(0.1)
  expect(split(850)).toBeLessThan(0.001)
})

test('for any counts, values lie within their limits and all are numbers', () => {
  const arm = fc
    .integer({ min: 1, max: 1e6 })
    .chain((units) => fc.record({ units: fc.constant(units), responses: fc.nat({ max: units }) }))
  fc.assert(
    fc.property(arm, arm, (treated, holdout) => {
      const result = holdoutLift(treated, holdout, 0.5)
      if (!result.enough) return
      for (const { value, low, high } of [result.difference, result.ratio, result.incremental]) {
        expect(Number.isFinite(value) && Number.isFinite(high)).toBe(true)
        expect(low).toBeLessThanOrEqual(value)
        expect(value).toBeLessThanOrEqual(high * (1 + 1e-9) + 1e-9)
      }
    }),
  )
})

test('intervals cover true difference, ratio and mean lift about 95 times in 100', () => {
  const random = new Random(2)
  const runs = 1000
  const covered = [0, 0, 0]
  const arm = (units: number, rate: number): { units: number; responses: number } => {
    let responses = 0
    for (let i = 0; i < units; i++) if (random.uniform() < rate) responses++
    return { units, responses }
  }
  for (let run = 0; run < runs; run++) {
    const { difference, ratio } = known(holdoutLift(arm(400, 0.15), arm(100, 0.1), 0.8))
    if (difference.low <= 0.05 && 0.05 <= difference.high) covered[0]!++
    if (ratio.low <= 1.5 && 1.5 <= ratio.high) covered[1]!++
    const draw = (mean: number, spread: number): Float64Array =>
      Float64Array.from({ length: 30 }, () => mean + spread * random.normal())
    const { low, high } = known(meanLift(draw(5, 3), draw(4, 1)))
    if (low <= 1 && 1 <= high) covered[2]!++
  }
  for (const count of covered) {
    expect(count / runs).toBeGreaterThan(0.93)
    expect(count / runs).toBeLessThan(0.98)
  }
})

test('empty arms, no response, few or equal amounts are not enough', () => {
  const none = { units: 0, responses: 0 }
  expect(holdoutLift({ units: 5, responses: 1 }, none, 0.5)).toEqual({ enough: false, needs: 'units in both arms' })
  const silent = { units: 9, responses: 0 }
  expect(holdoutLift(silent, silent, 0.5)).toEqual({ enough: false, needs: 'at least 1 response' })
  expect(meanLift([1, 2], [3])).toEqual({ enough: false, needs: 'at least 10 units in each arm, has 2 and 1' })
  const same = Array.from({ length: 10 }, () => 4)
  expect(meanLift(same, same)).toEqual({ enough: false, needs: 'amounts that differ within an arm' })
})

test('impossible input is refused with the offending value', () => {
  const arm = { units: 10, responses: 2 }
  expect(() => holdoutLift({ units: 10, responses: 11 }, arm, 0.5)).toThrow(
    'treated.responses must be a whole number from 0 to 10, got 11',
  )
  expect(() => holdoutLift(arm, arm, 80)).toThrow('treatedShare must be between 0 and 1, exclusive, got 80')
  expect(() => meanLift([NaN], [1])).toThrow('treated[0]')
})
