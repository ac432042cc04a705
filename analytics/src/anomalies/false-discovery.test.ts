import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { drawCount } from '../testing/weekly-counts.ts'
import { countCdf, countTail } from './count-distribution.ts'
import { falseDiscovery } from './index.ts'

test('keeps what the rule by hand keeps', () => {
  // Sorted 0.01 0.02 0.04 0.3 against 0.0125 0.025 0.0375 0.05: the second is the last below its line.
  const result = falseDiscovery([0.01, 0.04, 0.02, 0.3], 0.05)
  expect(Array.from(result.kept)).toEqual([1, 0, 1, 0])
  expect(result.threshold).toBe(0.02)
  expect(Array.from(result.adjusted, (p) => Number(p.toFixed(4)))).toEqual([0.04, 0.0533, 0.04, 0.3])
})

test('none, one and all', () => {
  expect(falseDiscovery([], 0.1)).toEqual({ threshold: 0, kept: new Uint8Array(0), adjusted: new Float64Array(0) })
  expect(falseDiscovery([0.2, 0.9], 0.1)).toMatchObject({ threshold: 0, kept: Uint8Array.of(0, 0) })
  expect(falseDiscovery([0, 0.5], 0.1)).toMatchObject({ threshold: 0, kept: Uint8Array.of(1, 0) })
  expect(falseDiscovery([0.05, 0.05], 0.1).kept).toEqual(Uint8Array.of(1, 1))
})

test('a test is kept exactly where its adjusted p is within the rate, and smaller p never fares worse', () => {
  const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 })
  fc.assert(
    fc.property(p, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (values, rate) => {
      const { kept, adjusted } = falseDiscovery(values, rate)
      values.forEach((value, i) => {
        if (Math.abs(adjusted[i]! - rate) > 1e-12) expect(kept[i]).toBe(Number(adjusted[i]! <= rate))
        values.forEach((other, j) => value <= other && expect(kept[i]!).toBeGreaterThanOrEqual(kept[j]!))
      })
    }),
  )
})

test('of a list by mid-p of sparse counts no more than the rate is false', () => {
  const random = new Random(5)
  let [falseOnes, all] = [0, 0]
  for (let round = 0; round < 40; round++) {
    const changed = Array.from({ length: 500 }, (_, i) => i < 50)
    const p = changed.map((up) => {
      const count = drawCount(random, up ? 8 : 1, 1.5)
      const [atMost, atLeast] = [countCdf(count, 1, 1.5), countTail(count, 1, 1.5)]
      return Math.min(1, Math.max(0, atLeast - (atMost + atLeast - 1) / 2))
    })
    falseDiscovery(p, 0.1).kept.forEach((kept, i) => {
      all += kept
      if (!changed[i]) falseOnes += kept
    })
  }
  expect(all).toBeGreaterThan(1000)
  expect(falseOnes / all).toBeLessThan(0.11)
})

test('impossible input is refused', () => {
  expect(() => falseDiscovery([0.1, 1.2], 0.1)).toThrow('p[1] must be from 0 to 1, got 1.2')
  expect(() => falseDiscovery([Number.NaN], 0.1)).toThrow('p[0]')
  expect(() => falseDiscovery([0.1], 1)).toThrow('rate must be between 0 and 1, exclusive, got 1')
})
