import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logRank } from './log-rank.ts'
import { Random } from './random.ts'
import { known, rounded } from './testing/known.ts'

/** Weeks in remission under treatment and under placebo (Freireich et al. 1963). */
const treated = {
  durations: [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
  events: [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
}
const placebo = {
  durations: [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
  events: Array.from({ length: 21 }, () => 1),
}

test('the remission data give the published χ² of 16.79', () => {
  const result = known(logRank([treated, placebo]))
  expect(result.chiSquare).toBeCloseTo(16.79294, 5)
  expect(result.p).toBeCloseTo(4.1688e-5, 9)
  expect([...result.observed]).toEqual([9, 21])
  expect(rounded(result.expected)).toEqual([19.2505, 10.7495])
})

test('the worked example', () => {
  const result = known(
    logRank([
      { durations: [1, 2, 3, 4], events: [1, 1, 1, 1] },
      { durations: [3, 5, 6, 7], events: [0, 1, 1, 0] },
    ]),
  )
  expect(rounded([result.chiSquare, result.p, ...result.expected])).toEqual([6.8433, 0.0089, 1.5119, 4.4881])
})

test('three groups: the order of groups does not matter, and expected events sum to the observed', () => {
  const group = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { minLength: 1, maxLength: 20 })
    .map((list) => ({ durations: list.map(([d]) => d), events: list.map(([, e]) => e) }))
  fc.assert(
    fc.property(group, group, group, (a, b, c) => {
      const [first, second] = [logRank([a, b, c]), logRank([c, a, b])]
      expect(second.enough).toBe(first.enough)
      if (!first.enough || !second.enough) return
      expect(second.chiSquare).toBeCloseTo(first.chiSquare, 8)
      expect(second.degrees).toBe(first.degrees)
      const total = (values: Float64Array): number => values.reduce((x, y) => x + y, 0)
      expect(total(first.expected)).toBeCloseTo(total(first.observed), 9)
    }),
  )
})

test('groups that do not differ are called different 5 times in 100', () => {
  const random = new Random(4)
  const group = (): { durations: number[]; events: boolean[] } => {
    const life = Array.from({ length: 40 }, () => Math.ceil(random.exponential() * 6))
    return { durations: life.map((d) => Math.min(d, 9)), events: life.map((d) => d <= 9) }
  }
  const runs = 2000
  let alarms = 0
  for (let run = 0; run < runs; run++) if (known(logRank([group(), group(), group()])).p < 0.05) alarms++
  expect(alarms / runs).toBeGreaterThan(0.035)
  expect(alarms / runs).toBeLessThan(0.065)
})

test('groups never at risk together cannot be compared', () => {
  expect(logRank([treated, { durations: [], events: [] }])).toMatchObject({ enough: false })
  expect(logRank([{ durations: [5], events: [0] }, treated])).toMatchObject({ enough: false })
  expect(logRank([{ durations: [5, 6], events: [0, 0] }, placebo]).enough).toBe(true)
})

test('impossible input is refused with the offending value', () => {
  expect(() => logRank([treated])).toThrow('groups must be at least 2 groups, got a list of 1')
  expect(() => logRank([treated, { durations: [NaN], events: [1] }])).toThrow('groups[1].durations[0]')
})
