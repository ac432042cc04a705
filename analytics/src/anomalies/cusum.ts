/**
 * Weight of a week in the log-likelihood ratio of "the level is k times what it was" against "as it was", for the negative
 * binomial with mean μ and variance φ μ whose size stays (Höhle & Paul 2008, section 3):
 *
 * ```
 * log f(y | k μ) − log f(y | μ) = a y + b μ,   a = ln(kφ / (1 + k(φ − 1))),   b = ln(φ / (1 + k(φ − 1))) / (φ − 1)
 * ```
 *
 * and for φ = 1 (Poisson) a = ln k, b = 1 − k.
 */
export interface RatioWeights {
  readonly count: number
  readonly mean: number
}

export function ratioWeights(factor: number, dispersion: number): RatioWeights {
  const over = dispersion - 1
  const whole = Math.log1p(((1 - factor) * over) / (1 + factor * over))
  return { count: Math.log(factor) + whole, mean: over < 1e-9 ? 1 - factor : whole / over }
}

/** What a week adds to the sum. */
export const ratio = (count: number, mean: number, weights: RatioWeights): number =>
  weights.count * count + weights.mean * mean

/** Next value of the cumulative sum; capped, so that it comes back within weeks once all is as before. */
export const nextSum = (sum: number, step: number, cap: number): number => Math.min(cap, Math.max(0, sum + step))
