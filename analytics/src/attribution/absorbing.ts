import type { MarkovChain } from './markov-chain.ts'

/** What the fundamental matrix N = (I − Q)⁻¹ of an absorbing chain says. Arrays hold one entry per transient state. */
export interface Absorption {
  /** N_sj: expected visits of state j from the start. */
  readonly visits: Float64Array
  /** N_jj: expected visits of j from j, the first included. */
  readonly returns: Float64Array
  /** B_j: expected gain from j on; the last entry is that from the start. */
  readonly gain: Float64Array
}

/**
 * One dense elimination of all states (Gauss–Jordan), in place of an inverse.
 *
 * Eliminating state k sends every path through k straight to where it goes next:
 * a_ij += a_ik a_kj / (1 − a_kk). After all states, row i holds N_ij, and the gain column B. Only what is asked for is
 * kept up to date: of eliminated rows the columns still to come, the diagonal and the gain.
 *
 * The pivot 1 − a_kk is taken as the sum of what else the row does (Grassmann, Taksar & Heyman 1985): nothing is ever
 * subtracted, so every entry is accurate to a few units in its last digits however sticky the chain is.
 *
 * Four states go at once, which reads each row a quarter as often. Time 4/3 n³ floating point operations (2,000
 * states: about 3 s), memory n² doubles.
 */
export function absorb(chain: MarkovChain): Absorption {
  const { states: n, from, to, probability } = chain
  const stride = n + 2
  const [leave, gain] = [n, n + 1]
  const a = new Float64Array((n + 1) * stride)
  for (let i = 0; i <= n; i++) {
    for (let e = from[i]!; e < from[i + 1]!; e++) a[i * stride + to[e]!] = probability[e]!
    a[i * stride + leave] = chain.leave[i]!
    a[i * stride + gain] = chain.gain[i]!
  }
  const panel = new Float64Array(4 * stride)
  for (let first = 0; first < n; first += 4) {
    const end = Math.min(n, first + 4)
    for (let k = first; k < end; k++) eliminateWithin(a, stride, k, first, end, n)
    panel.fill(0)
    panel.set(a.subarray(first * stride, end * stride))
    for (let i = 0; i <= n; i++) if (i < first || i >= end) passThrough(a, stride, i, panel, first, end)
  }
  return {
    visits: a.slice(n * stride, n * stride + n),
    returns: Float64Array.from({ length: n }, (_, j) => a[j * stride + j]!),
    gain: Float64Array.from({ length: n + 1 }, (_, i) => a[i * stride + gain]!),
  }
}

/** Eliminates state k among the rows of its panel. */
function eliminateWithin(a: Float64Array, stride: number, k: number, first: number, end: number, leave: number): void {
  const row = k * stride
  let out = a[row + leave]!
  for (let j = k + 1; j < leave; j++) out += a[row + j]!
  a[row + k] = 1
  for (let j = 0; j < stride; j++) a[row + j]! /= out
  for (let i = first; i < end; i++) {
    const factor = a[i * stride + k]!
    if (i === k || factor === 0) continue
    a[i * stride + k] = 0
    for (let j = 0; j < stride; j++) a[i * stride + j]! += factor * a[row + j]!
  }
}

/** Sends what row i gives to the panel's states on to where they send it: the loop in which all the time goes. */
function passThrough(
  a: Float64Array,
  stride: number,
  i: number,
  panel: Float64Array,
  first: number,
  end: number,
): void {
  const row = i * stride
  const f0 = a[row + first]!
  const f1 = first + 1 < end ? a[row + first + 1]! : 0
  const f2 = first + 2 < end ? a[row + first + 2]! : 0
  const f3 = first + 3 < end ? a[row + first + 3]! : 0
  if (f0 === 0 && f1 === 0 && f2 === 0 && f3 === 0) return
  const [p1, p2, p3] = [stride, 2 * stride, 3 * stride]
  a.fill(0, row + first, row + end)
  const diagonal = a[row + i]! + f0 * panel[i]! + f1 * panel[p1 + i]! + f2 * panel[p2 + i]! + f3 * panel[p3 + i]!
  for (let j = i < first ? first : 0; j < stride; j++) {
    a[row + j]! += f0 * panel[j]! + f1 * panel[p1 + j]! + f2 * panel[p2 + j]! + f3 * panel[p3 + j]!
  }
  if (i < first) a[row + i] = diagonal
}
