import { checkEach, checkLevel } from '../check.ts'

/** Which of many tests to show. */
export interface FalseDiscovery {
  /** p-values up to this are kept; 0 where none is. */
  readonly threshold: number
  readonly kept: Uint8Array
  /** The least rate at which each would be kept. */
  readonly adjusted: Float64Array
}

/**
 * Benjamini & Hochberg (1995): keeps the tests with p ≤ p₍ₖ₎ for the largest k with p₍ₖ₎ ≤ k · rate / n, so that of those kept the
 * expected share of false ones is at most `rate`.
 *
 * Counts are discrete: give mid-p values, as the watch does, else the list is shorter than it need be.
 *
 * @param p one per test, from 0 to 1.
 * @example
 * falseDiscovery([0.01, 0.04, 0.02, 0.3], 0.05).kept // 1 0 1 0
 */
export function falseDiscovery(p: ArrayLike<number>, rate: number): FalseDiscovery {
  checkLevel('rate', rate)
  checkEach('p', p, (value) => value >= 0 && value <= 1, 'from 0 to 1')
  const n = p.length
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => p[a]! - p[b]! || a - b)
  const adjusted = new Float64Array(n)
  let [least, threshold] = [1, -1]
  for (let k = n; k > 0; k--) {
    const i = order[k - 1]!
    least = Math.min(least, (p[i]! * n) / k)
    adjusted[i] = least
    if (threshold < 0 && p[i]! * n <= k * rate) threshold = p[i]!
  }
  return {
    threshold: Math.max(0, threshold),
    kept: Uint8Array.from({ length: n }, (_, i) => Number(p[i]! <= threshold)),
    adjusted,
  }
}
