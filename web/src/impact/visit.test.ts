import { expect, test } from 'vitest'
import { visited } from './visit.ts'

const minute = 60_000

test('a first visit has none before it', () => {
  expect(visited(null, 1000)).toEqual({ now: 1000, before: null })
})

test('looking again soon goes on with the visit; after half an hour it is a new one, and the last moment of the old one counts', () => {
  const first = visited(null, 0)
  const again = visited(first, 20 * minute)
  const still = visited(again, 45 * minute)
  expect(still).toEqual({ now: 45 * minute, before: null })
  expect(visited(still, 76 * minute)).toEqual({ now: 76 * minute, before: 45 * minute })
})
