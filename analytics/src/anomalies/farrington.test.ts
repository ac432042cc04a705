import { expect, test } from 'vitest'
import { known } from '../testing/known.ts'
import { referenceTest } from '../testing/reference.ts'
import { farringtonWeek } from './index.ts'

/** Six years in which the spring brings 6, 8, 10, … and the other weeks 2 each. */
const spring = Array.from({ length: 6 * 52 }, (_, i) => (i % 52 >= 10 && i % 52 < 17 ? 6 + 2 * (i % 3) : 2))

test('a spring like the others is no alarm, a doubled one is', () => {
  const until = spring.slice(0, 5 * 52 + 14)
  expect(known(farringtonWeek(until))).toMatchObject({ alarm: false, trend: true })
  expect(known(farringtonWeek([...until.slice(0, -1), 25]))).toMatchObject({ alarm: true })
  // The same count in autumn is far out of line.
  const autumn = spring.slice(0, 5 * 52 + 40)
  expect(known(farringtonWeek([...autumn.slice(0, -1), 8]))).toMatchObject({ alarm: true })
})

test('steady counts: the threshold is the quantile of a Poisson with their mean', () => {
  const counts = new Float64Array(5 * 52 + 4).fill(2)
  const week = known(farringtonWeek(counts, { alpha: 0.05 }))
  expect(week.expected).toBeCloseTo(2, 4)
  // Poisson with mean 2: P(Y ≤ 4) = 0.947, P(Y ≤ 5) = 0.983; P(Y ≥ 2) = 1 − 3 e⁻².
  expect(week.upper).toBe(5)
  expect(week.p).toBeCloseTo(1 - 3 * Math.exp(-2), 4)
  // ⅔ power: (2^⅔ + 1.6449 √(4/9 · 2^⅓ · (1 + Var/2)))^1.5, where Var of the mean is all but 0.
  const older = known(farringtonWeek(counts, { alpha: 0.05, threshold: 'two-thirds power' }))
  expect(older.upper).toBeCloseTo((2 ** (2 / 3) + 1.6449 * Math.sqrt((4 / 9) * 2 ** (1 / 3))) ** 1.5, 1)
  expect(older.p).toBeCloseTo(0.5, 4)
})

test('too short a history, or too few events, is said to be so', () => {
  expect(farringtonWeek(new Float64Array(100))).toEqual({ enough: false, needs: '264 weeks of counts, has 100' })
  const quiet = spring.slice(0, 5 * 52 + 40).fill(0, 5 * 52 + 36)
  expect(farringtonWeek(quiet)).toEqual({ enough: false, needs: '5 events in the latest four weeks, has 0' })
  expect(farringtonWeek(new Float64Array(300), { leastEvents: 0 })).toMatchObject({ enough: false })
})

test('impossible input is refused', () => {
  expect(() => farringtonWeek([1, 2.5])).toThrow('counts[1] must be a whole number from 0 to 1e+9, got 2.5')
  expect(() => farringtonWeek(spring, { alpha: 1 })).toThrow('alpha must be between 0 and 1, exclusive, got 1')
  expect(() => farringtonWeek(spring, { years: 0 })).toThrow('years')
  expect(() => farringtonWeek(spring, { threshold: 'other' as 'two-thirds power' })).toThrow('threshold must be')
})

referenceTest(
  'fourteen diseases week by week: the same expected counts, thresholds and alarms as the reference implementation',
  ['rki14_weekly_counts.csv', 'rki14_farringtonFlexible.csv'],
  (countsFile, expectedFile) => {
    const rows = (text: string): string[][] =>
      text
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.replaceAll('"', '').split(','))
    const counts = new Map<string, number[]>()
    for (const [series, , observed] of rows(countsFile)) {
      if (!counts.has(series!)) counts.set(series!, [])
      counts.get(series!)!.push(Number(observed))
    }
    let [compared, withheld, furthest] = [0, 0, 0]
    for (const [series, alpha, t, , upper, alarm, , expected, p, dispersion] of rows(expectedFile)) {
      // Both levels rest on the same fits; a fifth of the weeks of the second keeps this quick.
      if (alpha === '0.01' && Number(t) % 5 > 0) continue
      const own = counts.get(series!)!
      // The reference has five years of history for the first week: its own four years, twice before.
      const past = own.slice(0, 208)
      const week = farringtonWeek([...past, ...past, ...own.slice(0, Number(t))], { alpha: Number(alpha) })
      if (!week.enough) {
        withheld++
        expect([expected, alarm], `${series} ${t}: ${week.needs}`).toEqual(['NA', '0'])
        continue
      }
      compared++
      furthest = Math.max(furthest, Math.abs(week.expected / Number(expected) - 1))
      furthest = Math.max(furthest, Math.abs(week.dispersion / Number(dispersion) - 1))
      expect(Math.abs(week.p - Number(p))).toBeLessThan(1e-4)
      expect([week.upper, week.alarm], `${series} ${t}`).toEqual([Number(upper), alarm === '1'])
    }
    expect([compared > 800, withheld > 2500]).toEqual([true, true])
    expect(furthest).toBeLessThan(0.001)
  },
)
