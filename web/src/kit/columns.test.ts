import { expect, test } from 'vitest'
import { compare, sortingOf, sortText, visibilityOf, type Column } from './columns.ts'

test.each(['name', '-amount'])('the order %s survives the way into the table and back', (sort) => {
  expect(sortText(sortingOf(sort))).toBe(sort)
})
test('no order stays no order', () => {
  expect(sortText(sortingOf(undefined))).toBeUndefined()
})
test('numbers sort by size, text as a reader expects', () => {
  expect([10, 9, 2].toSorted(compare)).toEqual([2, 9, 10])
  expect(['Zürich 10', 'äpfel', 'Zürich 9', 'Apfel'].toSorted(compare)).toEqual([
    'Apfel',
    'äpfel',
    'Zürich 9',
    'Zürich 10',
  ])
})
test('optional columns wait to be chosen, and the first column never goes', () => {
  const columns: Column<object>[] = [
    { id: 'name', header: 'Name', cell: () => null },
    { id: 'tier', header: 'Tier', cell: () => null },
    { id: 'city', header: 'City', cell: () => null, optional: true },
  ]
  expect(visibilityOf(columns, [])).toEqual({ name: true, tier: true, city: false })
  expect(visibilityOf(columns, ['city'])).toEqual({ name: true, tier: false, city: true })
})
