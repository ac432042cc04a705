import type { ModelWarning } from './additive-model.ts'
import { binsOf, type FeatureBins } from './bins.ts'
import { predictionMetrics } from './prediction-metrics.ts'
import type { CheckedTable } from './table.ts'

/** A single feature that ranks outcomes this well is more often a copy of the outcome than a cause of it. */
const implausible = 0.97

/**
 * Warns of features that alone rank the outcomes almost without a mistake, also by whether they are filled at all: they
 * mostly were written down after the fact. Each row is ranked by the share of its bin among the other half of the rows.
 */
export function leakWarnings(
  features: readonly FeatureBins[],
  bins: readonly Int16Array[],
  { rows, outcomes, weights }: CheckedTable,
): ModelWarning[] {
  return features.flatMap((feature, f): ModelWarning[] => {
    const counts = [0, 1].map(() => ({
      positive: new Float64Array(binsOf(feature)),
      total: new Float64Array(binsOf(feature)),
    }))
    for (let i = 0; i < rows; i++) {
      const half = counts[i % 2]!
      half.positive[bins[f]![i]!]! += weights[i]! * outcomes[i]!
      half.total[bins[f]![i]!]! += weights[i]!
    }
    const share = Float64Array.from({ length: rows }, (_, i) => {
      const other = counts[1 - (i % 2)]!
      const bin = bins[f]![i]!
      return (other.positive[bin]! + 0.5) / (other.total[bin]! + 1)
    })
    const metrics = predictionMetrics(share, outcomes, { weights })
    if (!metrics.enough || metrics.auc < implausible) return []
    return [
      {
        feature: feature.name,
        kind: 'suspiciously strong',
        message: `${feature.name} alone tells the outcomes apart (AUC ${metrics.auc.toFixed(3)}): was it known before them?`,
      },
    ]
  })
}
