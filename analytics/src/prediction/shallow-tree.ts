/** Sums of a boosting step by bin: gradients, curvatures, and how many rows. */
export interface Histogram {
  readonly gradient: Float64Array
  readonly curvature: Float64Array
  readonly count: Float64Array
}

export interface Growth {
  /** Rows that a leaf must hold. */
  readonly minLeaf: number
  /** Curvature added to every leaf: draws small leaves towards 0. */
  readonly ridge: number
  /** Shrinks every step. */
  readonly rate: number
}

/**
 * One Newton step of boosting for one feature: a tree of at most three leaves over its bins in the given order, by greedy
 * splits of the largest gain G²/(H + λ) (Friedman 2001; Chen & Guestrin 2016). Bin 0, «not known», is a leaf of its own.
 *
 * @param order the other bins as they are split: ascending for numbers, by target for categories.
 * @param direction 1: a leaf may not lie below the one before it; −1: not above; 0: free.
 * @param step what each bin's score changes by, written here.
 */
export function growLine(
  { gradient, curvature, count }: Histogram,
  order: ArrayLike<number>,
  direction: number,
  growth: Growth,
  step: Float64Array,
): void {
  const { minLeaf, ridge, rate } = growth
  const leaf = (g: number, h: number) => (rate * g) / (h + ridge)
  step.fill(0)
  if (count[0]! >= minLeaf) step[0] = leaf(gradient[0]!, curvature[0]!)
  const bins = order.length
  let [g, h, n] = [0, 0, 0]
  for (let at = 0; at < bins; at++) {
    g += gradient[order[at]!]!
    h += curvature[order[at]!]!
    n += count[order[at]!]!
  }
  if (n === 0) return
  const whole = { from: 0, to: bins, g, h, n }
  const leaves = [whole]
  for (let split = 0; split < 2; split++) {
    let best: { at: number; gain: number; left: typeof whole; right: typeof whole } | undefined
    for (let at = 0; at < leaves.length; at++) {
      const parent = leaves[at]!
      const floor = at > 0 ? leaf(leaves[at - 1]!.g, leaves[at - 1]!.h) * direction : -Infinity
      const ceiling = at + 1 < leaves.length ? leaf(leaves[at + 1]!.g, leaves[at + 1]!.h) * direction : Infinity
      const alone = (parent.g * parent.g) / (parent.h + ridge)
      let [gl, hl, nl] = [0, 0, 0]
      for (let cut = parent.from; cut < parent.to - 1; cut++) {
        const bin = order[cut]!
        gl += gradient[bin]!
        hl += curvature[bin]!
        nl += count[bin]!
        if (nl < minLeaf) continue
        if (parent.n - nl < minLeaf) break
        const [gr, hr] = [parent.g - gl, parent.h - hl]
        const gain = (gl * gl) / (hl + ridge) + (gr * gr) / (hr + ridge) - alone
        if (gain <= (best?.gain ?? 1e-12)) continue
        if (direction !== 0) {
          const [low, high] = [leaf(gl, hl) * direction, leaf(gr, hr) * direction]
          if (low > high || low < floor || high > ceiling) continue
        }
        best = {
          at,
          gain,
          left: { from: parent.from, to: cut + 1, g: gl, h: hl, n: nl },
          right: { from: cut + 1, to: parent.to, g: gr, h: hr, n: parent.n - nl },
        }
      }
    }
    if (!best) break
    leaves.splice(best.at, 1, best.left, best.right)
  }
  if (leaves.length === 1) return
  for (const { from, to, g: sum, h: curve } of leaves)
    for (let at = from; at < to; at++) step[order[at]!] = leaf(sum, curve)
}

/**
 * The same for a pair of features: one cut in one of them, and on each side a cut of its own in the other: four leaves at
 * most, of the two orders the one with the larger gain.
 *
 * Cells are `first · columns + second`, both in the order in which they are split.
 *
 * @returns the gain over leaving it whole; 0 where no cut is worth it.
 */
export function growGrid(
  histogram: Histogram,
  rows: number,
  columns: number,
  growth: Growth,
  step: Float64Array,
): number {
  const sums = {
    gradient: cumulate(histogram.gradient, rows, columns),
    curvature: cumulate(histogram.curvature, rows, columns),
    count: cumulate(histogram.count, rows, columns),
  }
  const { minLeaf, ridge, rate } = growth
  const width = columns + 1
  const inside = (table: Float64Array, r0: number, r1: number, c0: number, c1: number) =>
    table[r1 * width + c1]! - table[r0 * width + c1]! - table[r1 * width + c0]! + table[r0 * width + c0]!
  const quality = (r0: number, r1: number, c0: number, c1: number) => {
    const g = inside(sums.gradient, r0, r1, c0, c1)
    return (g * g) / (inside(sums.curvature, r0, r1, c0, c1) + ridge)
  }
  const enough = (r0: number, r1: number, c0: number, c1: number) => inside(sums.count, r0, r1, c0, c1) >= minLeaf

  /** The best second cut of a strip, or none. */
  const second = (byRow: boolean, from: number, to: number) => {
    const box = (c0: number, c1: number): [number, number, number, number] =>
      byRow ? [from, to, c0, c1] : [c0, c1, from, to]
    const end = byRow ? columns : rows
    let best = { cut: end, gain: quality(...box(0, end)) }
    for (let cut = 1; cut < end; cut++) {
      if (!enough(...box(0, cut)) || !enough(...box(cut, end))) continue
      const gain = quality(...box(0, cut)) + quality(...box(cut, end))
      if (gain > best.gain) best = { cut, gain }
    }
    return best
  }
  let best: { byRow: boolean; cut: number; low: number; high: number; gain: number } | undefined
  for (const byRow of [true, false]) {
    const end = byRow ? rows : columns
    for (let cut = 1; cut < end; cut++) {
      const fits = byRow
        ? enough(0, cut, 0, columns) && enough(cut, rows, 0, columns)
        : enough(0, rows, 0, cut) && enough(0, rows, cut, columns)
      if (!fits) continue
      const [low, high] = [second(byRow, 0, cut), second(byRow, cut, end)]
      const gain = low.gain + high.gain
      if (!best || gain > best.gain) best = { byRow, cut, low: low.cut, high: high.cut, gain }
    }
  }
  step.fill(0)
  const whole = quality(0, rows, 0, columns)
  if (!best || best.gain <= whole + 1e-12) return 0
  const { byRow, cut, low, high, gain } = best
  const write = (from: number, to: number, c0: number, c1: number) => {
    if (c0 === c1) return
    const [r0, r1, k0, k1] = byRow ? [from, to, c0, c1] : [c0, c1, from, to]
    const value = (rate * inside(sums.gradient, r0, r1, k0, k1)) / (inside(sums.curvature, r0, r1, k0, k1) + ridge)
    for (let r = r0; r < r1; r++) for (let c = k0; c < k1; c++) step[r * columns + c] = value
  }
  const across = byRow ? columns : rows
  write(0, cut, 0, low)
  write(0, cut, low, across)
  write(cut, byRow ? rows : columns, 0, high)
  write(cut, byRow ? rows : columns, high, across)
  return gain - whole
}

/** Sums of all cells above and to the left, with a border of zeros. */
function cumulate(cells: Float64Array, rows: number, columns: number): Float64Array {
  const width = columns + 1
  const result = new Float64Array((rows + 1) * width)
  for (let r = 0; r < rows; r++) {
    let sum = 0
    for (let c = 0; c < columns; c++) {
      sum += cells[r * columns + c]!
      result[(r + 1) * width + c + 1] = result[r * width + c + 1]! + sum
    }
  }
  return result
}
