import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  betaI,
  betaQuantile,
  chiSquareTail,
  digamma,
  gammaP,
  gammaQ,
  gammaQuantile,
  lbeta,
  lgamma,
  normalCdf,
  normalQuantile,
  studentCdf,
  studentQuantile,
} from './special.ts'

/** Error relative to the larger of the reference and `floor`. */
function close(got: number, want: number, tolerance: number, floor = 0): void {
  expect(Math.abs(got - want) / Math.max(floor, Math.abs(want)), `${got} should be ${want}`).toBeLessThan(tolerance)
}

describe('against 50-digit references (mpmath)', () => {
  test.each([
    [1e-8, 18.42068073818021],
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [1.5, -0.12078223763524522],
    [2.5, 0.2846828704729192],
    [3.7, 1.428072326665388],
    [9.99, 12.779315214350193],
    [10, 12.80182748008147],
    [42.5, 115.90007047041453],
    [1e3, 5905.220423209181],
    [1e6, 12815504.569147613],
  ])('ln Γ(%d) = %d', (x, want) => close(lgamma(x), want, 4e-15, 1))

  test.each([
    [1e-3, -1000.5755719318103],
    [0.5, -1.9635100260214235],
    [1, -0.5772156649015329],
    [1.4616321449683622, 0],
    [2.5, 0.7031566406452432],
    [12.5, 2.485195651274912],
    [1e4, 9.210290371142849],
  ])('ψ(%d) = %d', (x, want) => close(digamma(x), want, 1e-14, 1))

  test.each([
    [0.5, 0.5, 1.1447298858494002],
    [2, 3, -2.4849066497880004],
    [0.1, 1e6, 0.8711616409377844],
    [25, 1e5, -233.0414069811734],
    [1e5, 1e5, -138633.92706134805],
    [9.5, 11, -14.037754980658015],
  ])('ln B(%d, %d) = %d', (a, b, want) => close(lbeta(a, b), want, 1e-14))

  test.each([
    [0.5, 0.1, 0.345279153981423, 0.654720846018577],
    [0.5, 3, 0.9856941215645704, 0.01430587843542964],
    [1, 1, 0.6321205588285577, 0.36787944117144233],
    [5, 2, 0.05265301734371116, 0.9473469826562888],
    [5, 20, 0.9999830552560699, 1.6944743930067385e-5],
    [30, 30, 0.52428301389368, 0.4757169861063199],
    [1000, 1050, 0.9413288886226819, 0.05867111137731808],
    [100000, 99500, 0.05674182321279226, 0.9432581767872077],
  ])('P(%d, %d) = %d', (a, x, lower, upper) => {
    close(gammaP(a, x), lower, 1e-13)
    close(gammaQ(a, x), upper, 1e-13)
  })

  test.each([
    [0.3, 2, 3, 0.3483],
    [0.01, 0.5, 0.5, 0.06376856085851985],
    [0.99, 0.5, 0.5, 0.9362314391414801],
    [0.5, 100, 90, 0.23353963193704325],
    [0.001, 3, 2000, 0.3238651730871041],
    [0.2, 1000, 4100, 0.7608300861728029],
  ])('I_%d(%d, %d) = %d', (x, a, b, want) => close(betaI(x, a, b), want, 1e-12))

  test.each([
    [-10, 7.619853024160525e-24],
    [-5, 2.866515718791939e-7],
    [-1.96, 0.024997895148220435],
    [0, 0.5],
    [1, 0.8413447460685429],
    [6, 0.9999999990134123],
  ])('Φ(%d) = %d', (z, want) => close(normalCdf(z), want, 1e-13))

  test.each([
    [1e-12, -7.034483825301132],
    [1e-4, -3.7190164854556804],
    [0.3, -0.5244005127080408],
    [0.9, 1.2815515655446006],
    [0.975, 1.9599639845400538],
  ])('Φ⁻¹(%d) = %d', (p, want) => close(normalQuantile(p), want, 1e-14))

  test.each([
    [-2, 3, 0.0696629842794216],
    [0.5, 1, 0.6475836176504333],
    [1.96, 1e6, 0.9750019662073651],
    [-12, 5, 3.544746258580761e-5],
  ])("Student's P(T ≤ %d), %d degrees = %d", (t, df, want) => close(studentCdf(t, df), want, 1e-12))

  test.each([
    [0.975, 1, 12.706204736174692],
    [0.975, 4, 2.7764451051977934],
    [0.95, 30, 1.6972608865939574],
    [0.975, 1000, 1.962339080826408],
  ])("Student's quantile at %d, %d degrees = %d", (p, df, want) => close(studentQuantile(p, df), want, 1e-12))
})

test('the normal quantile holds to the smallest double', () => {
  expect(normalQuantile(5e-324)).toBeCloseTo(-38.467, 2)
  expect(normalQuantile(1e-300)).toBeCloseTo(-37.0471, 3)
})

test('the χ² tail with two degrees is e^(−x/2)', () => close(chiSquareTail(6, 2), Math.exp(-3), 1e-14))

describe('quantiles undo their distribution functions', () => {
  const p = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })
  const shape = fc.double({ min: 0.05, max: 500, noNaN: true })

  test('normal', () => fc.assert(fc.property(p, (p) => close(normalCdf(normalQuantile(p)), p, 1e-12))))
  test('gamma', () => fc.assert(fc.property(p, shape, (p, a) => close(gammaP(a, gammaQuantile(p, a)), p, 1e-9))))
  test('beta', () =>
    fc.assert(
      fc.property(p, shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b)
        fc.pre(x > 1e-300 && x < 1 - 1e-12)
        close(betaI(x, a, b), p, 1e-6)
      }),
    ))
})

test('distribution functions rise and stay between 0 and 1', () => {
  const x = fc.double({ min: 0, max: 1, noNaN: true })
  const shape = fc.double({ min: 0.01, max: 1e4, noNaN: true })
  fc.assert(
    fc.property(x, x, shape, shape, (x, y, a, b) => {
      const [low, high] = [betaI(Math.min(x, y), a, b), betaI(Math.max(x, y), a, b)]
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect(high - low).toBeGreaterThan(-1e-12)
    }),
  )
})

test('arguments outside the domain are refused with their value', () => {
  expect(() => lgamma(0)).toThrow('x must be a finite number above 0, got 0')
  expect(() => digamma(-1)).toThrow('got -1')
  expect(() => betaI(1.5, 1, 1)).toThrow('x must be a finite number from 0 to 1, got 1.5')
  expect(() => gammaP(1e11, 1)).toThrow('a must be a finite number from 5e-324 to 10000000000, got 100000000000')
  expect(() => gammaP(1, NaN)).toThrow('x must be a finite number, at least 0, got NaN')
  expect(() => normalQuantile(2)).toThrow('p must be a finite number from 0 to 1, got 2')
  expect(() => gammaQuantile(1, 3)).toThrow('got 1')
})
