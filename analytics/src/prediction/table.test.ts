import { expect, test } from 'vitest'
import { fitAdditiveModel, fitLogisticModel, InvalidInput, type TrainingTable } from '../index.ts'

const quick = { seed: 1, bags: 2 }

test.each<[string, (table: TrainingTable) => TrainingTable, string]>([
  [
    'an infinite number',
    (t) => ({ ...t, columns: [{ name: 'x', kind: 'number', values: [1, Infinity] }] }),
    'x[1] must be a number from -1e150 to 1e150 or null, got Infinity',
  ],
  [
    'text for a number',
    (t) => ({ ...t, columns: [{ name: 'x', kind: 'number', values: ['1', 2] as never }] }),
    'x[0] must be a number from -1e150 to 1e150 or null, got "1"',
  ],
  [
    'a number for a category',
    (t) => ({ ...t, columns: [{ name: 'x', kind: 'category', values: ['a', 2] as never }] }),
    'x[1] must be a string or null, got 2',
  ],
  [
    'a column of another length',
    (t) => ({ ...t, columns: [{ name: 'x', kind: 'number', values: [1] }] }),
    'column x must be as long as outcomes (2), got a list of 1',
  ],
  ['no column', (t) => ({ ...t, columns: [] }), 'columns must be at least 1 column, got a list of 0'],
  [
    'two columns of one name',
    (t) => ({ ...t, columns: [...t.columns, ...t.columns] }),
    'columns must be named once each, got "x"',
  ],
  ['a negative weight', (t) => ({ ...t, weights: [1, -1] }), 'weights[1] must be a number from 0 to 1e9, got -1'],
  ['an outcome that is neither', (t) => ({ ...t, outcomes: [0, 2] }), 'outcomes[1] must be true, false, 1 or 0, got 2'],
  [
    'known times without prediction times',
    (t) => ({ ...t, columns: [{ name: 'x', kind: 'number', values: [1, 2], knownAt: [1, 1] }] }),
    'predictedAt must be given, because x says when it was known, got undefined',
  ],
])('%s is refused', (_, change, message) => {
  const table: TrainingTable = { columns: [{ name: 'x', kind: 'number', values: [1, 2] }], outcomes: [true, false] }
  expect(() => fitAdditiveModel(change(table), quick)).toThrow(InvalidInput)
  expect(() => fitAdditiveModel(change(table), quick)).toThrow(message)
  expect(() => fitLogisticModel(change(table))).toThrow(message)
})
