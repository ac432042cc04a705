import { moments } from '../intervals.ts'
import { solve } from '../linear.ts'

/**
 * Log-odds of being treated given covariates: logistic regression on standardised covariates by Newton's method, with a
 * ridge penalty of 1 (as strong as one observation) that keeps it finite where the groups separate.
 *
 * @param columns one array per covariate. @returns one log-odds per unit.
 */
export function propensityLogits(columns: readonly Float64Array[], treated: Uint8Array): Float64Array {
  const n = treated.length
  const scaled = columns.flatMap((column) => {
    const { mean, variance } = moments(column)
    return variance > 0 ? [column.map((x) => (x - mean) / Math.sqrt(variance))] : []
  })
  const design = [new Float64Array(n).fill(1), ...scaled]
  const k = design.length
  let beta = new Float64Array(k)
  const logits = new Float64Array(n)
  for (let step = 0; step < 50; step++) {
    const gradient = Float64Array.from(beta, (b, j) => (j === 0 ? 0 : -b))
    const curvature = new Float64Array(k * k).map((_, at) => (at % (k + 1) === 0 && at > 0 ? 1 : 0))
    for (let i = 0; i < n; i++) {
      logits[i] = design.reduce((sum, column, j) => sum + beta[j]! * column[i]!, 0)
      const p = 1 / (1 + Math.exp(-logits[i]!))
      for (let j = 0; j < k; j++) {
        gradient[j]! += (treated[i]! - p) * design[j]![i]!
        for (let l = 0; l <= j; l++) curvature[j * k + l]! += p * (1 - p) * design[j]![i]! * design[l]![i]!
      }
    }
    for (let j = 0; j < k; j++) for (let l = 0; l < j; l++) curvature[l * k + j] = curvature[j * k + l]!
    const change = solve(curvature, gradient)
    if (!change) break
    // A step is cut where it would overshoot far into separation.
    const size = Math.min(1, 5 / change.reduce((most, d) => Math.max(most, Math.abs(d)), 0))
    beta = beta.map((b, j) => b + size * change[j]!)
    if (change.every((d) => Math.abs(d) < 1e-10)) break
  }
  return logits.map((_, i) => design.reduce((sum, column, j) => sum + beta[j]! * column[i]!, 0))
}
