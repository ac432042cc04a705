import { checkEach, checkInteger, checkLength, type Flags, flagAt } from '../check.ts'
import { type NotEnough, notEnough } from '../errors.ts'

export interface PredictionMetrics {
  readonly enough: true
  readonly rows: number
  /** Weighted share with the outcome, and the mean of what was predicted. */
  readonly observed: number
  readonly predicted: number
  /** Chance that a row with the outcome was given a higher probability than one without; ties count half. */
  readonly auc: number
  /** Mean precision over the recalls: Σ (Rₖ − Rₖ₋₁) Pₖ. */
  readonly averagePrecision: number
  readonly logLoss: number
  readonly brier: number
  /** Murphy 1973: brier = reliability − resolution + uncertainty, exact on the bins, up to the spread within them. */
  readonly reliability: number
  readonly resolution: number
  readonly uncertainty: number
  /** Mean distance between predicted and observed share over bins of equal count, by the bins' weight. */
  readonly calibrationError: number
  /** Share with the outcome among the tenth with the highest predictions, as a multiple of the share among all. */
  readonly liftAtTenth: number
  /** The bins of the calibration curve, from low to high predictions. */
  readonly calibration: readonly { readonly predicted: number; readonly observed: number; readonly weight: number }[]
}

export interface MetricsOptions {
  readonly weights?: ArrayLike<number>
  /** Bins of the calibration curve. Default 10. */
  readonly bins?: number
}

/**
 * How good predicted probabilities were, once the outcomes are known.
 *
 * ```
 * AUC = P(p₁ > p₀) + ½ P(p₁ = p₀)      Brier = mean (p − y)²      log loss = −mean [y ln p + (1 − y) ln(1 − p)]
 * calibration error = Σ_b w_b |p̄_b − ȳ_b| / Σ w_b               Naeini, Cooper & Hauskrecht 2015, bins of equal count
 * ```
 *
 * Probabilities of 0 and 1 are taken as 1e−15 away from them in the log loss, so that one certain mistake stays finite.
 * Equal predictions always share a bin, as they cannot be told apart.
 *
 * @returns not enough without a row of each outcome.
 * @example
 * predictionMetrics([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]) // auc 0.75, averagePrecision 0.8333, brier 0.1581
 */
export function predictionMetrics(
  probabilities: ArrayLike<number>,
  outcomes: Flags,
  options: MetricsOptions = {},
): PredictionMetrics | NotEnough {
  const { weights, bins = 10 } = options
  const rows = probabilities.length
  checkLength('outcomes', outcomes, 'probabilities', rows)
  checkEach('probabilities', probabilities, (p) => p >= 0 && p <= 1, 'a number from 0 to 1')
  checkInteger('bins', bins, 1, 1000)
  if (weights) {
    checkLength('weights', weights, 'probabilities', rows)
    checkEach('weights', weights, (weight) => weight >= 0 && weight <= 1e9, 'a number from 0 to 1e9')
  }
  const flags = Uint8Array.from({ length: rows }, (_, i) => Number(flagAt('outcomes', outcomes, i)))
  const order = Uint32Array.from({ length: rows }, (_, i) => i).sort((a, b) => probabilities[b]! - probabilities[a]!)
  const ties = tiesOf(order, probabilities, flags, weights)
  const positive = ties.reduce((sum, tie) => sum + tie.positive, 0)
  const total = ties.reduce((sum, tie) => sum + tie.weight, 0)
  if (positive === 0 || positive === total)
    return notEnough(
      `at least 1 row with and 1 without the outcome, has ${positive === 0 ? 'none with' : 'none without'}`,
    )

  const share = positive / total
  const curve = calibrationOf(ties, total, bins)
  const overCurve = (value: (bin: (typeof curve)[number]) => number) =>
    curve.reduce((sum, bin) => sum + bin.weight * value(bin), 0) / total
  let [above, wins, precision, brier, loss] = [0, 0, 0, 0, 0]
  let seen = 0
  for (const tie of ties) {
    const p = Math.min(1 - 1e-15, Math.max(1e-15, tie.probability))
    const negative = tie.weight - tie.positive
    wins += negative * (above + tie.positive / 2)
    above += tie.positive
    seen += tie.weight
    precision += seen > 0 ? (tie.positive / positive) * (above / seen) : 0
    brier += tie.positive * (1 - tie.probability) ** 2 + negative * tie.probability ** 2
    loss -= tie.positive * Math.log(p) + negative * Math.log1p(-p)
  }
  return {
    enough: true,
    rows,
    observed: share,
    predicted: ties.reduce((sum, tie) => sum + tie.weight * tie.probability, 0) / total,
    auc: wins / (positive * (total - positive)),
    averagePrecision: precision,
    logLoss: loss / total,
    brier: brier / total,
    reliability: overCurve((bin) => (bin.predicted - bin.observed) ** 2),
    resolution: overCurve((bin) => (bin.observed - share) ** 2),
    uncertainty: share * (1 - share),
    calibrationError: overCurve((bin) => Math.abs(bin.predicted - bin.observed)),
    liftAtTenth: topShare(ties, total / 10) / share,
    calibration: curve,
  }
}

/** Rows of one predicted probability, high to low. */
interface Tie {
  readonly probability: number
  weight: number
  positive: number
}

function tiesOf(
  order: Uint32Array,
  probabilities: ArrayLike<number>,
  flags: Uint8Array,
  weights: ArrayLike<number> | undefined,
): Tie[] {
  const ties: Tie[] = []
  for (const i of order) {
    let tie = ties.at(-1)
    if (tie?.probability !== probabilities[i]) {
      tie = { probability: probabilities[i]!, weight: 0, positive: 0 }
      ties.push(tie)
    }
    const weight = weights?.[i] ?? 1
    tie!.weight += weight
    tie!.positive += weight * flags[i]!
  }
  return ties
}

function calibrationOf(ties: readonly Tie[], total: number, bins: number) {
  const curve: { predicted: number; observed: number; weight: number }[] = []
  let bin = { predicted: 0, observed: 0, weight: 0 }
  let seen = 0
  for (const tie of ties.toReversed()) {
    bin.predicted += tie.weight * tie.probability
    bin.observed += tie.positive
    bin.weight += tie.weight
    seen += tie.weight
    if (seen >= ((curve.length + 1) * total) / bins - 1e-9 * total && bin.weight > 0) {
      curve.push({ predicted: bin.predicted / bin.weight, observed: bin.observed / bin.weight, weight: bin.weight })
      bin = { predicted: 0, observed: 0, weight: 0 }
    }
  }
  return curve
}

/** Share with the outcome among the rows of the highest predictions that make up this weight; a tie counts in part. */
function topShare(ties: readonly Tie[], weight: number): number {
  let [left, positive] = [weight, 0]
  for (const tie of ties) {
    if (left <= 0) break
    const part = Math.min(1, left / tie.weight)
    positive += part * tie.positive
    left -= part * tie.weight
  }
  return positive / weight
}

/** The same metrics for all rows and for each group: whether a model serves some of them worse. */
export function predictionMetricsByGroup(
  probabilities: ArrayLike<number>,
  outcomes: Flags,
  groups: ArrayLike<string>,
  options: MetricsOptions = {},
): Map<string, PredictionMetrics | NotEnough> {
  checkLength('groups', groups, 'probabilities', probabilities.length)
  checkLength('outcomes', outcomes, 'probabilities', probabilities.length)
  const rows = new Map<string, number[]>()
  for (let i = 0; i < groups.length; i++) {
    const list = rows.get(groups[i]!)
    if (list) list.push(i)
    else rows.set(groups[i]!, [i])
  }
  const { weights, ...rest } = options
  return new Map(
    [...rows].map(([group, at]) => [
      group,
      predictionMetrics(
        at.map((i) => probabilities[i]!),
        at.map((i) => Number(flagAt('outcomes', outcomes, i))),
        { ...rest, ...(weights && { weights: at.map((i) => weights[i]!) }) },
      ),
    ]),
  )
}
