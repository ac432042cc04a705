import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known } from '../testing/known.ts'
import { slope } from './slope.ts'

test('the worked example: one wild month does not make a trend of 6.3 a month', () => {
  const { value, low, high } = known(slope([1, 2, 3, 4, 5, 6], [50, 52, 51, 55, 57, 90]))
  expect([value, low, high]).toEqual([2, 0.5, 17.5])
})

test('a straight line has its slope and no doubt', () =>
  expect(slope([0, 1, 2, 3, 4, 5], [3, 5, 7, 9, 11, 13])).toEqual({ enough: true, value: 2, low: 2, high: 2 }))

test('the unit, a shift and a reversal carry over', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -99, max: 99 })), {
    minLength: 8,
    maxLength: 20,
  })
  fc.assert(
    fc.property(points, (list) => {
      const [t, y] = [list.map(([a]) => a), list.map(([, b]) => b)]
      const here = slope(t, y)
      if (!here.enough) return
      expect(here.low <= here.value && here.value <= here.high).toBe(true)
      const moved = known(
        slope(
          t.map((x) => 2 * x + 7),
          y.map((v) => 5 - 4 * v),
        ),
      )
      expect([moved.value, moved.low, moved.high].map((x) => x.toFixed(9))).toEqual(
        [-2 * here.value, -2 * here.high, -2 * here.low].map((x) => (x === 0 ? 0 : x).toFixed(9)),
      )
    }),
  )
})

test.each(['normal', 'heavy-tailed'])('intervals cover the true slope at least 93 times in 100, %s errors', (kind) => {
  const random = new Random(4)
  const runs = 1000
  let covered = 0
  const times = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  for (let run = 0; run < runs; run++) {
    const error = (): number => random.normal() / (kind === 'normal' ? 1 : Math.abs(random.normal()) + 0.01)
    const { low, high } = known(
      slope(
        times,
        times.map((t) => 0.5 * t + error()),
      ),
    )
    if (low <= 0.5 && 0.5 <= high) covered++
  }
  expect(covered / runs).toBeGreaterThan(0.93)
})

test('too few points are not enough, and fewer at a higher level', () => {
  const needs = 'at least 6 points at different times (more for a level above 0.95), has 5'
  expect(slope([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).toEqual({ enough: false, needs })
  expect(slope([1, 2, 3, 4, 5, 6], [1, 2, 4, 3, 5, 6]).enough).toBe(true)
  expect(slope([1, 2, 3, 4, 5, 6], [1, 2, 4, 3, 5, 6], 0.999).enough).toBe(false)
  expect(slope([2, 2, 2, 2, 2, 2], [1, 2, 3, 4, 5, 6]).enough).toBe(false)
})

test('impossible input is refused with the offending value', () => {
  expect(() => slope([1, NaN], [1, 2])).toThrow('times[1]')
  expect(() => slope([1, 2], [1])).toThrow('values must be as long as times (2)')
  expect(() => slope([1], [1], 0)).toThrow('level')
  expect(() => slope([0, 1e-320, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5])).toThrow('times must be far enough apart')
})
