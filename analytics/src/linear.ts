/**
 * Solves A x = b by Gaussian elimination with partial pivoting, for the small dense systems of this library.
 *
 * @param a row-major n × n, left unchanged.
 * @returns undefined where A is singular to working precision.
 */
export function solve(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array | undefined {
  const n = b.length
  const m = Float64Array.from(a)
  const x = Float64Array.from(b)
  const scale = m.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  for (let k = 0; k < n; k++) {
    let pivot = k
    for (let i = k + 1; i < n; i++) if (Math.abs(m[i * n + k]!) > Math.abs(m[pivot * n + k]!)) pivot = i
    if (!(Math.abs(m[pivot * n + k]!) > scale * n * 2 ** -52)) return undefined
    for (let j = 0; j < n && pivot !== k; j++) {
      const kept = m[k * n + j]!
      m[k * n + j] = m[pivot * n + j]!
      m[pivot * n + j] = kept
    }
    const kept = x[k]!
    x[k] = x[pivot]!
    x[pivot] = kept
    for (let i = k + 1; i < n; i++) {
      const factor = m[i * n + k]! / m[k * n + k]!
      for (let j = k; j < n; j++) m[i * n + j]! -= factor * m[k * n + j]!
      x[i]! -= factor * x[k]!
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i]! -= m[i * n + j]! * x[j]!
    x[i]! /= m[i * n + i]!
  }
  return x
}

/** The inverse, column by column; undefined where A is singular to working precision. */
export function inverse(a: ArrayLike<number>, n: number): Float64Array | undefined {
  const result = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    const column = solve(
      a,
      Float64Array.from({ length: n }, (_, i) => Number(i === j)),
    )
    if (!column) return undefined
    for (let i = 0; i < n; i++) result[i * n + j] = column[i]!
  }
  return result
}
