import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known } from '../testing/known.ts'
import { matchedLift, type MatchedLiftInput } from './matched-lift.ts'
import { propensityLogits } from './propensity.ts'

/** Units whose size drives both treatment and outcome; the treatment adds `effect`. */
function confounded(seed: number, n: number, effect: number): MatchedLiftInput & { treated: boolean[] } {
  const random = new Random(seed)
  const size = Array.from({ length: n }, () => random.normal())
  const tenure = Array.from({ length: n }, () => random.normal())
  const treated = size.map((x) => random.uniform() < 1 / (1 + Math.exp(1 - x)))
  const outcome = size.map((x, i) => 3 * x + tenure[i]! + (treated[i] ? effect : 0) + random.normal())
  return { treated, outcome, covariates: { size, tenure } }
}

test('twelve treated and twelve like controls, outcomes 5 higher: the effect is 5', () => {
  const size = Array.from({ length: 24 }, (_, i) => i % 12)
  const treated = size.map((_, i) => i < 12)
  const outcome = size.map((x, i) => x * x + (i < 12 ? 5 : 0) + (i % 2))
  const result = known(matchedLift({ treated, outcome, covariates: { size } }))
  expect(result.effect).toBe(5)
  expect(result.pairs).toHaveLength(12)
  expect(result.pairs.every(([t, c]) => t + 12 === c)).toBe(true)
  expect(result.balance).toEqual([{ name: 'size', before: 0, after: 0, varianceRatio: 1 }])
  expect([result.balanced, result.unmatched, result.naive]).toEqual([true, 0, 5])
})

test('what drives the choice is taken out: the naive difference is far off, the matched one is not', () => {
  const result = known(matchedLift({ ...confounded(1, 3000, 2), caliper: 0.02 }))
  expect(result.naive).toBeGreaterThan(4)
  expect(result.low).toBeLessThan(2)
  expect(result.high).toBeGreaterThan(2)
  expect(result.balanced).toBe(true)
  expect(result.balance[0]!.before).toBeGreaterThan(0.8)
  expect(Math.abs(result.balance[0]!.after)).toBeLessThan(0.1)
  expect(result.treatedMean - result.controlMean).toBeCloseTo(result.effect, 9)
})

test('intervals cover the true effect about 95 times in 100', () => {
  const runs = 150
  let covered = 0
  for (let seed = 0; seed < runs; seed++) {
    const { low, high } = known(matchedLift({ ...confounded(seed, 500, 1), caliper: 0.05 }))
    if (low <= 1 && 1 <= high) covered++
  }
  expect(covered / runs).toBeGreaterThan(0.9)
})

test('pairs agree exactly where asked, no unit is used twice, and far ones stay alone', () => {
  const input = confounded(3, 400, 1)
  const region = Array.from({ length: 400 }, (_, i) => i % 3)
  const { pairs, unmatched } = known(matchedLift({ ...input, exactly: region }))
  expect(pairs.every(([t, c]) => region[t] === region[c] && t % 3 === c % 3)).toBe(true)
  expect(new Set(pairs.flat()).size).toBe(2 * pairs.length)
  expect(unmatched).toBeGreaterThan(0)
  expect(pairs.length + unmatched).toBe(input.treated.filter(Boolean).length)
})

test('greedy matching takes the nearest unused control each time', () => {
  const input = confounded(8, 200, 0)
  const { treated } = input
  const { pairs } = known(matchedLift({ ...input, caliper: 100 }))
  const columns = Object.values(input.covariates).map((column) => Float64Array.from(column))
  const logits = propensityLogits(columns, Uint8Array.from(treated, Number))
  const free = new Set(treated.flatMap((flag, i) => (flag ? [] : [i])))
  for (const [unit, control] of pairs) {
    const gap = (c: number): number => Math.abs(logits[c]! - logits[unit]!)
    expect(gap(control)).toBe(Math.min(...[...free].map(gap)))
    free.delete(control)
  }
})

test('a covariate that cannot be balanced is reported, not hidden', () => {
  const n = 60
  const size = Array.from({ length: n }, (_, i) => (i < 30 ? 10 : 0) + (i % 10) / 10)
  const treated = size.map((_, i) => i < 30)
  const result = known(matchedLift({ treated, outcome: size, covariates: { size }, caliper: 1000 }))
  expect(result.balanced).toBe(false)
  expect(result.balance[0]!.after).toBeGreaterThan(1)
})

test('too few pairs, or one group alone, are not enough', () => {
  expect(matchedLift({ treated: [1, 0], outcome: [1, 2], covariates: {} })).toEqual({
    enough: false,
    needs: 'at least 10 pairs, has 1',
  })
  expect(matchedLift({ treated: [1, 1], outcome: [1, 2], covariates: {} })).toEqual({
    enough: false,
    needs: 'treated and untreated units',
  })
})

test('impossible input is refused with the offending value', () => {
  const base = { treated: [1, 0], outcome: [1, 2], covariates: {} }
  expect(() => matchedLift({ ...base, treated: [1] })).toThrow('treated must be as long as outcome (2)')
  expect(() => matchedLift({ ...base, covariates: { size: [1] } })).toThrow('size must be as long as outcome (2)')
  expect(() => matchedLift({ ...base, covariates: { size: [1, NaN] } })).toThrow('size[1]')
  expect(() => matchedLift({ ...base, caliper: 0 })).toThrow('caliper')
})
