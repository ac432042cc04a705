import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from './random.ts'
import { kaplanMeier, survivalAt, survivalQuantile } from './survival.ts'
import { known, rounded } from './testing/known.ts'

/** Weeks in remission on 6-mercaptopurine (Freireich et al. 1963): the standard example for this estimator. */
export const remission = {
  durations: [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
  events: [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
}

describe('the remission data', () => {
  const curve = known(kaplanMeier(remission.durations, remission.events))

  test('give the published curve', () => {
    expect([...curve.times]).toEqual([6, 7, 10, 13, 16, 22, 23])
    expect([...curve.atRisk]).toEqual([21, 17, 15, 12, 11, 7, 6])
    expect([...curve.events]).toEqual([3, 1, 1, 1, 1, 1, 1])
    expect(rounded(curve.survival)).toEqual([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482])
  })

  test('give the log-log limits, and others on request', () => {
    expect(rounded(curve.low)).toEqual([0.6197, 0.5631, 0.5032, 0.4316, 0.3675, 0.2678, 0.1881])
    expect(rounded(curve.high)).toEqual([0.9516, 0.9228, 0.8894, 0.8491, 0.8049, 0.7468, 0.6801])
    const low = (interval: 'log' | 'plain'): number =>
      known(kaplanMeier(remission.durations, remission.events, { interval })).low[3]!
    expect(low('log')).toBeCloseTo(0.5096, 4)
    expect(low('plain')).toBeCloseTo(0.4808, 4)
  })

  test('give a median of 23 weeks of which only the lower limit is known', () =>
    expect(curve.median).toEqual({ value: 23, low: 13, high: null }))

  test('can be read at any time up to the last observation', () => {
    expect(survivalAt(curve, 5.9)).toEqual({ value: 1, low: 1, high: 1 })
    expect(survivalAt(curve, 35)?.value).toBeCloseTo(0.4482, 4)
    expect(survivalAt(curve, 36)).toBeNull()
    expect(survivalQuantile(curve, 0.25)).toEqual({ value: 13, low: 6, high: 22 })
  })
})

test('the worked example', () => {
  const curve = known(kaplanMeier([2, 3, 3, 5, 8, 9], [true, true, false, true, true, false]))
  expect([...curve.times]).toEqual([2, 3, 5, 8])
  expect([...curve.atRisk]).toEqual([6, 5, 3, 2])
  expect(rounded(curve.survival)).toEqual([0.8333, 0.6667, 0.4444, 0.2222])
  expect(curve.median).toEqual({ value: 5, low: 2, high: null })
})

test('when the last subject has the event the curve ends at 0 and its upper limit stays', () => {
  const curve = known(kaplanMeier([1, 2, 3], [1, 1, 1]))
  expect(curve.survival[2]).toBe(0)
  expect(curve.low[2]).toBe(0)
  expect(curve.high[2]).toBe(curve.high[1])
  expect(survivalAt(curve, 100)?.value).toBe(0)
  expect(rounded(known(kaplanMeier([4], [1])).high)).toEqual([1])
})

const subjects = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.boolean()), { minLength: 1, maxLength: 40 })

test('the curve falls, stays within its limits, and the limits within 0 and 1', () => {
  fc.assert(
    fc.property(subjects, fc.constantFrom('log-log', 'log', 'plain'), (list, interval) => {
      const curve = kaplanMeier(
        list.map(([d]) => d),
        list.map(([, e]) => e),
        { interval },
      )
      expect(curve.enough).toBe(list.some(([, e]) => e))
      if (!curve.enough) return
      curve.survival.forEach((s, i) => {
        expect(s).toBeLessThanOrEqual(i > 0 ? curve.survival[i - 1]! : 1)
        expect(curve.low[i]).toBeGreaterThanOrEqual(0)
        expect(curve.low[i]).toBeLessThanOrEqual(s + 1e-12)
        expect(curve.high[i]).toBeGreaterThanOrEqual(s - 1e-12)
        expect(curve.high[i]).toBeLessThanOrEqual(1)
      })
    }),
  )
})

test('without censoring it is the empirical distribution with the binomial variance', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 30 }), (durations) => {
      const events = durations.map(() => true)
      const curve = known(kaplanMeier(durations, events, { interval: 'plain' }))
      curve.times.forEach((time, i) => {
        const s = durations.filter((d) => d > time).length / durations.length
        expect(curve.survival[i]).toBeCloseTo(s, 12)
        if (s > 0) {
          const low = s - 1.959963984540054 * Math.sqrt((s * (1 - s)) / durations.length)
          expect(curve.low[i]).toBeCloseTo(Math.max(0, low), 9)
        }
      })
    }),
  )
})

test('the order of the subjects does not matter', () => {
  const order = new Random(1).shuffle(Int32Array.from(remission.durations.keys()))
  const pick = (values: number[]): number[] => Array.from(order, (i) => values[i]!)
  expect(kaplanMeier(pick(remission.durations), pick(remission.events))).toEqual(
    kaplanMeier(remission.durations, remission.events),
  )
})

test('intervals of the curve and of the median cover the truth about 95 times in 100', () => {
  const random = new Random(11)
  const [runs, n] = [1000, 60]
  let [atTime, median] = [0, 0]
  for (let run = 0; run < runs; run++) {
    const life = Array.from({ length: n }, () => random.exponential())
    const watched = life.map(() => 2.5 * random.uniform())
    const curve = known(
      kaplanMeier(
        life.map((x, i) => Math.min(x, watched[i]!)),
        life.map((x, i) => x <= watched[i]!),
      ),
    )
    const { low, high } = survivalAt(curve, 0.8)!
    if (low <= Math.exp(-0.8) && Math.exp(-0.8) <= high) atTime++
    if ((curve.median.low ?? 0) <= Math.LN2 && Math.LN2 <= (curve.median.high ?? Infinity)) median++
  }
  for (const covered of [atTime, median]) {
    expect(covered / runs).toBeGreaterThan(0.925)
    expect(covered / runs).toBeLessThan(0.975)
  }
})

test('without an event the answer is what is needed', () => {
  expect(kaplanMeier([], [])).toEqual({ enough: false, needs: 'at least 1 event, has 0 among 0 subjects' })
  expect(kaplanMeier([3, 4], [0, 0])).toEqual({ enough: false, needs: 'at least 1 event, has 0 among 2 subjects' })
})

test('impossible input is refused with the offending value', () => {
  expect(() => kaplanMeier([1, -2], [1, 1])).toThrow('durations[1] must be a finite number, at least 0, got -2')
  expect(() => kaplanMeier([1, Infinity], [1, 1])).toThrow('got Infinity')
  expect(() => kaplanMeier([1, 2], [1])).toThrow('events must be as long as durations (2), got a list of 1')
  expect(() => kaplanMeier([1, 2], [1, 2])).toThrow('events[1] must be true, false, 1 or 0, got 2')
  expect(() => kaplanMeier([1], [1], { level: 1 })).toThrow('level must be between 0 and 1')
  const curve = known(kaplanMeier([1], [1]))
  expect(() => survivalAt(curve, -1)).toThrow('got -1')
  expect(() => survivalQuantile(curve, 1)).toThrow('got 1')
})
