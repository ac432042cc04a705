import { describe, expect, test } from 'vitest'
import { Random } from './random.ts'
import { chiSquareTail, gammaP, normalCdf } from './special.ts'

test('the sequence is that of an independent sfc32, for seeds beyond 32 bits and streams too', () => {
  const first = new Random(7)
  expect([1, 2, 3, 4].map(() => first.uint32())).toEqual([1837975287, 2099764152, 1321706041, 2064663467])
  const second = new Random(2 ** 40 + 5, 9)
  expect([1, 2, 3, 4].map(() => second.uint32())).toEqual([2640732578, 3302842325, 2174400954, 3330260403])
})

test('the worked example', () => expect(new Random(7).uniform()).toBe(0.427936967379521))

test('restarting gives the same draws again', () => {
  const random = new Random(3, 4)
  const before = [random.normal(), random.gamma(0.3), random.poisson(80)]
  random.restart(3, 4)
  expect([random.normal(), random.gamma(0.3), random.poisson(80)]).toEqual(before)
})

test('streams of one seed are unrelated', () => {
  const [a, b] = [new Random(1, 0), new Random(1, 1)]
  const n = 20_000
  let sum = 0
  for (let i = 0; i < n; i++) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5)
  expect(Math.abs((sum / n) * 12 * Math.sqrt(n))).toBeLessThan(4)
})

/** Largest gap between the sorted draws' empirical distribution and `cdf`, in units of 1/√n (Kolmogorov). */
function kolmogorov(draw: () => number, cdf: (x: number) => number, n = 5000): number {
  const draws = Float64Array.from({ length: n }, draw).sort()
  return (
    draws.reduce((gap, x, i) => Math.max(gap, Math.abs(cdf(x) - i / n), Math.abs(cdf(x) - (i + 1) / n)), 0) *
    Math.sqrt(n)
  )
}

/** Tail probability of Pearson's χ² for whole-number draws against probabilities of 0, 1, 2, …, the rest pooled. */
function pearson(draw: () => number, p: readonly number[], n = 20_000): number {
  const seen = p.map(() => 0).concat(0)
  for (let i = 0; i < n; i++) {
    const cell = Math.min(draw(), p.length)
    seen[cell] = seen[cell]! + 1
  }
  const expected = [...p, 1 - p.reduce((a, b) => a + b, 0)]
  const kept = expected.flatMap((q, i) => (q * n >= 1 ? [(seen[i]! - q * n) ** 2 / (q * n)] : []))
  return chiSquareTail(
    kept.reduce((a, b) => a + b, 0),
    kept.length - 1,
  )
}

const poisson = (mean: number, upTo: number): number[] => {
  const p = [Math.exp(-mean)]
  for (let k = 1; k < upTo; k++) p.push((p[k - 1]! * mean) / k)
  return p
}

describe('draws follow their distributions', () => {
  const random = new Random(20)
  const limit = 1.95 // exceeded by chance once in a thousand

  test('uniform', () =>
    expect(
      kolmogorov(
        () => random.uniform(),
        (x) => x,
      ),
    ).toBeLessThan(limit))
  test('normal', () => expect(kolmogorov(() => random.normal(), normalCdf)).toBeLessThan(limit))
  test('exponential', () =>
    expect(
      kolmogorov(
        () => random.exponential(),
        (x) => 1 - Math.exp(-x),
      ),
    ).toBeLessThan(limit))
  test.each([0.2, 1, 7.5])('gamma with shape %d', (shape) =>
    expect(
      kolmogorov(
        () => random.gamma(shape),
        (x) => gammaP(shape, x),
      ),
    ).toBeLessThan(limit),
  )
  test('beta(1, 3)', () =>
    expect(
      kolmogorov(
        () => random.beta(1, 3),
        (x) => 1 - (1 - x) ** 3,
      ),
    ).toBeLessThan(limit))
  test('below', () =>
    expect(
      pearson(
        () => random.below(6),
        [1, 1, 1, 1, 1].map((x) => x / 6),
      ),
    ).toBeGreaterThan(0.001))
  test.each([0.5, 1, 12, 45])('Poisson with mean %d', (mean) =>
    expect(pearson(() => random.poisson(mean), poisson(mean, 90))).toBeGreaterThan(0.001),
  )
})

test('a shuffle keeps the items and puts each in each place equally often', () => {
  const random = new Random(5)
  expect(random.shuffle(Int32Array.from({ length: 50 }, (_, i) => i)).sort()).toEqual(
    Int32Array.from({ length: 50 }, (_, i) => i),
  )
  const p = pearson(() => random.shuffle([0, 1, 2, 3]).indexOf(2), [0.25, 0.25, 0.25])
  expect(p).toBeGreaterThan(0.001)
})

test('extreme parameters give numbers', () => {
  const random = new Random(1)
  expect(random.poisson(0)).toBe(0)
  for (let i = 0; i < 100; i++) expect([0, 1]).toContain(Math.round(random.beta(1e-5, 1e-5)))
})

test('bad seeds and parameters are refused', () => {
  expect(() => new Random(1.5)).toThrow('seed must be a whole number, at least 0, got 1.5')
  expect(() => new Random(1, -1)).toThrow('stream must be a whole number from 0 to 4294967295, got -1')
  expect(() => new Random(1).below(0)).toThrow('got 0')
  expect(() => new Random(1).gamma(0)).toThrow('got 0')
  expect(() => new Random(1).poisson(-1)).toThrow('got -1')
})
