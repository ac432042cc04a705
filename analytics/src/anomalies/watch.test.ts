import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known } from '../testing/known.ts'
import { drawSegment } from '../testing/weekly-counts.ts'
import { type CountWatch, rampUp, segmentOf, startWatch, Thresholds, watchWeek, type WeekVerdict } from './index.ts'

const thresholds = new Thresholds({ years: 300 })
const rhythm = [3, 1, 2, 0, 4, 2, 1, 3]
const steady = (weeks: number): number[] => Array.from({ length: weeks }, (_, i) => rhythm[i % 8]!)

/** Takes further weeks; the verdicts, and the watch at the end. */
function take(watch: CountWatch, counts: readonly number[]): { watch: CountWatch; verdicts: WeekVerdict[] } {
  const verdicts: WeekVerdict[] = []
  for (const count of counts) {
    const next = watchWeek(watch, { week: watch.week, count })
    verdicts.push(next.verdict)
    watch = next.watch
  }
  return { watch, verdicts }
}

describe('the worked example: two a week for 152 weeks, then silence', () => {
  const { watch, verdicts } = known(startWatch({ counts: [...steady(152), 0, 0, 0, 0] }, { thresholds, levels: 1 }))

  test('the third silent week raises the alarm, and says when it began', () => {
    expect(verdicts.map(({ drop }) => drop).slice(-5)).toEqual(['normal', 'normal', 'normal', 'alarm', 'alarm'])
    expect(verdicts.at(-1)!.open).toEqual([{ direction: 'drop', by: 'sustained', start: 152, raised: 154, peak: 152 }])
    expect(verdicts.at(-1)!.expected).toBeCloseTo(2, 1)
    expect(verdicts.at(-1)).toMatchObject({ low: 0, high: 8, rise: 'normal' })
    // Each silent week adds (1 − 0.35) · 2 = 1.3; the threshold is about 2.8.
    expect(watch.rules.drop).toBeCloseTo(2.8, 0)
    expect(watch.baseline.dispersion).toBe(1)
  })

  test('no single week of it could have', () => {
    // P(0 | 2) = e⁻² = 0.135, half of it as mid-p.
    expect(verdicts.at(-1)!.pLow).toBeCloseTo(Math.exp(-2) / 2, 2)
  })

  test('when it comes back the episode ends', () => {
    const after = take(watch, [2, 3, 1, 2])
    const ended = after.verdicts.flatMap((verdict) => verdict.ended)
    expect(ended).toHaveLength(1)
    expect(ended[0]).toMatchObject({ start: 152, raised: 154 })
    expect(ended[0]!.end).toBeGreaterThanOrEqual(156)
    expect(after.verdicts.at(-1)).toMatchObject({ drop: 'normal', open: [] })
  })
})

test('one week far out of line is an alarm by itself, one week long', () => {
  const { watch } = known(startWatch({ counts: steady(160) }, { thresholds, levels: 1 }))
  const { verdicts } = take(watch, [2, 14, 0, 1, 2, 1, 0, 1, 2, 1, 2, 1, 1, 2])
  const opened = verdicts.filter((verdict) => verdict.rise === 'alarm')
  expect(opened[0]!.week).toBe(161)
  expect(opened[0]!.open[0]).toMatchObject({ direction: 'rise', raised: 161, peak: 161 })
  expect(verdicts.at(-1)!.rise).toBe('normal')
  expect(verdicts.flatMap((verdict) => verdict.ended)).toHaveLength(1)
})

test('a sustained rise of which no week stands out is found', () => {
  const { watch } = known(startWatch({ counts: steady(160) }, { thresholds, levels: 1 }))
  const { verdicts } = take(watch, [4, 5, 4, 6, 5, 4])
  expect(verdicts.every(({ count, high }) => count <= high)).toBe(true)
  expect(verdicts.at(-1)!.open[0]).toMatchObject({ direction: 'rise', by: 'sustained' })
})

test('too sparse to judge: it says so, and for how long it would have to be silent', () => {
  const counts = Array.from({ length: 156 }, (_, i) => Number(i % 5 === 0))
  const { watch, verdicts } = known(startWatch({ counts }, { thresholds, levels: 1 }))
  expect(verdicts.at(-1)!.drop).toBe('too sparse to judge')
  // One in five weeks: e^(−0.2 w) ≤ 0.02 from 20 weeks on.
  expect(watch.silence).toBe(20)
  // A rise can be judged all the same.
  expect(take(watch, [4]).verdicts[0]!.rise).toBe('alarm')
  expect(known(startWatch({ counts: steady(160) }, { thresholds })).watch.silence).toBe(2)
})

test('a new partner is watched after eight weeks', () => {
  const segment = known(segmentOf(drawSegment(100, () => 2, 1, 1).series))
  const young = { firstWeek: 148, counts: [2, 1, 3, 2, 2, 1, 3, 2] }
  expect(startWatch({ firstWeek: 149, counts: [2, 1, 3, 2, 2, 1, 3] }, { thresholds, segment })).toMatchObject({
    enough: false,
    needs: 'at least 8 weeks of history, has 7',
  })
  const { watch } = known(startWatch(young, { thresholds, segment }))
  expect(take(watch, [0, 0, 0, 0, 0]).verdicts.at(-1)!.drop).toBe('alarm')
})

test('the ramp-up of a new partner is no rise, and the hockey stick of a quarter end no spike', () => {
  const exposure = rampUp(60, 40)
  const ramp = Array.from(exposure, (size) => Math.round(10 * size))
  const judged = known(startWatch({ counts: ramp, exposure }, { thresholds, levels: 1 }))
  expect(judged.verdicts.every(({ rise, drop }) => rise === 'normal' && drop === 'normal')).toBe(true)
  expect(
    known(startWatch({ counts: ramp }, { thresholds, levels: 1 })).verdicts.some(({ rise }) => rise === 'alarm'),
  ).toBe(true)

  const last = Array.from({ length: 160 }, (_, i) => Number(i % 13 === 12))
  const hockey = steady(160).map((y, i) => y + 12 * last[i]!)
  const aware = known(startWatch({ counts: hockey, covariates: [last] }, { thresholds, levels: 1 }))
  expect(aware.verdicts.every(({ rise }) => rise === 'normal')).toBe(true)
  const next = watchWeek(aware.watch, { week: 160, count: 14, covariates: [0] }).verdict
  expect(next.rise).toBe('alarm')
})

test('a week without exposure changes nothing', () => {
  const { watch } = known(startWatch({ counts: [...steady(152), 0, 0] }, { thresholds, levels: 1 }))
  const next = watchWeek(watch, { week: 154, count: 0, exposure: 0 })
  expect(next.watch.drop.sum).toBe(watch.drop.sum)
  expect(next.verdict).toMatchObject({ expected: 0, pLow: 0.5, pHigh: 0.5 })
})

test('only the next, complete week is taken', () => {
  const { watch } = known(startWatch({ counts: steady(60) }, { thresholds, levels: 1 }))
  expect(() => watchWeek(watch, { week: 59, count: 1 })).toThrow('week must be the next one, 60, got 59')
  expect(() => watchWeek(watch, { week: 62, count: 1 })).toThrow('week must be the next one, 60, got 62')
  expect(() => watchWeek(watch, { week: 60, count: 0.5 })).toThrow(
    'count[0] must be a whole number from 0 to 1e+9, got 0.5',
  )
  expect(() => watchWeek(watch, { week: 60, count: Number.NaN })).toThrow('count')
  expect(() => watchWeek(watch, { week: 60, count: 1, exposure: 0 })).toThrow(
    'count must be 0 in a week without exposure',
  )
  expect(() => watchWeek(watch, { week: 60, count: 1, covariates: [1] })).toThrow(
    "covariates must be as long as the series' own (0)",
  )
})

const counts = fc.array(fc.nat(6), { minLength: 40, maxLength: 170 }).filter((y) => y.slice(0, 20).some((v) => v > 0))
const later = fc.array(fc.nat(8), { minLength: 1, maxLength: 20 })

test('a lower count never makes a drop alarm less likely', () => {
  const lower = fc.array(fc.nat(8), { minLength: 20, maxLength: 20 })
  fc.assert(
    fc.property(counts, later, lower, (history, weeks, by) => {
      const { watch } = known(startWatch({ counts: history }, { thresholds }))
      const as = take(watch, weeks).verdicts
      const less = take(
        watch,
        weeks.map((y, i) => Math.max(0, y - by[i]!)),
      ).verdicts
      as.forEach((verdict, i) => {
        if (verdict.drop === 'alarm') expect(less[i]!.drop).toBe('alarm')
        if (less[i]!.rise === 'alarm') expect(verdict.rise).toBe('alarm')
        expect(less[i]!.pLow).toBeLessThanOrEqual(verdict.pLow + 1e-12)
      })
    }),
    { numRuns: 60 },
  )
})

test('written down and read again a watch goes on as if nothing had been', () => {
  fc.assert(
    fc.property(counts, later, (history, weeks) => {
      const { watch } = known(startWatch({ counts: history }, { thresholds }))
      const half = take(watch, weeks.slice(0, weeks.length / 2)).watch
      const read = JSON.parse(JSON.stringify(half)) as CountWatch
      expect(read).toEqual(half)
      const rest = weeks.slice(weeks.length / 2)
      expect(take(read, rest)).toEqual(take(half, rest))
    }),
    { numRuns: 40 },
  )
})

test('whatever comes, every number is a number', () => {
  const rough = new Thresholds({ years: 100 })
  const wild = fc.oneof(fc.nat(3), fc.nat(1000), fc.constantFrom(0, 1e6, 1e9))
  fc.assert(
    fc.property(fc.array(wild, { minLength: 8, maxLength: 70 }), fc.array(wild, { maxLength: 5 }), (history, weeks) => {
      const started = startWatch({ counts: history }, { thresholds: rough })
      if (!started.enough) return
      for (const verdict of [...started.verdicts, ...take(started.watch, weeks).verdicts]) {
        const { expected, low, high, pLow, pHigh } = verdict
        expect([expected, low, high, pLow, pHigh].every((x) => Number.isFinite(x) && x >= 0)).toBe(true)
        expect(Math.max(pLow, pHigh)).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 40 },
  )
})

test('the same seed gives the same answer', () => {
  const random = new Random(1)
  const series = { counts: Array.from({ length: 100 }, () => random.poisson(3)) }
  const run = (seed: number) => startWatch(series, { thresholds: new Thresholds({ seed, years: 200 }) })
  expect(run(1)).toEqual(run(1))
  expect(run(1)).not.toEqual(run(2))
})
