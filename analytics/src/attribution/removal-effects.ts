import { checkLevel } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { absorb } from './absorbing.ts'
import type { CreditQuery, Credits } from './credit-sums.ts'
import { chainOf, type MarkovChain } from './markov-chain.ts'
import { percentileLimits } from './resample.ts'
import { SparseGain } from './sparse-gain.ts'
import type { ChainSnapshot, TransitionCounts } from './transition-counts.ts'

export interface RemovalEffects extends Credits {
  /** Share of the total that would be lost without the player. These do not sum to 1: partners share deals. */
  readonly effect: Float64Array
  /** Conversion probability of a journey, or its expected value. */
  readonly perJourney: number
  /** Percentile limits of `effect`, where a bootstrap was asked for. */
  readonly effectInterval?: { readonly low: Float64Array; readonly high: Float64Array }
}

/** Beyond this many states the dense elimination of order 1 takes more than 800 MB and minutes. */
const DENSE_LIMIT = 10_000

/**
 * Markov removal effect: which share of conversions, or of their value, passes through a player and would be lost if
 * journeys that reach the player ended there (Anderl, Becker, von Wangenheim & Schumann 2016)?
 *
 * ```
 * p_ij = n_ij / Σ_j n_ij          Q the steps between transient states, g_i = p_i,conversion (× mean value)
 * N = (I − Q)⁻¹,  B = N g         s the start
 * R_c = 1 − B_s without c / B_s = (N_sc / N_cc) · B_c / B_s       order 1: one elimination gives every player
 * share_c = R_c / Σ R             credit_c = share_c × total
 * ```
 *
 * Exact, not simulated. In order 2 and 3 a state is a pair or triple and removing c removes every state that holds c: one
 * sparse solve per player, to a proven error of 1e-11. Journeys that did not convert are what the effect is measured
 * against: without them B_s is 1 and R_c is merely the share of journeys that c touched.
 *
 * It describes the journeys as they were. It is not proof of cause: a partner that joins deals already won has a high effect.
 *
 * @returns not enough without a converting journey that has a touch (and, by value, a value).
 * @example
 * const counts = new TransitionCounts({ players: 3 })
 * counts.add({ touches: [0, 1], converted: true, weight: 2 })
 * counts.add({ touches: [0, 2], converted: false, weight: 2 })
 * counts.add({ touches: [1], converted: true })
 * removalEffects(counts) // effect [0.6667, 1, 0], share [0.4, 0.6, 0], credit [1.2, 1.8, 0]
 */
export function removalEffects(
  counts: TransitionCounts | ChainSnapshot,
  query: CreditQuery = {},
): RemovalEffects | NotEnough {
  const { by = 'conversions', level = 0.95 } = query
  checkLevel('level', level)
  const snapshot = 'snapshot' in counts ? counts.snapshot() : counts
  const { totals, players } = snapshot
  const chain = chainOf(snapshot, 0, by)
  const unattributed = untouched(snapshot, by)
  const total = totals[by] - unattributed
  if (!(total > 0))
    return notEnough(`at least 1 converting journey with a touch${by === 'value' ? ' and a value' : ''}`)

  const { effect, perJourney } = effectsOf(chain, players)
  const share = normalised(effect)
  const effects = Array.from({ length: snapshot.replicates }, (_, r) =>
    effectsOf(chainOf(snapshot, r + 1, by), players),
  )
    .map((replicate) => replicate.effect)
    .filter((replicate) => replicate.some((r) => r > 0))
  return {
    enough: true,
    effect,
    share,
    credit: share.map((x) => x * total),
    total,
    unattributed,
    perJourney,
    ...(effects.length > 0 && {
      interval: percentileLimits(effects.map(normalised), level),
      effectInterval: percentileLimits(effects, level),
    }),
  }
}

function effectsOf(chain: MarkovChain, players: number): { effect: Float64Array; perJourney: number } {
  const effect = new Float64Array(players)
  const { states, order, members } = chain
  if (order === 1) {
    if (states > DENSE_LIMIT) {
      throw new InvalidInput('players', states, `at most ${DENSE_LIMIT} with a touch: put the smallest together`)
    }
    const { visits, returns, gain } = absorb(chain)
    const whole = gain[states]!
    for (let s = 0; s < states && whole > 0; s++) {
      effect[members[s]!] = Math.min(1, ((visits[s]! / returns[s]!) * gain[s]!) / whole)
    }
    return { effect, perJourney: whole }
  }
  const solver = new SparseGain(chain)
  const active = new Uint8Array(states).fill(1)
  const all = solver.solve(active)
  const whole = all[states]!
  for (const player of new Set(members)) {
    if (player < 0 || whole === 0) continue
    active.fill(1)
    for (let m = 0; m < members.length; m++) if (members[m] === player) active[Math.floor(m / order)] = 0
    effect[player] = Math.min(1, Math.max(0, 1 - solver.solve(active, whole, all)[states]! / whole))
  }
  return { effect, perJourney: whole }
}

/** Conversions, or their value, straight from the start (state 0). */
export function untouched(counts: ChainSnapshot, by: 'conversions' | 'value'): number {
  if (by === 'value') return counts.deals[0] === 0 ? counts.values[0]! : 0
  const cell = counts.cells.indexOf(counts.players + 1)
  return cell < 0 ? 0 : counts.counts[cell * (counts.replicates + 1)]!
}

function normalised(effect: Float64Array): Float64Array {
  const sum = effect.reduce((a, b) => a + b, 0)
  return effect.map((r) => (sum > 0 ? r / sum : 0))
}
