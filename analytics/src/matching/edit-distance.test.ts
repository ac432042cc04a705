import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance } from './edit-distance.ts'

test('the worked examples', () => {
  expect(editDistance('limietd', 'limited', 2)).toBe(1)
  expect(editDistance('acme', 'globex', 2)).toBe(3)
})

test('insertions, deletions, replacements and swaps cost one each', () => {
  expect(editDistance('', 'abc', 5)).toBe(3)
  expect(editDistance('kitten', 'sitting', 5)).toBe(3)
  expect(editDistance('ca', 'ac', 5)).toBe(1)
  expect(editDistance('ca', 'abc', 5)).toBe(3)
})

/** The full table, without a band. */
function wholeTable(a: string, b: string): number {
  const d: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i])
  for (let j = 0; j <= b.length; j++) d[0]![j] = j
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(d[i - 1]![j - 1]! + same, d[i]![j - 1]! + 1, d[i - 1]![j]! + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, d[i - 2]![j - 2]! + 1)
      d[i]![j] = cost
    }
  }
  return d[a.length]![b.length]!
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 14 })

test('the band never changes an answer within the limit, and says "more" beyond it', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 6 }), (a, b, max) => {
      const whole = wholeTable(a, b)
      expect(editDistance(a, b, max)).toBe(whole <= max ? whole : max + 1)
      expect(editDistance(b, a, max)).toBe(editDistance(a, b, max))
    }),
    { numRuns: 2000, seed: 1 },
  )
})
