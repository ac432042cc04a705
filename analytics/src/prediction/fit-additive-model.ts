import type { NotEnough } from '../errors.ts'
import { Random } from '../random.ts'
import type { AdditiveModel } from './additive-model.ts'
import { assemble } from './assemble.ts'
import { type Bag, boostPairs, boostSingles, calibrate, drawBag } from './bag.ts'
import { binColumn, type FeatureBins, makeBins } from './bins.ts'
import { leakWarnings } from './leaks.ts'
import { groupsOf, type Pair, pairOf, strongestPairs } from './pair-terms.ts'
import { type AdditiveOptions, type AdditiveSettings, growthOf, settingsOf } from './settings.ts'
import { type CheckedTable, checkTable, outcomeCounts, type TrainingTable } from './table.ts'

/**
 * Trains an explainable boosting machine: a generalised additive model of boosted shallow trees with a few pairs
 * (Lou, Caruana, Gehrke & Hooker 2013; Nori, Jenkins, Koch & Caruana 2019). As accurate as boosted trees on most tables,
 * and each prediction is a sum that can be read out.
 *
 * ```
 * log-odds(row) = intercept + Σ_f score_f(bin of f) + Σ_(f,g) score_fg(bin of f, bin of g)
 * ```
 *
 * Each of `bags` models sees a bootstrap sample and stops by rows that it did not see: the latest fifth where
 * `predictedAt` is given, else those that its sample left out. Its log-odds are calibrated on these rows (Platt), and
 * the bags averaged. Numbers become up to 255 bins, missing is a bin of its own, categories are ordered by the smoothed
 * outcome of the sample. A monotone feature takes no part in pairs, so that its promise holds for the whole prediction.
 *
 * @returns not enough with fewer than 20 rows of either outcome.
 * @throws InvalidInput also where a value was known only after the prediction.
 * @example
 * // A hundred partners; those with a manager stayed nine times in ten, the others five times in ten.
 * const model = fitAdditiveModel(
 *   { columns: [{ name: 'manager', kind: 'category', values: managed }], outcomes: stayed },
 *   { seed: 1 },
 * )
 * if (model.enough) new AdditivePredictor(model).explain({ manager: 'yes' }).probability // near 0.9
 */
export function fitAdditiveModel(table: TrainingTable, options: AdditiveOptions): AdditiveModel | NotEnough {
  const settings = settingsOf(options)
  const checked = checkTable(table)
  const { rows, outcomes, weights } = checked
  const counts = outcomeCounts(checked)
  if (!counts.enough) return counts

  const features = makeBins(checked, settings.bins)
  // A rare category that got no bin is treated as «not known».
  const bins = checked.columns.map((column, f) => binColumn(features[f]!, column).map((bin) => Math.max(0, bin)))
  const varied = features.flatMap((_, f) => (varies(bins[f]!, weights) ? [f] : []))
  const bags = Array.from({ length: settings.bags }, (_, b) => drawBag(checked, new Random(settings.seed, b)))
  for (const bag of bags) boostSingles(bag, checked, features, bins, varied, settings)
  const pairs = choosePairs(checked, features, bins, varied, bags, settings)
  for (const bag of bags) {
    if (pairs.length > 0) boostPairs(bag, bins, pairs, settings)
    calibrate(bag)
  }
  const weight = weights.reduce((sum, each) => sum + each, 0)
  return {
    enough: true,
    version: 1,
    features,
    ...assemble(checked, bins, varied, pairs, bags),
    warnings: [
      ...features.flatMap(({ name }, f) =>
        varied.includes(f) ? [] : [{ feature: name, kind: 'constant' as const, message: `${name} never varies` }],
      ),
      ...leakWarnings(features, bins, checked),
    ],
    training: { rows, share: outcomes.reduce((sum, y, i) => sum + y * weights[i]!, 0) / weight },
  }
}

function varies(bins: Int16Array, weights: Float64Array): boolean {
  const first = bins[weights.findIndex((weight) => weight > 0)]
  return bins.some((bin, i) => weights[i]! > 0 && bin !== first)
}

function choosePairs(
  { columns, outcomes, weights }: CheckedTable,
  features: readonly FeatureBins[],
  bins: readonly Int16Array[],
  varied: readonly number[],
  bags: readonly Bag[],
  settings: AdditiveSettings,
): Pair[] {
  if (settings.pairs === 0) return []
  const groups = groupsOf(features, bins, weights)
  const free = varied.filter((f) => !('monotone' in columns[f]! && columns[f].monotone))
  const candidates = free.flatMap((a, i) => free.slice(i + 1).map((b) => pairOf(a, b, groups)))
  const oddsAgainst = new Float64Array(outcomes.length).map((_, i) =>
    Math.exp(
      -bags.reduce(
        (sum, bag) => varied.reduce((odds, f, t) => odds + bag.scores[t]![bins[f]![i]!]!, sum + bag.intercept),
        0,
      ) / bags.length,
    ),
  )
  return strongestPairs(candidates, bins, { oddsAgainst, outcomes, weights }, growthOf(settings), settings.pairs)
}
