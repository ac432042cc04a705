import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitBaseline, rampUp, silenceWeeks, weeklySeries } from './index.ts'
import { seasonLevel } from './season.ts'

describe('from rows to weeks', () => {
  test('weeks without rows are zeros, and the running week is left out', () => {
    expect(weeklySeries({ weeks: [3, 5, 5, 6], firstWeek: 2, currentWeek: 6 })).toEqual({
      firstWeek: 2,
      counts: Float64Array.of(0, 1, 0, 2),
      leftOut: 1,
    })
    expect(weeklySeries({ weeks: [], firstWeek: 2, currentWeek: 4 }).counts).toEqual(Float64Array.of(0, 0))
    expect(weeklySeries({ weeks: [1, 0, 1], counts: [4, 2, 5], firstWeek: 0, currentWeek: 1 })).toEqual({
      firstWeek: 0,
      counts: Float64Array.of(2),
      leftOut: 9,
    })
  })

  test('no event is lost or made up', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 30 })), (weeks) => {
        const { counts, leftOut } = weeklySeries({ weeks, firstWeek: -5, currentWeek: 30 })
        expect(counts.reduce((sum, y) => sum + y, leftOut)).toBe(weeks.length)
      }),
    )
  })

  test.each([
    [{ weeks: [1, 7], firstWeek: 0, currentWeek: 6 }, 'weeks[1] must be a whole number from 0 to 6, got 7'],
    [{ weeks: [-1], firstWeek: 0, currentWeek: 6 }, 'weeks[0] must be a whole number from 0 to 6, got -1'],
    [{ weeks: [1.5], firstWeek: 0, currentWeek: 6 }, 'got 1.5'],
    [{ weeks: [], firstWeek: 3, currentWeek: 2 }, 'currentWeek must be a whole number from 3 to 10003, got 2'],
    [{ weeks: [1], counts: [-2], firstWeek: 0, currentWeek: 6 }, 'counts[0] must be a whole number from 0'],
    [{ weeks: [1], counts: [], firstWeek: 0, currentWeek: 6 }, 'counts must be as long as weeks (1)'],
  ])('%o is refused', (rows, message) => {
    expect(() => weeklySeries(rows)).toThrow(message)
  })
})

test('a ramp-up grows to 1 and stays there', () => {
  expect(Array.from(rampUp(5, 4))).toEqual([0.25, 0.5, 0.75, 1, 1])
  expect(Array.from(rampUp(2, 4, 2))).toEqual([0.75, 1])
})

test('a year has ten season levels: seven weeks around the anchor, then nine blocks of five', () => {
  const levels = Array.from({ length: 52 }, (_, i) => seasonLevel(97 + i, 100, 10, 3))
  expect(levels).toEqual(Array.from({ length: 52 }, (_, i) => (i < 7 ? 0 : 1 + Math.floor((i - 7) / 5))))
  expect(seasonLevel(100 - 52 * 3 + 4, 100, 10, 3)).toBe(1)
  expect(Array.from({ length: 52 }, (_, i) => seasonLevel(i, 0, 1, 3)).every((level) => level === 0)).toBe(true)
})

test('how long a silence must last is read from the chance of silence', () => {
  expect(silenceWeeks(0.5)).toBe(8)
  expect(silenceWeeks(0.1)).toBe(40)
  // Overdispersed counts are silent more often: P(0) = φ^(−μ/(φ−1)) = 2^(−½) a week.
  expect(silenceWeeks(0.5, 2)).toBe(Math.ceil(Math.log(50) / (0.5 * Math.log(2))))
  expect(silenceWeeks(0.5, 1 + 1e-8)).toBe(8)
  expect(() => silenceWeeks(0)).toThrow('mean must be a finite number above 0, got 0')
  expect(() => silenceWeeks(1, 0.9)).toThrow('dispersion must be at least 1, got 0.9')
})

test('impossible series are refused with the offending value', () => {
  const counts = new Float64Array(20).fill(1)
  const wrong = (change: object) => () => fitBaseline({ counts, ...change })
  expect(wrong({ counts: [1, Number.NaN] })).toThrow('series.counts[1] must be a whole number from 0 to 1e+9, got NaN')
  expect(wrong({ counts: [1, 0.5] })).toThrow('got 0.5')
  expect(wrong({ counts: [-1] })).toThrow('series.counts[0]')
  expect(wrong({ exposure: [1] })).toThrow('series.exposure must be as long as counts (20), got a list of 1')
  expect(wrong({ exposure: counts.map(() => -1) })).toThrow('series.exposure[0] must be a number from 1e-6')
  expect(wrong({ exposure: counts.map(() => 0) })).toThrow(
    'series.counts[0] must be 0 in a week without exposure, got 1',
  )
  expect(wrong({ covariates: [counts.map(() => Infinity)] })).toThrow('series.covariates[0][0]')
  expect(wrong({ firstWeek: 0.5 })).toThrow('series.firstWeek')
})
