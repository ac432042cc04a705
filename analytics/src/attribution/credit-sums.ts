import { checkInteger, checkLevel } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import type { CreditRule } from './credit-rules.ts'
import { ExactSums } from './exact-sums.ts'
import { addTotals, checkJourney, type Journey, noTotals, type Totals } from './journey.ts'
import { type Bootstrap, percentileLimits, Resampler } from './resample.ts'

/** What a model gives each player. Arrays hold one entry per player. */
export interface Credits {
  readonly enough: true
  /** Share of the whole, summing to 1. */
  readonly share: Float64Array
  /** Share × total. */
  readonly credit: Float64Array
  /** What was divided: conversions, or their value, of journeys with at least one touch. */
  readonly total: number
  /** Conversions, or their value, of journeys without any touch: nobody's. */
  readonly unattributed: number
  /** Percentile limits of `share`, where a bootstrap was asked for. */
  readonly interval?: { readonly low: Float64Array; readonly high: Float64Array }
}

export interface CreditQuery {
  /** Divide conversions (default) or their value. */
  readonly by?: 'conversions' | 'value'
  /** Confidence level of the bootstrap intervals. Default 0.95. */
  readonly level?: number
}

/** Everything an accumulator knows, as plain data: fit for a worker, a file or a database row. */
export interface CreditSnapshot {
  readonly players: number
  readonly replicates: number
  readonly seed: number
  readonly totals: Totals
  readonly unattributed: readonly [conversions: number, value: number]
  /** Whole parts and fractions of the conversions' sums, then of the values'. */
  readonly sums: readonly [Float64Array, Float64Array, Float64Array, Float64Array]
}

/**
 * Adds up what a rule gives each player over converting journeys: first, last, linear, position, time decay, equal split.
 *
 * ```
 * credit(p) = Σ_journeys weight · Σ_{touches i of p} rule_i        and the same times the deal's value
 * ```
 *
 * Journeys stream through; memory is one number per player and replicate. Slices of the data may be added up apart, in
 * any order, and merged: the result has the same bits as one pass, since weights and values are whole and fractions are
 * summed in fixed point.
 *
 * @example
 * const sums = new CreditSums(2, linear)
 * sums.add({ touches: [0, 1, 1], converted: true, value: 900 })
 * sums.add({ touches: [0], converted: true, value: 300 })
 * sums.add({ touches: [1], converted: false })
 * sums.credits() // share [0.6667, 0.3333], credit [1.3333, 0.6667], total 2
 * sums.credits({ by: 'value' }) // credit [600, 600], total 1200
 */
export class CreditSums {
  readonly players: number
  readonly rule: CreditRule
  readonly totals = noTotals()
  readonly #bootstrap: Bootstrap | undefined
  readonly #resampler: Resampler
  readonly #sums: { conversions: ExactSums; value: ExactSums }
  readonly #unattributed = { conversions: 0, value: 0 }
  #scratch = new Float64Array(64)

  constructor(players: number, rule: CreditRule, bootstrap?: Bootstrap) {
    checkInteger('players', players, 1)
    this.players = players
    this.rule = rule
    this.#bootstrap = bootstrap
    this.#resampler = new Resampler(bootstrap)
    const length = players * this.#resampler.lanes
    this.#sums = { conversions: ExactSums.zeros(length), value: ExactSums.zeros(length) }
  }

  /** Counts one journey, or refuses it whole. */
  add(journey: Journey): void {
    const { touches, converted } = journey
    const n = touches.length
    if (n > this.#scratch.length) this.#scratch = new Float64Array(2 * n)
    const credit = this.#scratch
    const checked = checkJourney(journey, this.players)
    const { weight, dealValue: value } = checked
    if (converted && n > 0) {
      this.rule(journey, credit)
      this.#resampler.draw(weight, journey.key)
    }
    addTotals(this.totals, checked)
    if (!converted) return
    if (n === 0) {
      this.#unattributed.conversions += weight
      this.#unattributed.value += weight * value
      return
    }
    const { weights, lanes } = this.#resampler
    for (let i = 0; i < n; i++) {
      if (credit[i] === 0) continue
      for (let lane = 0; lane < lanes; lane++) {
        const amount = credit[i]! * weights[lane]!
        if (amount === 0) continue
        this.#sums.conversions.add(touches[i]! * lanes + lane, amount)
        if (value > 0) this.#sums.value.add(touches[i]! * lanes + lane, amount * value)
      }
    }
  }

  /** Adds what another accumulator with the same rule and settings has counted. */
  merge(other: CreditSums | CreditSnapshot): void {
    const from = other instanceof CreditSums ? other.snapshot() : other
    const mine = this.#settings()
    for (const field of ['players', 'replicates', 'seed'] as const) {
      if (from[field] !== mine[field])
        throw new InvalidInput(field, from[field], `the same in both parts (${mine[field]})`)
    }
    addTotals(this.totals, from.totals)
    this.#unattributed.conversions += from.unattributed[0]
    this.#unattributed.value += from.unattributed[1]
    this.#sums.conversions.merge(new ExactSums(from.sums[0], from.sums[1]))
    this.#sums.value.merge(new ExactSums(from.sums[2], from.sums[3]))
  }

  snapshot(): CreditSnapshot {
    const { conversions, value } = this.#sums
    return {
      ...this.#settings(),
      totals: { ...this.totals },
      unattributed: [this.#unattributed.conversions, this.#unattributed.value],
      sums: [conversions.whole.slice(), conversions.fraction.slice(), value.whole.slice(), value.fraction.slice()],
    }
  }

  /** @returns not enough without a converting journey that has a touch (and, by value, a value). */
  credits(query: CreditQuery = {}): Credits | NotEnough {
    const { by = 'conversions', level = 0.95 } = query
    checkLevel('level', level)
    const unattributed = this.#unattributed[by]
    const total = this.totals[by] - unattributed
    if (total === 0)
      return notEnough(`at least 1 converting journey with a touch${by === 'value' ? ' and a value' : ''}`)
    const { lanes } = this.#resampler
    const sharesOf = (lane: number): Float64Array => {
      const sums = new Float64Array(this.players).map((_, player) => this.#sums[by].at(player * lanes + lane))
      const sum = sums.reduce((a, b) => a + b, 0)
      return sum > 0 ? sums.map((x) => x / sum) : new Float64Array(0)
    }
    const share = sharesOf(0)
    const replicates = Array.from({ length: lanes - 1 }, (_, r) => sharesOf(r + 1)).filter(
      (shares) => shares.length > 0,
    )
    return {
      enough: true,
      share,
      credit: share.map((x) => x * total),
      total,
      unattributed,
      ...(replicates.length > 0 && { interval: percentileLimits(replicates, level) }),
    }
  }

  #settings(): { players: number; replicates: number; seed: number } {
    return { players: this.players, replicates: this.#bootstrap?.replicates ?? 0, seed: this.#bootstrap?.seed ?? 0 }
  }
}
