import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AdditiveModel,
  AdditivePredictor,
  type FeatureColumn,
  fitAdditiveModel,
  fitLogisticModel,
  predictionMetrics,
  predictLogistic,
  Random,
  type TrainingTable,
} from '../index.ts'

const logistic = (x: number) => 1 / (1 + Math.exp(-x))

/** Partners whose true log-odds are 1.5 sin(deals) + by region + 1 where both large and managed; a fifth of deals unknown. */
function world(rows: number, seed: number) {
  const random = new Random(seed)
  const regions = ['north', 'south', 'east']
  const effect = [-1, 0.3, 1]
  const deals: (number | null)[] = []
  const region: string[] = []
  const staff: number[] = []
  const managed: string[] = []
  const truth: number[] = []
  for (let i = 0; i < rows; i++) {
    const [d, r, s, m] = [6 * random.uniform() - 3, random.below(3), random.uniform() * 100, random.below(2)]
    const isKnown = random.uniform() < 0.8
    deals.push(isKnown ? d : null)
    region.push(regions[r]!)
    staff.push(s)
    managed.push(m === 1 ? 'yes' : 'no')
    truth.push((isKnown ? 1.5 * Math.sin(d) : 0.5) + effect[r]! + (s > 50 && m === 1 ? 1.5 : 0) - 0.5)
  }
  const columns: FeatureColumn[] = [
    { name: 'deals', kind: 'number', values: deals },
    { name: 'region', kind: 'category', values: region },
    { name: 'staff', kind: 'number', values: staff },
    { name: 'managed', kind: 'category', values: managed },
  ]
  return { columns, truth, outcomes: truth.map((logOdds) => random.uniform() < logistic(logOdds)) }
}

const quick = { seed: 1, bags: 3, pairs: 3, rate: 0.1, bins: 32 }

function trained(table: TrainingTable, options: Parameters<typeof fitAdditiveModel>[1] = quick): AdditiveModel {
  const model = fitAdditiveModel(table, options)
  if (!model.enough) throw new Error(model.needs)
  return model
}

function aucOf(probabilities: ArrayLike<number>, outcomes: readonly boolean[]): number {
  const metrics = predictionMetrics(probabilities, outcomes)
  if (!metrics.enough) throw new Error(metrics.needs)
  return metrics.auc
}

describe('an additive model', () => {
  const table = world(4000, 1)
  const model = trained(table)
  const predictor = new AdditivePredictor(model)
  const rowAt = (i: number) => Object.fromEntries(table.columns.map(({ name, values }) => [name, values[i]!]))

  test('comes close to the best possible ranking of rows it has not seen', () => {
    const later = world(20_000, 2)
    const best = aucOf(later.truth.map(logistic), later.outcomes)
    expect(aucOf(predictor.predict(later.columns), later.outcomes)).toBeGreaterThan(best - 0.01)
  })

  test('finds the two features that act together, and no pair matters more', () => {
    const pairs = model.terms.filter(({ features }) => features.length === 2)
    const strongest = pairs.toSorted((a, b) => b.importance - a.importance)[0]!
    expect(strongest.features.map((f) => model.features[f]!.name)).toEqual(['staff', 'managed'])
  })

  test('gives reasons that sum to the log-odds, and the same probability as the whole table', () => {
    const probabilities = predictor.predict(table.columns)
    const logOdds = predictor.logOdds(table.columns)
    for (let i = 0; i < 500; i++) {
      const explained = predictor.explain(rowAt(i))
      const sum = explained.reasons.reduce((total, { effect }) => total + effect, explained.intercept)
      expect(Math.abs(sum - explained.logOdds)).toBeLessThan(1e-12)
      expect(Math.abs(logOdds[i]! - explained.logOdds)).toBeLessThan(1e-12)
      expect(explained.probability).toBeCloseTo(probabilities[i]!, 12)
      expect(explained.band.low).toBeLessThanOrEqual(explained.probability)
      expect(explained.band.high).toBeGreaterThanOrEqual(explained.probability)
    }
  })

  test('learns what a missing value means instead of taking it for zero or the mean', () => {
    const effect = (deals: number | null) =>
      predictor.explain({ ...rowAt(0), deals }).reasons.find(({ features }) => features.join() === 'deals')!.effect
    expect(effect(null) - effect(-1.5)).toBeGreaterThan(1)
    expect(effect(1.5) - effect(null)).toBeGreaterThan(0.3)
  })

  test('answers a category it never saw with no effect, and says so', () => {
    const { reasons, unseen } = predictor.explain({ ...rowAt(0), region: 'atlantis' })
    expect(unseen).toEqual(['region'])
    expect(reasons.filter(({ features }) => features.includes('region')).every(({ effect }) => effect === 0)).toBe(true)
  })

  test('predicts the same to the bit after a round trip through JSON', () => {
    const again = new AdditivePredictor(JSON.parse(JSON.stringify(model)) as AdditiveModel)
    expect(again.predict(table.columns)).toEqual(predictor.predict(table.columns))
    expect(again.explain(rowAt(7))).toEqual(predictor.explain(rowAt(7)))
  })

  test('is the same for the same seed, and another for another', () => {
    const small = world(500, 3)
    expect(trained(small)).toEqual(trained(small))
    expect(trained(small, { ...quick, seed: 2 })).not.toEqual(trained(small))
  })

  test('predicts as many with the outcome as there are, and is calibrated on rows it has not seen', () => {
    const later = world(20_000, 4)
    const metrics = predictionMetrics(predictor.predict(later.columns), later.outcomes)
    if (!metrics.enough) throw new Error(metrics.needs)
    expect(Math.abs(metrics.predicted - metrics.observed)).toBeLessThan(0.02)
    expect(metrics.calibrationError).toBeLessThan(0.025)
  })

  test('shows bands that hold the true probability of most rows', () => {
    const wide = new AdditivePredictor(trained(table, { ...quick, bags: 8 }))
    const held = Array.from({ length: 400 }, (_, i) => {
      const { band } = wide.explain(rowAt(i))
      const truth = logistic(table.truth[i]!)
      return truth >= band.low && truth <= band.high
    })
    expect(held.filter(Boolean).length / held.length).toBeGreaterThan(0.8)
  })
})

test('a monotone feature never lowers the prediction as it grows, whatever the data say', () => {
  const direction = fc.constantFrom('rising' as const, 'falling' as const)
  fc.assert(
    fc.property(fc.nat(1e6), direction, (seed, monotone) => {
      const random = new Random(seed)
      const values = Array.from({ length: 200 }, () => Math.round(20 * random.uniform()))
      const other = values.map(() => random.uniform())
      const outcomes = values.map((x) => random.uniform() < logistic(Math.sin(x)))
      const columns: FeatureColumn[] = [
        { name: 'x', kind: 'number', values, monotone },
        { name: 'other', kind: 'number', values: other },
      ]
      const predictor = new AdditivePredictor(trained({ columns, outcomes }, { ...quick, bags: 2 }))
      let before = monotone === 'rising' ? -Infinity : Infinity
      for (let x = -1; x <= 21; x += 0.5) {
        const { logOdds } = predictor.explain({ x, other: 0.5 })
        expect(monotone === 'rising' ? logOdds >= before - 1e-12 : logOdds <= before + 1e-12).toBe(true)
        before = logOdds
      }
    }),
    { numRuns: 15 },
  )
})

describe('what leaks the future', () => {
  const outcomes = Array.from({ length: 200 }, (_, i) => i % 3 === 0)
  const noise = outcomes.map((_, i) => (i * 7919) % 101)

  test('is refused where a value was known only after the prediction, with row and time', () => {
    const column: FeatureColumn = {
      name: 'renewal',
      kind: 'number',
      values: noise,
      knownAt: noise.map((_, i) => (i === 9 ? 11 : 10)),
    }
    expect(() => fitAdditiveModel({ columns: [column], outcomes, predictedAt: outcomes.map(() => 10) }, quick)).toThrow(
      'knownAt of renewal[9] must be at most 10, when the prediction was made, got 11',
    )
  })

  test('is warned of where a single feature tells the outcomes apart, be it only by being filled', () => {
    const reasonOfLoss = outcomes.map((lost) => (lost ? 'price' : null))
    const columns: FeatureColumn[] = [
      { name: 'noise', kind: 'number', values: noise },
      { name: 'reason', kind: 'category', values: reasonOfLoss },
    ]
    const { warnings } = trained({ columns, outcomes })
    expect(warnings.map(({ feature, kind }) => [feature, kind])).toEqual([['reason', 'suspiciously strong']])
  })

  test('does not reach training where rows are stopped by the latest', () => {
    const table = world(1000, 5)
    const predictedAt = table.outcomes.map((_, i) => i)
    const flipped = table.outcomes.map((y, i) => (i >= 800 ? !y : y))
    // The latest fifth only stops and calibrates: turned round, it stops training at once instead of being learnt.
    const model = trained({ columns: table.columns, outcomes: flipped, predictedAt })
    const early = model.terms.reduce((sum, { importance }) => sum + importance, 0)
    const usual = trained({ ...table, predictedAt }).terms.reduce((sum, { importance }) => sum + importance, 0)
    expect(early).toBeLessThan(usual / 3)
  })
})

test('a constant column is named and left out', () => {
  const table = world(400, 6)
  const columns: FeatureColumn[] = [
    ...table.columns,
    { name: 'planet', kind: 'category', values: table.outcomes.map(() => 'earth') },
  ]
  const model = trained({ ...table, columns })
  expect(model.warnings).toEqual([{ feature: 'planet', kind: 'constant', message: 'planet never varies' }])
  expect(model.terms.some(({ features }) => features.includes(4))).toBe(false)
  expect(new AdditivePredictor(model).predict(columns)).toHaveLength(400)
})

test('a column without a single known value is constant', () => {
  const table = world(400, 6)
  const columns: FeatureColumn[] = [
    ...table.columns,
    { name: 'empty', kind: 'number', values: table.outcomes.map(() => null) },
  ]
  expect(trained({ ...table, columns }).warnings.map(({ feature }) => feature)).toEqual(['empty'])
})

test('rows of weight 0 are as if they were not there', () => {
  const table = world(600, 7)
  const weights = table.outcomes.map((_, i) => Number(i < 400))
  const changed = table.outcomes.map((y, i) => (i < 400 ? y : true))
  expect(trained({ ...table, weights })).toEqual(
    expect.objectContaining({ terms: trained({ ...table, outcomes: changed, weights }).terms }),
  )
})

test('too few rows of either outcome are answered with what is needed', () => {
  const values = Array.from({ length: 100 }, (_, i) => i)
  const table: TrainingTable = { columns: [{ name: 'x', kind: 'number', values }], outcomes: values.map((x) => x < 19) }
  expect(fitAdditiveModel(table, quick)).toEqual({
    enough: false,
    needs: 'at least 20 rows with and 20 without the outcome, has 19 and 81',
  })
  expect(fitLogisticModel(table)).toEqual(fitAdditiveModel(table, quick))
})

test('a row with a feature that the model does not know is refused, and so is a table without one that it needs', () => {
  const table = world(300, 8)
  const predictor = new AdditivePredictor(trained(table))
  expect(() => predictor.explain({ deals: 1, height: 3 })).toThrow(
    'feature must be one of deals, region, staff, managed, got "height"',
  )
  expect(() => predictor.predict(table.columns.slice(1))).toThrow(
    'column deals must be given as a number, got undefined',
  )
})

test('no table of numbers, however odd, makes a prediction that is not a probability', () => {
  const cell = fc.oneof(
    fc.double({ noNaN: true, min: -1e150, max: 1e150 }),
    fc.constant(null),
    fc.constantFrom(0, -0, 1e150, 5e-324),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 60, maxLength: 120 }), (rows) => {
      const columns: FeatureColumn[] = [{ name: 'x', kind: 'number', values: rows.map(([x]) => x) }]
      const table = { columns, outcomes: rows.map(([, y]) => y) }
      const model = fitAdditiveModel(table, { ...quick, bags: 2 })
      const plain = fitLogisticModel(table)
      if (!model.enough || !plain.enough) return
      for (const p of [...new AdditivePredictor(model).predict(columns), ...predictLogistic(plain, columns)])
        expect(p >= 0 && p <= 1).toBe(true)
    }),
    { numRuns: 30 },
  )
})
