import type { ChainSnapshot } from './transition-counts.ts'

/**
 * An absorbing chain in sparse rows. Rows 0 … states − 1 are the transient states, row `states` is the start, which
 * nothing leads back to.
 */
export interface MarkovChain {
  readonly states: number
  /** The `order` players of each state, latest last; −1 where the journey was younger. */
  readonly members: Int32Array
  readonly order: number
  /** Row i has the steps from[i] … from[i + 1] − 1: to which state, with which probability. */
  readonly from: Int32Array
  readonly to: Int32Array
  readonly probability: Float64Array
  /** Probability that the journey ends here, converted or not. */
  readonly leave: Float64Array
  /** Expected gain on ending here: the probability of conversion, or that times the mean value. */
  readonly gain: Float64Array
}

/**
 * The chain of one lane of counts: p_ij = n_ij / Σ_j n_ij over converting and non-converting journeys.
 *
 * Its conversion probability equals conversions / journeys exactly, since every journey that enters a state leaves it.
 */
export function chainOf(counts: ChainSnapshot, lane: number, by: 'conversions' | 'value'): MarkovChain {
  const { players, order, cells, counts: sums, deals, values } = counts
  const lanes = counts.replicates + 1
  const [width, base] = [players + 3, players + 1]
  const oldest = base ** (order - 1)

  // Cells ascend, so each state's steps are neighbours and the start, code 0, comes first.
  const rows: { code: number; begin: number; end: number; visits: number }[] = []
  for (let i = 0; i < cells.length; i++) {
    const code = Math.floor(cells[i]! / width)
    const count = sums[i * lanes + lane]!
    const row = rows.at(-1)
    if (row?.code === code) {
      row.end = i + 1
      row.visits += count
    } else rows.push({ code, begin: i, end: i + 1, visits: count })
  }
  const seen = rows.filter((row) => row.visits > 0)
  const ordered = [...seen.filter((row) => row.code !== 0), ...seen.filter((row) => row.code === 0)]
  const states = ordered.length - (ordered.at(-1)?.code === 0 ? 1 : 0)
  const index = new Map(ordered.slice(0, states).map((row, i) => [row.code, i]))
  const value = new Map(Array.from(deals, (code, i) => [code, values[i * lanes + lane]!]))

  const from = new Int32Array(states + 2)
  const to: number[] = []
  const probability: number[] = []
  const leave = new Float64Array(states + 1)
  const gain = new Float64Array(states + 1)
  ordered.forEach(({ code, begin, end, visits }, row) => {
    for (let i = begin; i < end; i++) {
      const next = cells[i]! - code * width
      const p = sums[i * lanes + lane]! / visits
      if (p === 0) continue
      if (next <= players) {
        to.push(index.get((code - Math.floor(code / oldest) * oldest) * base + next)!)
        probability.push(p)
      } else {
        leave[row]! += p
        if (next === base) gain[row] = by === 'value' ? (value.get(code) ?? 0) / visits : p
      }
    }
    from[row + 1] = to.length
  })
  if (ordered.length === states) from[states + 1] = to.length

  const members = new Int32Array(states * order)
  for (let s = 0; s < states; s++) {
    let code = ordered[s]!.code
    for (let m = order - 1; m >= 0; m--) {
      members[s * order + m] = (code % base) - 1
      code = Math.floor(code / base)
    }
  }
  return {
    states,
    members,
    order,
    from,
    to: Int32Array.from(to),
    probability: Float64Array.from(probability),
    leave,
    gain,
  }
}
