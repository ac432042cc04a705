import { expect, test } from 'vitest'
import { endOf, startOf } from './period.ts'

test('a period of one day reaches from its midnight to the next, where the reader is', () => {
  expect(new Date(startOf('2026-03-31')).getHours()).toBe(0)
  expect(new Date(endOf('2026-03-31')).getDate()).toBe(1)
  expect(startOf('2026-04-01')).toBe(endOf('2026-03-31'))
})
