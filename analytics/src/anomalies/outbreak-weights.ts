/** Anscombe residual of a count whose mean is μ, before its leverage (Noufaily et al. 2013). */
export const anscombe = (count: number, mean: number, dispersion: number): number =>
  (1.5 * (Math.cbrt(count) ** 2 * mean ** (-1 / 6) - Math.sqrt(mean))) / Math.sqrt(dispersion)

/** 1, or the inverse square of a residual above the limit. */
export const outbreakWeight = (residual: number, limit: number): number => (residual > limit ? residual ** -2 : 1)

/**
 * Undoes what the down-weighting takes from quiet series: the long tail of sparse, overdispersed counts looks like outbreaks, and
 * losing it makes both mean and dispersion too small. Finds the mean and dispersion whose negative binomial, weighted the same
 * way, has the weighted moments that were observed (Fisher consistency). Where there were real outbreaks next to nothing changes,
 * since then the ordinary weeks lie far below the limit.
 *
 * @param scale dispersion by which the residuals were scaled.
 */
export function consistent(
  weighted: { readonly mean: number; readonly dispersion: number },
  scale: number,
  limit: number,
): { readonly mean: number; readonly dispersion: number } {
  let { mean, dispersion } = weighted
  // Beyond this mean the skewness is gone, beyond this dispersion the weights are past mending.
  if (mean > 200 || dispersion > 50) return weighted
  for (let round = 0; round < 12; round++) {
    const size = dispersion > 1 + 1e-9 ? mean / (dispersion - 1) : Infinity
    const stay = size === Infinity ? mean : 1 - 1 / dispersion
    let p = size === Infinity ? Math.exp(-mean) : dispersion ** -size
    let [all, first, second] = [0, 0, 0]
    for (let y = 0; y <= mean || p > 1e-9; y++) {
      const w = p * outbreakWeight(anscombe(y, weighted.mean, scale), limit)
      all += w
      first += w * y
      second += w * y * y
      p *= (size === Infinity ? stay : (size + y) * stay) / (y + 1)
    }
    const seen = first / all
    const spread = (second / all - seen ** 2) / seen
    mean = Math.min(2 * weighted.mean, (mean * weighted.mean) / seen)
    dispersion = Math.max(1, Math.min(3 * weighted.dispersion, (dispersion * weighted.dispersion) / spread))
  }
  return { mean, dispersion }
}
