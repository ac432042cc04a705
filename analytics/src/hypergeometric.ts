import { checkNumber } from './check.ts'
import { InvalidInput } from './errors.ts'

/**
 * Gauss' hypergeometric function ₂F₁(a, b; c; z) for 0 ≤ z < 1 by its series (DLMF 15.2.1), after Euler's
 * transformation (DLMF 15.8.1) where that converges faster.
 *
 * The lifetime formulas need it with a, b > 0 and z up to 1/(1 + discount rate); terms shrink like z, so z = 0.999 takes
 * some 30,000 of them.
 *
 * @param c not zero or a negative whole number.
 * @example
 * hypergeometric(1, 1, 2, 0.5) // 1.3863 = 2 ln 2
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  for (const [name, value] of Object.entries({ a, b, c })) checkNumber(name, value)
  if (!(z >= 0 && z < 1)) throw new InvalidInput('z', z, 'at least 0 and below 1')
  if (c <= 0 && Number.isInteger(c)) throw new InvalidInput('c', c, 'not zero or a negative whole number')
  // Terms behave like k^(a+b−c−1) z^k: the transformation turns a growing power into a falling one.
  return a + b > c + 1 ? (1 - z) ** (c - a - b) * series(c - a, c - b, c, z) : series(a, b, c, z)
}

function series(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  for (let k = 0; k < 10_000_000; k++) {
    term *= ((a + k) * (b + k) * z) / ((c + k) * (k + 1))
    sum += term
    // What is left is at most a geometric tail once the ratio of terms has settled near z.
    if (Math.abs(term) <= 2 ** -54 * (1 - z) * Math.abs(sum) && k > Math.abs(a) + Math.abs(b) + Math.abs(c)) break
  }
  return sum
}
