import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known } from '../testing/known.ts'
import { drawSegment, drawSeries, seasonal } from '../testing/weekly-counts.ts'
import { expectedCount, fitBaseline, segmentOf, type WeeklySeries } from './index.ts'

const rhythm = [3, 1, 2, 0, 4, 2, 1, 3]
const steady = Array.from({ length: 160 }, (_, i) => rhythm[i % 8]!)
const plain = { leaveOut: 0, levels: 1, trendBelow: 0 }

describe('a series of its own', () => {
  test('without season and trend the level is the mean, its error that of a mean', () => {
    const baseline = known(fitBaseline({ counts: steady }, plain))
    const { mean, error } = expectedCount(baseline, 156)
    expect(baseline).toMatchObject({ weeks: 160, events: 320, outbreaks: 0, dispersion: 1 })
    expect(mean).toBeCloseTo(2, 6)
    expect(error).toBeCloseTo(1 / Math.sqrt(320), 6)
  })

  test('the latest 26 weeks are not seen', () => {
    const silent = steady.map((y, i) => (i >= 134 ? 0 : y))
    expect(fitBaseline({ counts: silent })).toEqual(fitBaseline({ counts: steady }))
    expect(known(fitBaseline({ counts: steady })).weeks).toBe(134)
  })

  test('a dense season is learned, a sparse one is drawn towards none', () => {
    const at = (level: number): number => {
      const counts = drawSeries({ mean: seasonal(level, 0.6), dispersion: 1 }, 156, new Random(1)).counts
      const baseline = known(fitBaseline({ counts }))
      return expectedCount(baseline, 169).mean / expectedCount(baseline, 195).mean
    }
    // The truth from peak to trough is e^1.2 = 3.3.
    expect(at(40)).toBeGreaterThan(2.8)
    expect(at(0.3)).toBeLessThan(2.2)
  })

  test('a trend is kept where it is there, and dropped where it is not', () => {
    const grown = drawSeries({ mean: (week) => 4 * Math.exp(week / 208), dispersion: 1 }, 156, new Random(1))
    expect(known(fitBaseline(grown)).trend).toBe(true)
    expect(expectedCount(known(fitBaseline(grown)), 156).mean).toBeCloseTo(4 * Math.exp(0.75), -0.5)
    expect(known(fitBaseline({ counts: steady })).trend).toBe(false)
    // Nor is it carried above all that was ever seen: from 0 to 30 within a year, then half a year of which nothing is known.
    const steep = Array.from({ length: 156 }, (_, i) => (i < 100 ? 0 : i - 99))
    expect(known(fitBaseline({ counts: steep })).trend).toBe(false)
  })

  test('a past outbreak hardly raises what is expected', () => {
    const outbreak = steady.map((y, i) => (i >= 60 && i < 66 ? y + 20 : y))
    const robust = known(fitBaseline({ counts: outbreak }, plain))
    const naive = known(fitBaseline({ counts: outbreak }, { ...plain, outbreak: 100 }))
    expect(robust.outbreaks).toBe(6)
    expect(expectedCount(naive, 156).mean).toBeCloseTo(2 + 120 / 160, 4)
    expect(expectedCount(robust, 156).mean).toBeLessThan(2.3)
  })

  test('the long tail of overdispersed counts is not taken for outbreaks', () => {
    const random = new Random(2)
    let [level, dispersion] = [0, 0]
    for (let k = 0; k < 40; k++) {
      const baseline = known(fitBaseline(drawSeries({ mean: () => 1, dispersion: 3 }, 160, random), plain))
      level += expectedCount(baseline, 160).mean / 40
      dispersion += baseline.dispersion / 40
    }
    expect(level).toBeCloseTo(1, 1)
    expect(dispersion).toBeCloseTo(3, 0)
  })

  test('quarter ends are a covariate', () => {
    const last = Float64Array.from(steady, (_, i) => Number(i % 13 === 12))
    const counts = steady.map((y, i) => (last[i] === 1 ? y + 10 : y))
    const baseline = known(fitBaseline({ counts, covariates: [last] }, { levels: 1 }))
    expect(expectedCount(baseline, 156, { covariates: [0] }).mean).toBeCloseTo(2, 0)
    expect(expectedCount(baseline, 156, { covariates: [1] }).mean).toBeCloseTo(12, -0.5)
  })

  test('exposure scales what is expected, and weeks without it are not seen', () => {
    const exposure = Float64Array.from({ length: 156 }, (_, i) => (i < 10 ? 0 : i < 20 ? 0.5 : 1))
    const counts = Array.from(exposure, (size) => size * 4)
    const baseline = known(fitBaseline({ counts, exposure }, plain))
    expect(baseline.weeks).toBe(146)
    expect(expectedCount(baseline, 156).mean).toBeCloseTo(4, 6)
    expect(expectedCount(baseline, 156, { exposure: 0.25 }).mean).toBeCloseTo(1, 6)
    expect(expectedCount(baseline, 156, { exposure: 0 }).mean).toBe(0)
  })

  test('too little is said to be too little', () => {
    expect(fitBaseline({ counts: [] })).toEqual({ enough: false, needs: 'at least 8 weeks of history, has 0' })
    expect(fitBaseline({ counts: [1, 2, 3, 4, 5, 6, 7] })).toMatchObject({ enough: false })
    expect(fitBaseline({ counts: new Float64Array(60) })).toEqual({
      enough: false,
      needs: 'at least 1 event, or a segment that lends its level, has 0',
    })
    // The method as published cannot fit a season that it has never seen.
    expect(fitBaseline({ counts: steady.slice(0, 40) }, { seasonSpread: Infinity, leaveOut: 0 })).toMatchObject({
      enough: false,
    })
  })
})

describe('a segment', () => {
  const { series, sources } = drawSegment(200, (random) => 0.3 * Math.exp(2 * random.uniform()), 1.6, 4)
  const segment = known(segmentOf(series))

  test('knows season, level and dispersion of its partners', () => {
    const truth = sources.map(({ mean }) => Math.log(mean(0) / Math.exp(-0.04)))
    expect(segment.level.mean).toBeCloseTo(
      truth.reduce((sum, v) => sum + v / truth.length, 0),
      0,
    )
    expect(segment.dispersion.mean).toBeGreaterThan(1.45)
    expect(segment.dispersion.mean).toBeLessThan(1.75)
    expect(segment.spread).toBeLessThan(0.2)
    // Peak to trough is e^0.8 = 2.2; the levels average over five weeks.
    expect(Math.exp(Math.max(...segment.season) - Math.min(...segment.season))).toBeCloseTo(2.2, 0)
  })

  test('lends its partners their season', () => {
    // Ln of the rise from trough to peak: on its own a sparse partner is drawn towards none.
    const wave = (expected: (week: number) => number): number => Math.log(expected(182) / expected(156))
    const error = (segmented: boolean): number => {
      let sum = 0
      for (let i = 0; i < 40; i++) {
        const baseline = known(fitBaseline(series[i]!, segmented ? { segment } : {}))
        sum += Math.abs(
          wave((week) => expectedCount(baseline, week - 9).mean) - wave((week) => sources[i]!.mean(week - 9)),
        )
      }
      return sum / 40
    }
    expect(error(true)).toBeLessThan(0.15)
    expect(error(false)).toBeGreaterThan(2 * error(true))
  })

  test('draws a new partner towards its level, the less the more is known', () => {
    const even = known(segmentOf(series, { levels: 1 }))
    const level = (weeks: number): number => {
      const counts = new Float64Array(weeks).fill(9)
      const young = known(fitBaseline({ counts, firstWeek: 156 - weeks }, { segment: even, leaveOut: 0 }))
      return expectedCount(young, 156).mean
    }
    const common = Math.exp(even.level.mean)
    expect(level(8)).toBeGreaterThan(common)
    expect(level(8)).toBeLessThan(level(40))
    expect(level(40)).toBeLessThan(9)
    const silent = known(fitBaseline({ counts: new Float64Array(8), firstWeek: 148 }, { segment: even, leaveOut: 0 }))
    expect(expectedCount(silent, 156).mean).toBeGreaterThan(0)
    expect(expectedCount(silent, 156).mean).toBeLessThan(common)
  })

  test('quarter ends of all partners tell one partner of his', () => {
    const last = Float64Array.from({ length: 156 }, (_, i) => Number(i % 13 === 12))
    const random = new Random(6)
    const hockey = Array.from({ length: 50 }, (): WeeklySeries => ({
      ...drawSeries({ mean: (week) => (last[week] === 1 ? 3 : 0.6), dispersion: 1 }, 156, random),
      covariates: [last],
    }))
    const known5 = known(segmentOf(hockey, { levels: 1 }))
    expect(Math.exp(known5.covariates[0]!)).toBeCloseTo(5, 0)
    expect(() => fitBaseline(series[0]!, { segment: known5 })).toThrow(
      "series.covariates must be the segment's 1, got undefined",
    )
  })

  test('needs partners, weeks and events, all up to the same week', () => {
    expect(segmentOf([])).toEqual({ enough: false, needs: 'at least 5 series with 8 weeks of history, has 0' })
    expect(segmentOf(series.slice(0, 5).map(() => ({ counts: new Float64Array(30) })))).toEqual({
      enough: false,
      needs: 'at least 1 event in the segment, has 0',
    })
    // A partner that was never watched is none.
    const absent: WeeklySeries = { counts: new Float64Array(156), exposure: new Float64Array(156) }
    expect(segmentOf([...series, absent])).toEqual(segment)
    expect(() => segmentOf([series[0]!, { counts: [1, 2] }])).toThrow(
      'series[1] must be a series that ends in week 155 as the first, got 1',
    )
    expect(() => segmentOf([series[0]!, { ...series[1]!, covariates: [series[1]!.counts] }])).toThrow(
      'series[1].covariates',
    )
  })
})

test('whatever the counts, what is expected is a number', () => {
  const counts = fc.array(fc.oneof(fc.constant(0), fc.nat(3), fc.nat(1_000_000), fc.constant(1e9)), { maxLength: 180 })
  const spread = fc.constantFrom(0.3, 1e-3, Infinity)
  fc.assert(
    fc.property(counts, spread, fc.constantFrom(1, 4, 10), (y, seasonSpread, levels) => {
      const baseline = fitBaseline({ counts: y }, { seasonSpread, levels, trendWeeks: 20 })
      if (!baseline.enough) return
      const { mean, error } = expectedCount(baseline, y.length)
      expect(Number.isFinite(mean) && mean >= 0 && Number.isFinite(error) && Number.isFinite(baseline.dispersion)).toBe(
        true,
      )
    }),
    { numRuns: 200 },
  )
})
