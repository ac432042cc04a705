import { checkNumber, checkPositive } from './check.ts'

/*
 * Special functions behind the distributions. Sources: NIST Digital Library of Mathematical Functions (DLMF), by
 * section. Accuracy against 50-digit references is asserted in special.test.ts and stated here.
 */

const HALF_LOG_2PI = 0.9189385332046727
const EPSILON = 2 ** -53

/** Coefficients B₂ₖ / (2k (2k − 1)) of the Stirling series, DLMF 5.11.1. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400]

/** lnΓ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 10. */
function stirling(x: number): number {
  const y = 1 / (x * x)
  let sum = 0
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * y + STIRLING[k]!
  return sum / x
}

/** ln Γ(x) for x > 0. Error below 4e-15 of max(1, |ln Γ(x)|). */
export function lgamma(x: number): number {
  checkPositive('x', x)
  let shift = 1
  let y = x
  while (y < 10) shift *= y++
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_2PI + stirling(y) - Math.log(shift)
}

/** ψ(x) = d/dx ln Γ(x) for x > 0 (DLMF 5.11.2 after shifting up). Error below 1e-14 of max(1, |ψ(x)|). */
export function digamma(x: number): number {
  checkPositive('x', x)
  let shift = 0
  let y = x
  while (y < 10) shift += 1 / y++
  const z = 1 / (y * y)
  const series = z * (1 / 12 - z * (1 / 120 - z * (1 / 252 - z * (1 / 240 - z * (1 / 132 - (z * 691) / 32760)))))
  return Math.log(y) - 0.5 / y - series - shift
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), without the cancellation of large arguments. */
export function lbeta(a: number, b: number): number {
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  if (large < 10) return lgamma(a) + lgamma(b) - lgamma(a + b)
  const sum = small + large
  const tail = stirling(large) - stirling(sum) + (large - 0.5) * Math.log1p(-small / sum)
  if (small < 10) return lgamma(small) + tail + small - small * Math.log(sum)
  return (small - 0.5) * Math.log(small / sum) - 0.5 * Math.log(sum) + HALF_LOG_2PI + stirling(small) + tail
}

/** ln(1 + x) − x without cancellation near 0. */
function log1pMinus(x: number): number {
  if (Math.abs(x) > 0.1) return Math.log1p(x) - x
  let term = x
  let sum = 0
  for (let k = 2; k < 20; k++) sum += (term *= -x) / k
  return sum
}

/** x^a e^−x / Γ(a), kept accurate for large a. */
function gammaKernel(a: number, x: number): number {
  if (a < 10) return Math.exp(a * Math.log(x) - x - lgamma(a))
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(a * log1pMinus((x - a) / a) - stirling(a))
}

/** Regularised lower incomplete gamma P(a, x), 0 < a ≤ 10¹⁰, x ≥ 0: the Gamma(a, 1) distribution function (DLMF 8.2.4). */
export const gammaP = (a: number, x: number): number => incompleteGamma(a, x).lower

/** Q(a, x) = 1 − P(a, x), accurate where it is small. */
export const gammaQ = (a: number, x: number): number => incompleteGamma(a, x).upper

/** Series DLMF 8.11.4 below the mean, continued fraction DLMF 8.9.2 above. */
function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  checkNumber('a', a, Number.MIN_VALUE, 1e10)
  if (x === Infinity) return { lower: 1, upper: 0 }
  checkNumber('x', x, 0)
  if (x === 0) return { lower: 0, upper: 1 }
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let k = a + 1; term > sum * EPSILON; k++) sum += term *= x / k
    const lower = Math.min(1, gammaKernel(a, x) * sum)
    return { lower, upper: 1 - lower }
  }
  const fraction = lentz(
    (k) => (k === 0 ? 1 : k * (a - k)),
    (k) => x + 2 * k + 1 - a,
  )
  const upper = Math.min(1, gammaKernel(a, x) * fraction)
  return { lower: 1 - upper, upper }
}

/** a₀/(b₀ + a₁/(b₁ + …)) by the modified Lentz algorithm (DLMF 3.10). */
function lentz(a: (k: number) => number, b: (k: number) => number): number {
  const tiny = 1e-300
  let d = 1 / (b(0) || tiny)
  let c = b(0) + 1 / tiny
  let value = a(0) * d
  for (let k = 1; k < 1_000_000; k++) {
    d = 1 / (b(k) + a(k) * d || tiny)
    c = b(k) + a(k) / c || tiny
    const factor = c * d
    value *= factor
    if (Math.abs(factor - 1) <= 2 * EPSILON) break
  }
  return value
}

/** Regularised incomplete beta I_x(a, b): the Beta(a, b) distribution function (continued fraction DLMF 8.17.22). */
export function betaI(x: number, a: number, b: number): number {
  checkPositive('a', a)
  checkPositive('b', b)
  checkNumber('x', x, 0, 1)
  if (x === 0 || x === 1) return x
  return x <= (a + 1) / (a + b + 2) ? betaFraction(x, 1 - x, a, b) : 1 - betaFraction(1 - x, x, b, a)
}

function betaFraction(x: number, y: number, a: number, b: number): number {
  const kernel = Math.exp(a * Math.log(x) + b * Math.log(y) - lbeta(a, b)) / a
  const step = (k: number): number => {
    const m = k >> 1
    if (k === 0) return 1
    return k % 2 === 0
      ? (m * (b - m) * x) / ((a + k - 1) * (a + k))
      : (-(a + m) * (a + b + m) * x) / ((a + k - 1) * (a + k))
  }
  return Math.min(1, kernel * lentz(step, () => 1))
}

/** Standard normal distribution function, accurate in both tails. */
export function normalCdf(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2)
  return z < 0 ? upper / 2 : 0.5 + lower / 2
}

/** Standard normal quantile: Abramowitz & Stegun 26.2.22, then two Halley steps on the distribution function. */
export function normalQuantile(p: number): number {
  checkNumber('p', p, 0, 1)
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity
  if (p > 0.5) return -normalQuantile(1 - p)
  const t = Math.sqrt(-2 * Math.log(p))
  let z = (2.30753 + 0.27061 * t) / (1 + 0.99229 * t + 0.04481 * t * t) - t
  for (let i = 0; i < 2; i++) {
    // (Φ(z) − p)/φ(z), by logarithms since 1/φ overflows in the far tail.
    const gap = normalCdf(z) - p
    const error = Math.sign(gap) * Math.exp(Math.log(Math.abs(gap)) + (z * z) / 2) * Math.sqrt(2 * Math.PI)
    z -= error / (1 + (z * error) / 2)
  }
  return z
}

/** Distribution function of Student's t with `df` > 0 degrees of freedom. */
export function studentCdf(t: number, df: number): number {
  checkPositive('df', df)
  const square = t * t
  const outside = square < df ? 1 - betaI(square / (df + square), 0.5, df / 2) : betaI(df / (df + square), df / 2, 0.5)
  return t < 0 ? outside / 2 : 1 - outside / 2
}

/** Upper tail of the χ² distribution with `df` > 0 degrees of freedom. */
export const chiSquareTail = (x: number, df: number): number => gammaQ(df / 2, x / 2)

/** The x with I_x(a, b) = p. */
export const betaQuantile = (p: number, a: number, b: number): number => invert((x) => betaI(x, a, b), p, 0, 1)

/** The x with P(a, x) = p, p < 1. */
export const gammaQuantile = (p: number, a: number): number =>
  invert(
    (x) => gammaP(a, x),
    p,
    0,
    doubled((x) => gammaP(a, x), p),
  )

/** The t with P(T ≤ t) = p, 0 < p < 1. */
export function studentQuantile(p: number, df: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, df)
  return invert(
    (t) => studentCdf(t, df),
    p,
    0,
    doubled((t) => studentCdf(t, df), p),
  )
}

/** A bound above the quantile, by doubling. */
function doubled(cdf: (x: number) => number, p: number): number {
  checkNumber('p', p, 0, 1 - EPSILON)
  let high = 1
  while (cdf(high) < p) high *= 2
  return high
}

/** Root of a rising distribution function by bisection, to the last bit that the function resolves. */
function invert(cdf: (x: number) => number, p: number, low: number, high: number): number {
  checkNumber('p', p, 0, 1)
  for (let i = 0; i < 1100; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (cdf(middle) < p) low = middle
    else high = middle
  }
  return high
}
