import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retentionTable } from './retention.ts'
import { known } from './testing/known.ts'

const counts = (cells: readonly { retained: number; atRisk: number }[]): string[] =>
  cells.map(({ retained, atRisk }) => `${retained}/${atRisk}`)

test('the worked example', () => {
  const table = known(retentionTable({ joined: [0, 0, 1, 1], left: [null, 2, null, null], observedUntil: 2 }))
  expect(table.cohorts.map(({ cells }) => counts(cells))).toEqual([
    ['2/2', '2/2', '1/2'],
    ['2/2', '2/2'],
  ])
  expect(counts(table.all)).toEqual(['4/4', '4/4', '1/2'])
  const last = table.cohorts[0]!.cells[2]!
  expect([last.share, last.low.toFixed(4), last.high.toFixed(4)]).toEqual([0.5, '0.0945', '0.9055'])
})

test('a period beyond observation is absent, not zero', () => {
  const table = known(retentionTable({ joined: [5, 6], left: [6, null], observedUntil: 6 }))
  expect(table.cohorts.map(({ joined, cells }) => [joined, counts(cells)])).toEqual([
    [5, ['1/1', '0/1']],
    [6, ['1/1']],
  ])
})

test('a member lost from sight early is counted only as long as it was seen', () => {
  const table = known(retentionTable({ joined: [0, 0], left: [null, null], observedUntil: [1, 3] }))
  expect(counts(table.cohorts[0]!.cells)).toEqual(['2/2', '2/2', '1/1', '1/1'])
})

test('a member that left in its joining period is lost at once', () =>
  expect(counts(known(retentionTable({ joined: [3], left: [3], observedUntil: 4 })).all)).toEqual(['0/1', '0/1']))

test('with one end of observation, retention never rises and cohorts add up', () => {
  const member = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.option(fc.nat({ max: 12 })))
  fc.assert(
    fc.property(fc.array(member, { minLength: 1, maxLength: 40 }), (list) => {
      const left = list.map(([joined, stay]) => (stay === null || joined + stay > 8 ? null : joined + stay))
      const table = known(retentionTable({ joined: list.map(([joined]) => joined), left, observedUntil: 8 }))
      for (const { joined, size, cells } of table.cohorts) {
        expect(cells).toHaveLength(8 - joined + 1)
        cells.forEach((cell, age) => {
          expect(cell.atRisk).toBe(size)
          expect(cell.retained).toBeLessThanOrEqual(age > 0 ? cells[age - 1]!.retained : size)
          expect(cell.low <= cell.share && cell.share <= cell.high).toBe(true)
        })
      }
      table.all.forEach(({ atRisk, retained }, age) => {
        const at = table.cohorts.flatMap(({ cells }) => cells[age] ?? [])
        expect([atRisk, retained]).toEqual([
          at.reduce((sum, cell) => sum + cell.atRisk, 0),
          at.reduce((sum, cell) => sum + cell.retained, 0),
        ])
      })
    }),
  )
})

test('without an observed member the answer is what is needed', () => {
  const needs = { enough: false, needs: 'at least 1 member observed in the period it joined in' }
  expect(retentionTable({ joined: [], left: [], observedUntil: 3 })).toEqual(needs)
  expect(retentionTable({ joined: [4], left: [null], observedUntil: 3 })).toEqual(needs)
})

test('impossible input is refused with the offending value', () => {
  expect(() => retentionTable({ joined: [1.5], left: [null], observedUntil: 3 })).toThrow('joined[0]')
  expect(() => retentionTable({ joined: [2], left: [1], observedUntil: 3 })).toThrow(
    'left[0] must be a whole number from 2 to 3, got 1',
  )
  expect(() => retentionTable({ joined: [2], left: [9], observedUntil: 3 })).toThrow('got 9')
  expect(() => retentionTable({ joined: [2, 2], left: [null], observedUntil: 3 })).toThrow('as long as joined (2)')
  expect(() => retentionTable({ joined: [2], left: [null], observedUntil: NaN })).toThrow('observedUntil')
  expect(() => retentionTable({ joined: [0], left: [null], observedUntil: 1e6 })).toThrow('within 10,000 periods')
})
