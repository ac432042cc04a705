import fc from 'fast-check'
import { expect, test } from 'vitest'
import { predictionMetrics, predictionMetricsByGroup, type PredictionMetrics } from '../index.ts'

function metricsOf(...args: Parameters<typeof predictionMetrics>): PredictionMetrics {
  const metrics = predictionMetrics(...args)
  if (!metrics.enough) throw new Error(metrics.needs)
  return metrics
}

test('four predictions by hand', () => {
  const metrics = metricsOf([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])
  // Pairs ranked right: 0.35 over 0.1, 0.8 over both: 3 of 4. Precision 1/1 at the first, 2/3 at the second of those with the outcome.
  expect(metrics.auc).toBe(0.75)
  expect(metrics.averagePrecision).toBeCloseTo((1 + 2 / 3) / 2, 12)
  expect(metrics.brier).toBeCloseTo((0.01 + 0.16 + 0.4225 + 0.04) / 4, 12)
  expect(metrics.logLoss).toBeCloseTo(-(Math.log(0.9) + Math.log(0.6) + Math.log(0.35) + Math.log(0.8)) / 4, 12)
  expect(metrics.uncertainty).toBe(0.25)
  expect(metrics.liftAtTenth).toBe(2)
})

test('the calibration error is the weighted distance between predicted and observed share of the bins', () => {
  // Two bins: (0.2, 0.2) with 1 of 2, (0.8, 0.8) with 1 of 2.
  const metrics = metricsOf([0.2, 0.2, 0.8, 0.8], [0, 1, 0, 1], { bins: 2 })
  expect(metrics.calibration).toEqual([
    { predicted: 0.2, observed: 0.5, weight: 2 },
    { predicted: 0.8, observed: 0.5, weight: 2 },
  ])
  expect(metrics.calibrationError).toBeCloseTo(0.3, 12)
  expect([metrics.reliability, metrics.resolution]).toEqual([expect.closeTo(0.09, 12), 0])
})

const rows = fc.array(
  fc.record({ p: fc.constantFrom(0, 0.1, 0.25, 0.5, 0.7, 0.9, 1), y: fc.boolean(), w: fc.integer({ min: 0, max: 3 }) }),
  {
    minLength: 2,
    maxLength: 40,
  },
)

test('the AUC equals the share of pairs ranked right, counted one by one', () => {
  fc.assert(
    fc.property(rows, (sample) => {
      const metrics = predictionMetrics(
        sample.map(({ p }) => p),
        sample.map(({ y }) => y),
        { weights: sample.map(({ w }) => w) },
      )
      let [right, pairs] = [0, 0]
      for (const a of sample)
        for (const b of sample)
          if (a.y && !b.y) {
            pairs += a.w * b.w
            right += a.w * b.w * (a.p > b.p ? 1 : a.p === b.p ? 0.5 : 0)
          }
      if (metrics.enough) expect(metrics.auc).toBeCloseTo(right / pairs, 12)
      else expect(pairs).toBe(0)
    }),
  )
})

test('a row of weight 2 counts as the row twice', () => {
  fc.assert(
    fc.property(rows, (sample) => {
      const twice = sample.flatMap((row) => Array.from({ length: row.w }, () => row))
      const weighted = predictionMetrics(
        sample.map(({ p }) => p),
        sample.map(({ y }) => y),
        { weights: sample.map(({ w }) => w) },
      )
      const repeated = predictionMetrics(
        twice.map(({ p }) => p),
        twice.map(({ y }) => y),
      )
      expect(weighted.enough).toBe(repeated.enough)
      if (!weighted.enough || !repeated.enough) return
      for (const key of [
        'auc',
        'averagePrecision',
        'logLoss',
        'brier',
        'reliability',
        'resolution',
        'liftAtTenth',
      ] as const)
        expect(weighted[key]).toBeCloseTo(repeated[key], 9)
    }),
  )
})

test('where each bin holds one prediction, reliability − resolution + uncertainty is the Brier score', () => {
  const p = [0.1, 0.1, 0.1, 0.6, 0.6, 0.6, 0.9, 0.9, 0.9]
  const { brier, reliability, resolution, uncertainty } = metricsOf(p, [0, 0, 1, 1, 0, 1, 1, 1, 1], { bins: 3 })
  expect(reliability - resolution + uncertainty).toBeCloseTo(brier, 12)
})

test('one outcome alone is not enough, and the groups of a table are answered apart', () => {
  const groups = predictionMetricsByGroup([0.2, 0.7, 0.4, 0.9], [0, 1, 1, 1], ['a', 'a', 'b', 'b'])
  expect(groups.get('a')).toMatchObject({ enough: true, auc: 1, rows: 2 })
  expect(groups.get('b')).toEqual({
    enough: false,
    needs: 'at least 1 row with and 1 without the outcome, has none without',
  })
})

test('a probability outside 0 to 1 is refused', () => {
  expect(() => predictionMetrics([0.5, 1.2], [0, 1])).toThrow('probabilities[1] must be a number from 0 to 1, got 1.2')
  expect(() => predictionMetrics([0.5, NaN], [0, 1])).toThrow('probabilities[1] must be a number from 0 to 1, got NaN')
})
