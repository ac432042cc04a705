import { expect, test } from 'vitest'
import { fitLogisticModel, type LogisticModel, predictLogistic, Random, type FeatureColumn } from '../index.ts'

function fitted(...args: Parameters<typeof fitLogisticModel>): LogisticModel {
  const model = fitLogisticModel(...args)
  if (!model.enough) throw new Error(model.needs)
  return model
}

test('recovers the slope and the effects that made the data', () => {
  const random = new Random(1)
  const x = Array.from({ length: 20_000 }, () => 10 + 2 * random.normal())
  const tier = x.map(() => (random.below(2) === 1 ? 'gold' : 'silver'))
  const outcomes = x.map(
    (value, i) => random.uniform() < 1 / (1 + Math.exp(-(0.8 * (value - 10) + (tier[i] === 'gold' ? 1 : 0)))),
  )
  const columns: FeatureColumn[] = [
    { name: 'x', kind: 'number', values: x },
    { name: 'tier', kind: 'category', values: tier },
  ]
  const model = fitted({ columns, outcomes })
  const [slope, effects] = model.features
  if (slope?.kind !== 'number' || effects?.kind !== 'category') throw new Error('wrong kinds')
  expect(slope.slope / slope.deviation).toBeCloseTo(0.8, 1)
  expect(effects.effects['gold']! - effects.effects['silver']!).toBeCloseTo(1, 1)
})

test('with two groups and hardly a penalty it answers their shares', () => {
  const group = Array.from({ length: 100 }, (_, i) => (i < 40 ? 'a' : 'b'))
  const outcomes = group.map((_, i) => (i < 40 ? i < 30 : i < 60))
  const columns: FeatureColumn[] = [{ name: 'group', kind: 'category', values: group }]
  const model = fitted({ columns, outcomes }, { ridge: 0.001 })
  const [a, b, other] = predictLogistic(model, [{ name: 'group', kind: 'category', values: ['a', 'b', 'c'] }])
  expect(a).toBeCloseTo(30 / 40, 3)
  expect(b).toBeCloseTo(20 / 60, 3)
  expect(other! > b! && other! < a!).toBe(true)
})

test('missing numbers count as the mean, plus what being missing means', () => {
  const values = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? null : i % 7))
  const outcomes = values.map((value, i) => (value === null ? i % 10 !== 0 : i % 5 === 0))
  const model = fitted({ columns: [{ name: 'x', kind: 'number', values }], outcomes })
  const [missing, known] = predictLogistic(model, [{ name: 'x', kind: 'number', values: [null, 3] }])
  expect(missing).toBeGreaterThan(0.7)
  expect(known).toBeLessThan(0.4)
})

test('stays finite where a feature separates the outcomes, and predicts the same after a round trip', () => {
  const values = Array.from({ length: 100 }, (_, i) => i)
  const columns: FeatureColumn[] = [{ name: 'x', kind: 'number', values }]
  const model = fitted({ columns, outcomes: values.map((x) => x >= 50) })
  const again = JSON.parse(JSON.stringify(model)) as LogisticModel
  expect(predictLogistic(again, columns)).toEqual(predictLogistic(model, columns))
  expect(predictLogistic(model, columns).every((p) => p > 0 && p < 1)).toBe(true)
})
