import { checkInteger } from '../check.ts'
import { InvalidInput } from '../errors.ts'
import { CellTable } from './cell-table.ts'
import { addTotals, checkJourney, type Journey, noTotals, type Totals } from './journey.ts'
import { type Bootstrap, Resampler } from './resample.ts'

export interface ChainOptions {
  readonly players: number
  /** How many last touches the next step depends on: 1 (default), 2 or 3. */
  readonly order?: 1 | 2 | 3
  /**
   * Whether a player touched again at once counts again (`keep`, default) or once (`collapse`). In order 1 removal effects
   * and Shapley values are the same either way: a self-loop only delays. In higher orders `collapse` remembers farther back.
   */
  readonly repeats?: 'keep' | 'collapse'
  readonly bootstrap?: Bootstrap
}

/** Everything the counts know, as plain data: fit for a worker, a file or a database row. Cells ascend. */
export interface ChainSnapshot {
  readonly players: number
  readonly order: number
  readonly repeats: string
  readonly replicates: number
  readonly seed: number
  readonly totals: Totals
  readonly cells: Float64Array
  readonly counts: Float64Array
  readonly deals: Float64Array
  readonly values: Float64Array
}

/**
 * Counts the steps of journeys for a Markov chain of order 1 to 3: what removal effects and Markov Shapley values need.
 *
 * A state is the last `order` players, the journey's start filling the missing ones; the next step is a player, the
 * conversion, or the end without one (null). Journeys stream through: memory grows with the distinct steps, not with
 * the journeys. Slices may be counted apart, in any order, and merged: counts are whole numbers, so the result has
 * the same bits as one pass.
 *
 * @example
 * const counts = new TransitionCounts({ players: 2 })
 * counts.add({ touches: [0, 1], converted: true })
 * counts.add({ touches: [0], converted: false })
 * removalEffects(counts)
 */
export class TransitionCounts {
  readonly players: number
  readonly order: number
  readonly repeats: 'keep' | 'collapse'
  readonly totals = noTotals()
  readonly #bootstrap: Bootstrap | undefined
  readonly #resampler: Resampler
  readonly #steps: CellTable
  readonly #values: CellTable

  constructor(options: ChainOptions) {
    const { players, order = 1, repeats = 'keep', bootstrap } = options
    checkInteger('players', players, 1)
    checkInteger('order', order, 1, 3)
    if (repeats !== 'keep' && repeats !== 'collapse') throw new InvalidInput('repeats', repeats, '"keep" or "collapse"')
    if ((players + 1) ** order * (players + 3) > 2 ** 53) {
      throw new InvalidInput(
        'players',
        players,
        `few enough for order ${order}: (players + 1)^order × (players + 3) < 2⁵³`,
      )
    }
    this.players = players
    this.order = order
    this.repeats = repeats
    this.#bootstrap = bootstrap
    this.#resampler = new Resampler(bootstrap)
    this.#steps = new CellTable(this.#resampler.lanes)
    this.#values = new CellTable(this.#resampler.lanes)
  }

  /** Lane 0 holds the data, lanes 1 … the bootstrap replicates. */
  get lanes(): number {
    return this.#resampler.lanes
  }

  /** Counts one journey, or refuses it whole. */
  add(journey: Journey): void {
    const { touches, converted } = journey
    const checked = checkJourney(journey, this.players)
    this.#resampler.draw(checked.weight, journey.key)
    addTotals(this.totals, checked)
    if (checked.weight === 0) return
    const { weights } = this.#resampler
    const width = this.players + 3
    const base = this.players + 1
    const oldest = base ** (this.order - 1)
    let state = 0
    let last = -1
    for (let i = 0; i < touches.length; i++) {
      const player = touches[i]!
      if (player === last && this.repeats === 'collapse') continue
      last = player
      this.#steps.add(state * width + player + 1, weights)
      state = (state - Math.floor(state / oldest) * oldest) * base + player + 1
    }
    this.#steps.add(state * width + (converted ? base : base + 1), weights)
    if (checked.dealValue > 0) this.#values.add(state, weights, checked.dealValue)
  }

  /** Adds what another accumulator with the same settings has counted. */
  merge(other: TransitionCounts | ChainSnapshot): void {
    const from = other instanceof TransitionCounts ? other.snapshot() : other
    const mine = this.#settings()
    for (const field of ['players', 'order', 'repeats', 'replicates', 'seed'] as const) {
      if (from[field] !== mine[field])
        throw new InvalidInput(field, from[field], `the same in both parts (${mine[field]})`)
    }
    addTotals(this.totals, from.totals)
    const { lanes } = this
    from.cells.forEach((cell, i) => this.#steps.add(cell, from.counts.subarray(i * lanes, (i + 1) * lanes)))
    from.deals.forEach((state, i) => this.#values.add(state, from.values.subarray(i * lanes, (i + 1) * lanes)))
  }

  snapshot(): ChainSnapshot {
    const steps = this.#steps.sorted()
    const values = this.#values.sorted()
    return {
      ...this.#settings(),
      totals: { ...this.totals },
      cells: steps.keys,
      counts: steps.sums,
      deals: values.keys,
      values: values.sums,
    }
  }

  #settings(): { players: number; order: number; repeats: string; replicates: number; seed: number } {
    return {
      players: this.players,
      order: this.order,
      repeats: this.repeats,
      replicates: this.#bootstrap?.replicates ?? 0,
      seed: this.#bootstrap?.seed ?? 0,
    }
  }
}
