import { describe, expect, test } from 'vitest'
import { isEmpty, legendOf, tableOf, type ChartData } from './chart-data.ts'

const format = (value: number) => `${value} €`

describe('a chart as a table', () => {
  test('bars give one row per name, with the interval where there is one', () => {
    const { items } = tableOf({
      kind: 'bars',
      title: 'x',
      format,
      items: [
        { label: 'A', value: 1, low: 0, high: 2 },
        { label: 'B', value: null },
      ],
    })
    expect(items).toEqual([
      { label: 'A', value: '1 € (0 € to 2 €)' },
      { label: 'B', value: '–' },
    ])
  })
  test('stacked bars give one column per series, zero where a part is missing', () => {
    const { columns, items } = tableOf({
      kind: 'stackedBars',
      title: 'x',
      format,
      series: ['a', 'b'],
      items: [{ label: 'Q1', values: { a: 3 } }],
    })
    expect(columns.map((column) => column.label)).toEqual(['Name', 'a', 'b'])
    expect(items).toEqual([{ '#': 'Q1', a: '3 €', b: '0 €' }])
  })
  test('lines share one column of places, in order, with gaps where a series says nothing', () => {
    const { items } = tableOf({
      kind: 'step',
      title: 'x',
      format,
      series: [
        {
          name: 'a',
          points: [
            { x: 10, y: 1 },
            { x: 2, y: 0 },
          ],
        },
        { name: 'b', points: [{ x: 10, y: 4 }] },
      ],
    })
    expect(items).toEqual([
      { '#': '2', a: '0 €', b: '–' },
      { '#': '10', a: '1 €', b: '4 €' },
    ])
  })
  test('a grid keeps its rows and columns', () => {
    const { items } = tableOf({
      kind: 'heat',
      title: 'x',
      format,
      rows: ['r'],
      columns: ['c1', 'c2'],
      values: [[1, null]],
    })
    expect(items).toEqual([{ '#': 'r', c1: '1 €', c2: '–' }])
  })
})

test('only several series need a legend', () => {
  expect(legendOf({ kind: 'line', title: 'x', series: [{ name: 'a', points: [] }] })).toEqual([])
  expect(
    legendOf({
      kind: 'line',
      title: 'x',
      series: [
        { name: 'a', points: [] },
        { name: 'b', points: [] },
      ],
    }),
  ).toEqual(['a', 'b'])
})

test.each<[string, ChartData]>([
  ['lines', { kind: 'line', title: 'x', series: [{ name: 'a', points: [] }] }],
  ['bars', { kind: 'bars', title: 'x', items: [] }],
  ['a grid', { kind: 'heat', title: 'x', rows: ['r'], columns: ['c'], values: [[null]] }],
])('%s without a value count as empty', (_, chart) => {
  expect(isEmpty(chart)).toBe(true)
})
