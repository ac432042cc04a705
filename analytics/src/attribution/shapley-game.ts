import type { MarkovChain } from './markov-chain.ts'

/** Rows of states still undecided and the start's, each with its undecided states, its end and its gain. */
interface Reduced {
  /** State numbers of the columns. */
  readonly states: readonly number[]
  readonly rows: readonly Float64Array[]
}

/**
 * Shapley values by enumeration: players are decided one after the other, each once in and once out.
 *
 * In: its states are eliminated, paths through them go on. Out: its states are deleted, paths into them end. So every
 * coalition costs only the last, smallest step, 6 · 2ⁿ operations in all for n players in order 1.
 */
export function exactShapley(
  chain: MarkovChain,
  acting: readonly number[],
): { values: Float64Array; errors: Float64Array; all: number } {
  const n = acting.length
  const place = new Map(acting.map((player, i) => [player, i]))
  const { states, order, members } = chain
  const places = Array.from({ length: states }, (_, s) =>
    [...members.subarray(s * order, (s + 1) * order)].flatMap((player) => place.get(player) ?? []),
  )
  const highest = places.map((list) => Math.max(...list))

  const value = new Float64Array(2 ** n)
  const decide = (player: number, coalition: number, reduced: Reduced): void => {
    if (player === n) {
      value[coalition] = reduced.rows[0]![1]!
      return
    }
    decide(
      player + 1,
      coalition,
      keep(reduced, (s) => !places[s]!.includes(player)),
    )
    decide(
      player + 1,
      coalition | (1 << player),
      eliminate(reduced, (s) => highest[s] === player),
    )
  }
  decide(0, 0, wholeGame(chain))

  const size = (coalition: number): number => {
    let bits = 0
    for (let rest = coalition; rest > 0; rest &= rest - 1) bits++
    return bits
  }
  // Weight of a coalition of k other players: k! (n − k − 1)! / n! = 1 / (n · C(n − 1, k)).
  const weight = [1 / n]
  for (let k = 1; k < n; k++) weight.push((weight[k - 1]! * k) / (n - k))
  const values = new Float64Array(n)
  for (let coalition = 0; coalition < value.length; coalition++) {
    const k = size(coalition)
    for (let i = 0; i < n; i++) {
      if ((coalition >> i) % 2 === 0) values[i]! += weight[k]! * (value[coalition | (1 << i)]! - value[coalition]!)
    }
  }
  return { values, errors: new Float64Array(n), all: value.at(-1)! }
}

function wholeGame(chain: MarkovChain): Reduced {
  const { states, from, to, probability, leave, gain } = chain
  const rows = Array.from({ length: states + 1 }, (_, i) => {
    const row = new Float64Array(states + 2)
    for (let e = from[i]!; e < from[i + 1]!; e++) row[to[e]!] = probability[e]!
    row[states] = leave[i]!
    row[states + 1] = gain[i]!
    return row
  })
  return { states: Array.from({ length: states }, (_, s) => s), rows }
}

/** Deletes the states that do not hold; what led to them ends without gain. */
function keep({ states, rows }: Reduced, holds: (state: number) => boolean): Reduced {
  const n = states.length
  const kept = [...states.keys()].filter((i) => holds(states[i]!))
  if (kept.length === n) return { states, rows }
  const lost = [...states.keys()].filter((i) => !holds(states[i]!))
  return {
    states: kept.map((i) => states[i]!),
    rows: [...kept, n].map((i) => {
      const row = rows[i]!
      const shorter = new Float64Array(kept.length + 2)
      kept.forEach((j, at) => (shorter[at] = row[j]!))
      shorter[kept.length] = lost.reduce((end, j) => end + row[j]!, row[n]!)
      shorter[kept.length + 1] = row[n + 1]!
      return shorter
    }),
  }
}

/** Eliminates the states that hold: paths into them go on to where they lead. */
function eliminate(reduced: Reduced, holds: (state: number) => boolean): Reduced {
  let { states, rows } = reduced
  for (const state of reduced.states) {
    if (!holds(state)) continue
    const k = states.indexOf(state)
    const n = states.length
    const through = rows[k]!
    let out = through[n]!
    for (let j = 0; j < n; j++) if (j !== k) out += through[j]!
    rows = rows.flatMap((row, i) => {
      if (i === k) return []
      const factor = row[k]! / out
      const shorter = new Float64Array(n + 1)
      for (let j = 0; j < k; j++) shorter[j] = row[j]! + factor * through[j]!
      for (let j = k + 1; j < n + 2; j++) shorter[j - 1] = row[j]! + factor * through[j]!
      return [shorter]
    })
    states = states.filter((s) => s !== state)
  }
  return { states, rows }
}

/**
 * Marginal gains of players that join in a given order (indices into `acting`): one elimination in that order, in which
 * the start's gain after each player is v of the coalition so far.
 */
export function permutationGains(chain: MarkovChain, acting: readonly number[]): (order: Int32Array) => Float64Array {
  const { states: n, from, to, probability, leave, gain, order: m, members } = chain
  const place = new Map(acting.map((player, i) => [player, i]))
  const memberPlace = Int32Array.from(members, (player) => place.get(player) ?? -1)
  const stride = n + 2
  const a = new Float64Array((n + 1) * stride)
  const turn = new Int32Array(acting.length)
  const position = new Int32Array(n)
  const joined = new Int32Array(n)

  return (order) => {
    order.forEach((player, t) => (turn[player] = t))
    // A state acts once the last of its players has joined.
    for (let s = 0; s < n; s++) {
      joined[s] = 0
      for (let i = s * m; i < (s + 1) * m; i++) {
        if (memberPlace[i]! >= 0) joined[s] = Math.max(joined[s]!, turn[memberPlace[i]!]!)
      }
    }
    const sequence = Int32Array.from(position.keys()).sort((s, r) => joined[s]! - joined[r]! || s - r)
    sequence.forEach((s, i) => (position[s] = i))
    a.fill(0)
    for (let s = 0; s <= n; s++) {
      const row = (s < n ? position[s]! : n) * stride
      for (let e = from[s]!; e < from[s + 1]!; e++) a[row + position[to[e]!]!] = probability[e]!
      a[row + n] = leave[s]!
      a[row + n + 1] = gain[s]!
    }

    const gains = new Float64Array(acting.length)
    const start = n * stride
    for (let k = 0; k < n; k++) {
      const row = k * stride
      for (let i = 0; i < k; i++) addMultiple(a, row, a[row + i]!, i * stride, i + 1, stride)
      let out = a[row + n]!
      for (let j = k + 1; j < n; j++) out += a[row + j]!
      for (let j = k + 1; j < stride; j++) a[row + j]! /= out
      const before = a[start + n + 1]!
      addMultiple(a, start, a[start + k]!, row, k + 1, stride)
      gains[order[joined[sequence[k]!]!]!]! += a[start + n + 1]! - before
    }
    return gains
  }
}

/** a[row + j] += factor · a[source + j] for j from `begin` to `end`. */
function addMultiple(a: Float64Array, row: number, factor: number, source: number, begin: number, end: number): void {
  if (factor === 0) return
  for (let j = begin; j < end; j++) a[row + j]! += factor * a[source + j]!
}
