import { checkInteger } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { moments } from '../intervals.ts'
import { Random } from '../random.ts'
import type { Credits } from './credit-sums.ts'
import { chainOf, type MarkovChain } from './markov-chain.ts'
import { untouched } from './removal-effects.ts'
import { exactShapley, permutationGains } from './shapley-game.ts'
import type { ChainSnapshot, TransitionCounts } from './transition-counts.ts'

export interface MarkovShapley extends Credits {
  /** Shapley value per player; they sum to v(all) − v(none). */
  readonly shapley: Float64Array
  /** Standard error of each value: 0 where all coalitions were enumerated. */
  readonly standardError: Float64Array
  readonly method: 'enumeration' | 'sampling'
  /** v(all): conversion probability of a journey, or its expected value. */
  readonly perJourney: number
}

export interface ShapleyQuery {
  readonly by?: 'conversions' | 'value'
  /** Enumerate up to this many players with a touch. Default 20, 12, 8 for order 1, 2, 3 (seconds). */
  readonly enumerateUpTo?: number
  /** Pairs of a permutation and its reverse, where players are more. Default 200. */
  readonly pairs?: number
  /** Seed of the permutations. Default 0. */
  readonly seed?: number
}

const STATE_LIMIT = 5000

/**
 * Shapley value of the Markov game: what a player adds, on average over all orders in which players could join.
 *
 * ```
 * v(S) = P(conversion | only the players of S act; journeys that reach another end there)
 * φ_c = Σ_{S ∌ c} |S|! (n − |S| − 1)! / n! · (v(S ∪ c) − v(S))            Shapley 1953
 * ```
 *
 * The game sees order, repetition and the journeys that did not convert. (The usual "Shapley attribution" plays another
 * game, see `equalSplit`.) Few players: all coalitions are enumerated, by eliminating or deleting one player after the
 * other. More: antithetic permutation sampling (each order and its reverse; Castro et al. 2009, Mitchell et al. 2022), with
 * the standard error over pairs. Either way the values sum to v(all) − v(none) exactly.
 *
 * Values are never negative: adding a player never lowers v. Credit is the normalised value × total.
 *
 * @returns not enough without a converting journey that has a touch (and, by value, a value).
 * @example
 * const counts = new TransitionCounts({ players: 3 })
 * counts.add({ touches: [0, 1], converted: true, weight: 2 })
 * counts.add({ touches: [0, 2], converted: false, weight: 2 })
 * counts.add({ touches: [1], converted: true })
 * markovShapley(counts) // v(all) = 0.6, shapley [0.2, 0.4, 0], share [0.3333, 0.6667, 0]
 */
export function markovShapley(
  counts: TransitionCounts | ChainSnapshot,
  query: ShapleyQuery = {},
): MarkovShapley | NotEnough {
  const { by = 'conversions', pairs = 200, seed = 0 } = query
  const snapshot = 'snapshot' in counts ? counts.snapshot() : counts
  const { players, order, totals } = snapshot
  const enumerateUpTo = query.enumerateUpTo ?? [20, 12, 8][order - 1]!
  checkInteger('enumerateUpTo', enumerateUpTo, 0, 24)
  checkInteger('pairs', pairs, 2)
  const unattributed = untouched(snapshot, by)
  const total = totals[by] - unattributed
  if (!(total > 0))
    return notEnough(`at least 1 converting journey with a touch${by === 'value' ? ' and a value' : ''}`)

  const chain = chainOf(snapshot, 0, by)
  if (chain.states > STATE_LIMIT) {
    throw new InvalidInput(
      'states',
      chain.states,
      `at most ${STATE_LIMIT}: put the smallest players together or lower the order`,
    )
  }
  const acting = [...new Set(chain.members)].filter((player) => player >= 0).sort((a, b) => a - b)
  const enumerate = acting.length <= enumerateUpTo
  const { values, errors, all } = enumerate ? exactShapley(chain, acting) : sampled(chain, acting, pairs, seed)

  const shapley = new Float64Array(players)
  const standardError = new Float64Array(players)
  acting.forEach((player, i) => {
    shapley[player] = values[i]!
    standardError[player] = errors[i]!
  })
  const sum = values.reduce((a, b) => a + b, 0)
  const share = shapley.map((value) => value / sum)
  return {
    enough: true,
    shapley,
    standardError,
    method: enumerate ? 'enumeration' : 'sampling',
    share,
    credit: share.map((x) => x * total),
    total,
    unattributed,
    perJourney: all,
  }
}

/** Mean marginal gains over permutations and their reverses, with the standard error of the mean over pairs. */
function sampled(
  chain: MarkovChain,
  acting: readonly number[],
  pairs: number,
  seed: number,
): { values: Float64Array; errors: Float64Array; all: number } {
  const random = new Random(seed)
  const gains = permutationGains(chain, acting)
  const order = Int32Array.from(acting.keys())
  const means: Float64Array[] = []
  for (let pair = 0; pair < pairs; pair++) {
    random.shuffle(order)
    const forward = gains(order)
    const backward = gains(order.toReversed())
    means.push(forward.map((gain, i) => (gain + backward[i]!) / 2))
  }
  const perPlayer = acting.map((_, i) => moments(means.map((mean) => mean[i]!)))
  const values = Float64Array.from(perPlayer, ({ mean }) => mean)
  return {
    values,
    errors: Float64Array.from(perPlayer, ({ variance }) => Math.sqrt(variance / pairs)),
    all: values.reduce((a, b) => a + b, chain.gain[chain.states]!),
  }
}
