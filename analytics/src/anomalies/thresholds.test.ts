import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { drawCount } from '../testing/weekly-counts.ts'
import { nextSum, ratio, ratioWeights } from './cusum.ts'
import { Thresholds } from './index.ts'
import { nullCounts } from './null-counts.ts'

/** Alarms that begin in a year, by fresh draws of another generator than the calibration's. */
function alarms(threshold: number, factor: number, mean: number, dispersion: number, error: number): number {
  const random = new Random(77)
  const weights = ratioWeights(factor, dispersion)
  let begun = 0
  for (let year = 0; year < 1000; year++) {
    const level = mean * (error > 0 ? random.gamma(error ** -2) * error ** 2 : 1)
    let [sum, raised] = [0, false]
    for (let week = 0; week < 52; week++) {
      sum = nextSum(sum, ratio(drawCount(random, level, dispersion), mean, weights), threshold)
      if (sum === 0) raised = false
      else if (!raised && sum >= threshold) {
        raised = true
        begun++
      }
    }
  }
  return begun / 1000
}

const thresholds = new Thresholds({ years: 600 })

test.each([
  [0.1, 1, 0],
  [0.5, 1, 0.1],
  [0.7, 1.3, 0.2],
  [2, 2, 0.1],
  [6, 1.2, 0.05],
  [20, 4, 0.1],
])('mean %d, dispersion %d, error %d: alarms come at the rate that was asked for', (mean, dispersion, error) => {
  const { drop, rise } = thresholds.at(mean, dispersion, error)
  const [drops, rises] = [alarms(drop, 0.35, mean, dispersion, error), alarms(rise, 2, mean, dispersion, error)]
  // Counts are whole, so a rate can be met from below only; between the cells of the table it is interpolated.
  expect(drops).toBeLessThan(0.8 * 1.2)
  expect(drops).toBeGreaterThan(0.8 * 0.6)
  expect(rises).toBeLessThan(0.12 * 1.35)
  expect(rises).toBeGreaterThan(0.12 * 0.5)
})

test('the same seed gives the same thresholds, in whatever order they are asked for', () => {
  const [one, other] = [new Thresholds({ years: 100, seed: 4 }), new Thresholds({ years: 100, seed: 4 })]
  const first = one.at(0.7, 1.2, 0.1)
  other.at(30, 3, 0)
  expect(other.at(0.7, 1.2, 0.1)).toEqual(first)
  expect(new Thresholds({ years: 100, seed: 5 }).at(0.7, 1.2, 0.1)).not.toEqual(first)
})

test('fewer false alarms ask for more evidence, and so does a baseline that is less sure', () => {
  const at = (falseAlarmsPerYear: number, error: number): number =>
    new Thresholds({ falseAlarmsPerYear, years: 500 }).at(2, 1, error).drop
  expect(at(0.25, 0)).toBeGreaterThan(at(1, 0))
  expect(at(1, 0.4)).toBeGreaterThan(at(1, 0))
})

test('any mean, dispersion and error has thresholds', () => {
  const rough = new Thresholds({ years: 100 })
  for (const mean of [1e-300, 1e-3, 1, 1e3, 1e12]) {
    for (const dispersion of [1, 30, 1e9]) {
      for (const error of [0, 3, Infinity]) {
        const { drop, rise } = rough.at(mean, dispersion, error)
        expect(drop > 0 && rise > 0 && Number.isFinite(drop + rise)).toBe(true)
      }
    }
  }
})

test('simulated counts have the mean and variance that they should', () => {
  for (const [mean, dispersion, error] of [
    [0.1, 3, 0],
    [5, 1, 0.3],
    [300, 5, 0],
  ] as const) {
    const counts = nullCounts(new Random(1), 4000, mean, dispersion, error)
    const average = counts.reduce((sum, y) => sum + y, 0) / counts.length
    const variance = counts.reduce((sum, y) => sum + (y - average) ** 2, 0) / counts.length
    expect(Math.abs(average / mean - 1)).toBeLessThan(0.03)
    expect(Math.abs(variance / (dispersion * mean + (error * mean) ** 2) - 1)).toBeLessThan(0.06)
  }
})

test('impossible rates and shares are refused', () => {
  expect(() => new Thresholds({ falseAlarmsPerYear: 0 })).toThrow(
    'falseAlarmsPerYear must be a finite number above 0, got 0',
  )
  expect(() => new Thresholds({ falseAlarmsPerYear: 60 })).toThrow('falseAlarmsPerYear must be at most 10, got 60')
  expect(() => new Thresholds({ shares: { drop: 0.9 } })).toThrow('shares must be shares that sum to at most 1')
  expect(() => new Thresholds({ drop: 1 })).toThrow('drop must be between 0 and 1, exclusive, got 1')
  expect(() => new Thresholds({ rise: 0.5 })).toThrow('rise must be above 1, at most 100, got 0.5')
  expect(() => new Thresholds().at(Number.NaN, 1, 0)).toThrow('mean must be a finite number above 0, got NaN')
  expect(() => new Thresholds().at(1, 0.5, 0)).toThrow('dispersion must be at least 1, got 0.5')
  expect(() => new Thresholds().at(1, 1, -1)).toThrow('error must be at least 0, got -1')
})
