import type { CheckedTable, FeatureColumn } from './table.ts'

/**
 * How one feature's values become a few bins. Bin 0 is «not known». A number's bin is 1 + how many `cuts` lie at or below
 * it; a category's is 1 + its place in `categories`. A category that is not there has no bin (−1) and adds nothing.
 */
export type FeatureBins =
  | { readonly name: string; readonly kind: 'number'; readonly cuts: readonly number[] }
  | { readonly name: string; readonly kind: 'category'; readonly categories: readonly string[] }

/** Bins besides the one for «not known»: with it a bin's number fits in a byte. */
const most = 255
/** Pairs of features are seen through coarser bins. */
const mostGroups = 32

export const binsOf = (bins: FeatureBins): number =>
  1 + (bins.kind === 'number' ? bins.cuts.length + 1 : bins.categories.length)

/** Bins by the values seen: cuts between distinct numbers at equal steps of their ranks, the most frequent categories. */
export function makeBins({ columns, weights }: CheckedTable, maxBins: number): FeatureBins[] {
  const wanted = Math.min(maxBins, most)
  return columns.map((column) =>
    column.kind === 'number'
      ? { name: column.name, kind: 'number', cuts: cutsOf(column.values, weights, wanted) }
      : { name: column.name, kind: 'category', categories: categoriesOf(column.values, weights, wanted) },
  )
}

function cutsOf(values: ArrayLike<number | null>, weights: Float64Array, wanted: number): number[] {
  const known: number[] = []
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value !== null && value === value && weights[i]! > 0) known.push(value!)
  }
  const sorted = Float64Array.from(known).sort()
  const distinct = sorted.filter((value, i) => i === 0 || value > sorted[i - 1]!)
  const cuts: number[] = []
  if (distinct.length <= wanted) {
    for (let i = 1; i < distinct.length; i++) cuts.push(between(distinct[i - 1]!, distinct[i]!))
    return cuts
  }
  for (let k = 1; k < wanted; k++) {
    let at = Math.floor((k * sorted.length) / wanted)
    while (at < sorted.length && at > 0 && sorted[at] === sorted[at - 1]) at++
    if (at === 0 || at === sorted.length) continue
    const cut = between(sorted[at - 1]!, sorted[at]!)
    if (cuts.length === 0 || cut > cuts.at(-1)!) cuts.push(cut)
  }
  return cuts
}

/** A cut c with low < c ≤ high, where rounding leaves room for no more. */
const between = (low: number, high: number): number => {
  const middle = low + (high - low) / 2
  return middle > low ? middle : high
}

function categoriesOf(values: ArrayLike<string | null>, weights: Float64Array, wanted: number): string[] {
  const counts = new Map<string, number>()
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (typeof value === 'string' && weights[i]! > 0) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, wanted)
    .map(([value]) => value)
}

/** The bin of each row, −1 for categories that were never seen. */
export function binColumn(bins: FeatureBins, column: FeatureColumn): Int16Array {
  const { values } = column
  const result = new Int16Array(values.length)
  if (bins.kind === 'number') {
    const cuts = Float64Array.from(bins.cuts)
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number | null
      result[i] = value === null || value !== value ? 0 : 1 + countAtMost(cuts, value)
    }
    return result
  }
  const places = new Map(bins.categories.map((category, i) => [category, i + 1]))
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as string | null
    result[i] = value === null ? 0 : (places.get(value) ?? -1)
  }
  return result
}

/** How many cuts lie at or below the value. */
function countAtMost(cuts: Float64Array, value: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (cuts[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The coarser group of each bin, for pairs: runs of neighbouring bins of about equal weight for numbers, the most frequent
 * categories apart and the rest together. Bin 0 stays apart as group 0.
 */
export function coarsen(bins: FeatureBins, weightOf: Float64Array): Uint8Array {
  const count = weightOf.length
  const groups = new Uint8Array(count)
  if (count <= mostGroups) return groups.map((_, bin) => bin)
  if (bins.kind === 'category') return groups.map((_, bin) => Math.min(bin, mostGroups - 1))
  const total = weightOf.subarray(1).reduce((sum, weight) => sum + weight, 0)
  let below = 0
  for (let bin = 1; bin < count; bin++) {
    groups[bin] = 1 + Math.min(mostGroups - 2, Math.floor((below / total) * (mostGroups - 1)))
    below += weightOf[bin]!
  }
  // Without gaps in the numbering, where a heavy bin jumped over a group.
  let group = 0
  for (let bin = 1, before = -1; bin < count; bin++) {
    if (groups[bin] !== before) {
      before = groups[bin]!
      group++
    }
    groups[bin] = group
  }
  return groups
}
