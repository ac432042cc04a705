import { expect, test } from 'vitest'
import {
  AdditivePredictor,
  fitAdditiveModel,
  type FeatureColumn,
  hazardRows,
  hazardTable,
  kaplanMeier,
  Random,
  survivalOfHazards,
} from '../index.ts'

test('durations become a row per period, of which only the last can hold the event', () => {
  const columns: FeatureColumn[] = [{ name: 'tier', kind: 'category', values: ['gold', 'silver'] }]
  const { table, subject } = hazardTable({ durations: [2, 1], events: [true, false], columns })
  expect([...subject]).toEqual([0, 0, 1])
  expect(table).toEqual({
    columns: [
      { name: 'period', kind: 'number', values: [1, 2, 1] },
      { name: 'tier', kind: 'category', values: ['gold', 'gold', 'silver'] },
    ],
    outcomes: [false, true, false],
  })
})

test('the survival of the hazards by period is Kaplan–Meier’s', () => {
  const [durations, events] = [
    [1, 2, 2, 3, 4, 4],
    [true, true, false, true, true, false],
  ]
  const { table } = hazardTable({
    durations,
    events,
    columns: [{ name: 'one', kind: 'number', values: durations.map(() => 1) }],
  })
  const period = table.columns[0]!.values as number[]
  const hazards = [1, 2, 3, 4].map((t) => {
    const rows = period.flatMap((p, i) => (p === t ? [i] : []))
    return rows.filter((i) => table.outcomes[i]).length / rows.length
  })
  const curve = kaplanMeier(durations, events)
  if (!curve.enough) throw new Error(curve.needs)
  expect([...survivalOfHazards(hazards)]).toEqual([...curve.survival].map((s) => expect.closeTo(s, 12)))
})

test('an additive model on the periods recovers when: half the hazard, a survival far apart', () => {
  const random = new Random(3)
  const managed = Array.from({ length: 1500 }, () => (random.below(2) === 1 ? 'yes' : 'no'))
  const lives = managed.map((m) => {
    for (let t = 1; t <= 12; t++) if (random.uniform() < (m === 'yes' ? 0.05 : 0.15)) return { t, event: true }
    return { t: 12, event: false }
  })
  const columns: FeatureColumn[] = [{ name: 'managed', kind: 'category', values: managed }]
  const { table } = hazardTable({
    durations: lives.map(({ t }) => t),
    events: lives.map(({ event }) => event),
    columns,
  })
  const model = fitAdditiveModel(table, { seed: 1, bags: 3, rate: 0.1 })
  if (!model.enough) throw new Error(model.needs)
  const ahead = hazardRows([{ name: 'managed', kind: 'category', values: ['yes', 'no'] }], 1, 12)
  const hazards = new AdditivePredictor(model).predict(ahead)
  expect(survivalOfHazards(hazards.slice(0, 12)).at(-1)).toBeCloseTo(0.95 ** 12, 1)
  expect(survivalOfHazards(hazards.slice(12)).at(-1)).toBeCloseTo(0.85 ** 12, 1)
})

test('durations that are not whole periods, and a column that takes the name of the period, are refused', () => {
  const column = (name: string): FeatureColumn => ({ name, kind: 'number', values: [1] })
  expect(() => hazardTable({ durations: [0], events: [true], columns: [column('x')] })).toThrow(
    'durations[0] must be a whole number from 1 to 10000, got 0',
  )
  expect(() => hazardTable({ durations: [1], events: [true], columns: [column('period')] })).toThrow(
    'columns must be named otherwise: the periods take this name, got "period"',
  )
})
