import { InvalidInput } from '../errors.ts'
import type { MarkovChain } from './markov-chain.ts'

/**
 * Expected gain x = (I − Q)⁻¹ g of a sparse chain by Gauss–Seidel sweeps in alternating direction, to a proven error.
 *
 * |x − x*| ≤ N |residual| ≤ (largest expected number of steps) · max |residual|. States that are not `active` are
 * removed: what leads to them is lost.
 */
export class SparseGain {
  readonly #chain: MarkovChain
  readonly #stay: Float64Array
  readonly #longest: number

  constructor(chain: MarkovChain) {
    this.#chain = chain
    const { states, from, to, probability, leave } = chain
    // 1 − p_ii as the sum of what else the row does, so that sticky states lose no digits.
    this.#stay = Float64Array.from({ length: states + 1 }, (_, i) => {
      let out = leave[i]!
      for (let e = from[i]!; e < from[i + 1]!; e++) if (to[e] !== i) out += probability[e]!
      return out
    })
    const steps = new Float64Array(states + 1)
    const ones = new Float64Array(states + 1).fill(1)
    this.#sweep(ones, new Uint8Array(states).fill(1), steps, (residual) => residual <= 0.5)
    // With a residual 1 − (x − Qx) of at most ½ everywhere, 2x bounds the expected number of steps from above.
    this.#longest = 2 * steps.reduce((longest, x) => Math.max(longest, x), 0)
  }

  /** Gain from every state, the start's last; absolute error at most 1e-11 × `scale`, or what rounding allows. */
  solve(active: Uint8Array, scale?: number, guess?: Float64Array): Float64Array {
    const { states, gain } = this.#chain
    const x = guess ? guess.map((value, i) => (active[i] === 0 ? 0 : value)) : new Float64Array(states + 1)
    this.#sweep(gain, active, x, (residual, largest) => {
      const error = residual * this.#longest
      return error <= 1e-11 * (scale ?? x[states]!) || residual <= 2 ** -50 * largest
    })
    return x
  }

  #sweep(
    gain: Float64Array,
    active: Uint8Array,
    x: Float64Array,
    done: (residual: number, largest: number) => boolean,
  ): void {
    const { states } = this.#chain
    for (let sweep = 0; sweep < 1_000_000; sweep++) {
      if (sweep % 2 === 0) for (let i = states; i >= 0; i--) this.#relax(i, gain, active, x)
      else for (let i = 0; i <= states; i++) this.#relax(i, gain, active, x)
      if (sweep % 4 !== 3) continue
      let [residual, largest] = [0, 0]
      for (let i = 0; i <= states; i++) {
        if (i < states && active[i] === 0) continue
        residual = Math.max(residual, Math.abs(this.#inflow(i, gain, active, x) - x[i]! * this.#stay[i]!))
        largest = Math.max(largest, x[i]!)
      }
      if (done(residual, largest)) return
    }
    throw new InvalidInput('journeys', states, 'such that the chain settles within a million sweeps; use order 1')
  }

  #relax(i: number, gain: Float64Array, active: Uint8Array, x: Float64Array): void {
    if (i === this.#chain.states || active[i] === 1) x[i] = this.#inflow(i, gain, active, x) / this.#stay[i]!
  }

  /** gain_i + Σ_{j ≠ i} p_ij x_j over active j; removed states hold 0. */
  #inflow(i: number, gain: Float64Array, active: Uint8Array, x: Float64Array): number {
    const { from, to, probability, states } = this.#chain
    let sum = i === states || active[i] === 1 ? gain[i]! : 0
    for (let e = from[i]!; e < from[i + 1]!; e++) if (to[e] !== i) sum += probability[e]! * x[to[e]!]!
    return sum
  }
}
