import { describe, expect, test } from 'vitest'
import { known } from '../testing/known.ts'
import { drawSegment, falseAlarms, found } from '../testing/weekly-counts.ts'
import { segmentOf, Thresholds } from './index.ts'

/** Rough thresholds and few series, to be quick; the benchmark prints the same with many. */
const thresholds = new Thresholds({ years: 400 })

describe('at one false alarm per partner and year', () => {
  test.each([
    [0.1, 2],
    [0.5, 1],
    [2, 3],
    [10, 2],
    [50, 2],
  ])('%d a week, seasonal, variance %d times the mean: no more false alarms than that', (level, dispersion) => {
    const drawn = drawSegment(100, () => level, dispersion, 11)
    const { drop, rise } = falseAlarms(drawn, thresholds, known(segmentOf(drawn.series)))
    // A hundred series tell a rate to about 0.1.
    expect(drop + rise).toBeLessThan(1.2)
    // Where one week is proof, hardly any are false.
    if (level <= 10) expect(drop + rise).toBeGreaterThan(0.6)
  })

  test.each([0.5, 5])('%d a week and on its own, without a segment: a little more', (level) => {
    const drawn = drawSegment(100, () => level, 2, 12)
    const { drop, rise } = falseAlarms(drawn, thresholds)
    expect(drop + rise).toBeLessThan(1.3)
  })

  test('at least 85% of sustained drops, from 0.5 a week up, are found within 8 weeks', () => {
    const drawn = drawSegment(400, (random) => 0.5 * 100 ** random.uniform(), 1.5, 13)
    const segment = known(segmentOf(drawn.series))
    // To 0 … 50% of the level, evenly.
    expect(found(drawn, (i) => (i % 51) / 100, thresholds, segment)).toBeGreaterThan(0.85)
  })

  test('a source of 0.5 a week that stops is nearly always found', () => {
    const drawn = drawSegment(120, () => 0.5, 1, 14)
    expect(found(drawn, () => 0, thresholds, known(segmentOf(drawn.series)))).toBeGreaterThan(0.9)
  })
})
