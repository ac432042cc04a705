/**
 * Platt's calibration (1999): the slope and shift of the log-odds that fit held-back rows best by log loss, with one pseudo
 * row per class that keeps them finite (his targets (n₊ + 1)/(n₊ + 2) and 1/(n₋ + 2)). Newton's method.
 *
 * A linear change of the log-odds keeps additive reasons additive, which an isotonic one would not.
 *
 * @returns slope 1 and shift 0 where the rows cannot say.
 */
export function platt(
  logOdds: ArrayLike<number>,
  outcomes: Uint8Array,
  weights: ArrayLike<number>,
): { readonly slope: number; readonly shift: number } {
  let [positive, negative] = [0, 0]
  for (let i = 0; i < outcomes.length; i++) {
    if (outcomes[i] === 1) positive += weights[i]!
    else negative += weights[i]!
  }
  const same = { slope: 1, shift: 0 }
  if (Math.min(positive, negative) < 10) return same
  const [high, low] = [(positive + 1) / (positive + 2), 1 / (negative + 2)]
  let [slope, shift] = [1, 0]
  for (let step = 0; step < 50; step++) {
    let [gs, gb, hss, hsb, hbb] = [0, 0, 1e-12, 0, 1e-12]
    for (let i = 0; i < outcomes.length; i++) {
      const x = logOdds[i]!
      const p = 1 / (1 + Math.exp(-(slope * x + shift)))
      const error = weights[i]! * ((outcomes[i] === 1 ? high : low) - p)
      const curve = weights[i]! * p * (1 - p)
      gs += error * x
      gb += error
      hss += curve * x * x
      hsb += curve * x
      hbb += curve
    }
    const determinant = hss * hbb - hsb * hsb
    if (!(determinant > 1e-12)) return same
    const [ds, db] = [(hbb * gs - hsb * gb) / determinant, (hss * gb - hsb * gs) / determinant]
    slope += ds
    shift += db
    if (!(Math.abs(slope) < 100 && Math.abs(shift) < 100)) return same
    if (Math.abs(ds) + Math.abs(db) < 1e-10) break
  }
  // A slope of 0 or less would turn the reasons round: the held-back rows saw no signal, so the scores are left alone.
  return slope > 0.05 ? { slope, shift } : same
}
