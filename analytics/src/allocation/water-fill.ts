import { clearingPrice, type Demand } from './clearing-price.ts'
import { demand, type Envelope, envelopeValue } from './envelope.ts'
import { response } from './response-curve.ts'

/** Activities that share limits on their common spend. */
export interface Group {
  readonly members: readonly number[]
  readonly floor: number
  readonly cap: number
}

export interface Relaxed {
  /** Spend per activity. */
  readonly spend: Float64Array
  /** No allocation on these domains is worth more. */
  readonly bound: number
  /** Value of one more unit of budget. */
  readonly price: number
  /** What must be added to the price of money within each group: positive where its cap binds, negative where its floor does. */
  readonly groupPrices: Float64Array
  /** The activity inside its jump whose envelope lies farthest above what it can really have; −1 if none does. */
  readonly fractional: number
}

/** The allocation inside a group whose limit binds. */
interface Bound {
  readonly price: number
  readonly spend: Float64Array
  readonly total: number
}

/**
 * Spends a budget over concave envelopes: at the optimum all have the same marginal return, the price of money, except those at an
 * end of their range (Karush–Kuhn–Tucker). A group whose limit binds has a price of its own, which does not depend on the price of
 * money, so it is found once. By weak duality, price · budget + Σ max (value − price · spend) is an upper bound, at any price.
 *
 * @param leastReturn what unspent money is worth per unit; the price never falls below
 * @returns null where the floors do not fit
 */
export function waterFill(
  pieces: readonly Envelope[],
  groups: readonly Group[],
  budget: number,
  leastReturn: number,
): Relaxed | null {
  const filling = new Filling(pieces, groups, leastReturn)
  return filling.feasible(budget) ? filling.solve(budget) : null
}

class Filling {
  readonly #pieces: readonly Envelope[]
  readonly #groups: readonly Group[]
  readonly #leastReturn: number
  readonly #groupOf: Int32Array
  readonly #free: readonly number[]
  readonly #atCap: (Bound | null)[] = []
  readonly #atFloor: (Bound | null)[] = []

  constructor(pieces: readonly Envelope[], groups: readonly Group[], leastReturn: number) {
    this.#pieces = pieces
    this.#groups = groups
    this.#leastReturn = leastReturn
    this.#groupOf = new Int32Array(pieces.length).fill(-1)
    groups.forEach(({ members }, g) => members.forEach((i) => (this.#groupOf[i] = g)))
    this.#free = [...pieces.keys()].filter((i) => this.#groupOf[i]! < 0)
  }

  #sum(members: readonly number[], of: (piece: Envelope) => number): number {
    let total = 0
    for (const i of members) total += of(this.#pieces[i]!)
    return total
  }

  /** Whether floors and caps leave room; works out the groups whose limits can bind. */
  feasible(budget: number): boolean {
    let least = this.#sum(this.#free, ({ start }) => start)
    for (const { members, floor, cap } of this.#groups) {
      const low = this.#sum(members, ({ start }) => start)
      const high = this.#sum(members, ({ domain }) => domain.high)
      if (low > cap || high < floor) return false
      least += Math.max(low, floor)
      const asked = this.#sum(members, (piece) => demand(piece, this.#leastReturn, true))
      this.#atCap.push(asked > cap ? this.#bind(members, cap, this.#leastReturn) : null)
      this.#atFloor.push(low < floor ? this.#bind(members, floor, asked > floor ? this.#leastReturn : 0) : null)
    }
    return least <= budget
  }

  #bind(members: readonly number[], total: number, lowest: number): Bound {
    const spend = new Float64Array(this.#pieces.length)
    const fill: Demand = (price, eager) => this.#sum(members, (piece) => demand(piece, price, eager))
    const reachable = fill(lowest, true) > total
    const price = reachable ? clearingPrice(fill, total, lowest, this.#jumps(members)).price : lowest
    for (const i of members) spend[i] = demand(this.#pieces[i]!, price, false)
    this.#spread(members, total, price, spend)
    return { price, spend, total: members.reduce((sum, i) => sum + spend[i]!, 0) }
  }

  #jumps(members: readonly number[]): number[] {
    const slopes: number[] = []
    for (const i of members) if (this.#pieces[i]!.end > this.#pieces[i]!.start) slopes.push(this.#pieces[i]!.jumpSlope)
    return slopes.sort((a, b) => a - b)
  }

  /** Gives what is missing to a total to the activities that are indifferent at the price; at most one stops half-way. */
  #spread(members: readonly number[], total: number, price: number, spend: Float64Array): void {
    let open = total
    for (const i of members) open -= spend[i]!
    for (const i of members) {
      if (open <= 0) return
      const more = Math.min(open, demand(this.#pieces[i]!, price, true) - spend[i]!)
      if (more <= 0) continue
      spend[i] = spend[i]! + more
      open -= more
    }
    // A floor can ask for more than anyone would at a price of 0; a last rounding error stays open.
    for (const i of members) {
      if (open <= 1e-9) return
      const more = Math.min(open, this.#pieces[i]!.domain.high - spend[i]!)
      if (price > 0 || more <= 0) continue
      spend[i] = spend[i]! + more
      open -= more
    }
  }

  /** The limit that rules a group at a price of money, or null. */
  #ruling(g: number, price: number, eager: boolean): Bound | null {
    const cap = this.#atCap[g] ?? null
    if (cap !== null && (price < cap.price || (price === cap.price && eager))) return cap
    const floor = this.#atFloor[g] ?? null
    return floor !== null && (price > floor.price || (price === floor.price && !eager)) ? floor : null
  }

  #fill(price: number, eager: boolean): number {
    let total = this.#sum(this.#free, (piece) => demand(piece, price, eager))
    for (const [g, { members }] of this.#groups.entries()) {
      total += this.#ruling(g, price, eager)?.total ?? this.#sum(members, (piece) => demand(piece, price, eager))
    }
    return total
  }

  solve(budget: number): Relaxed {
    const fill: Demand = (price, eager) => this.#fill(price, eager)
    const scarce = fill(this.#leastReturn, true) > budget
    const jumps = this.#jumps([...this.#pieces.keys()])
    const price = scarce ? clearingPrice(fill, budget, this.#leastReturn, jumps).price : this.#leastReturn
    const eager = !scarce
    const spend = new Float64Array(this.#pieces.length)
    const groupPrices = new Float64Array(this.#groups.length)
    for (const i of this.#free) spend[i] = demand(this.#pieces[i]!, price, eager)
    for (const [g, { members }] of this.#groups.entries()) {
      const ruling = this.#ruling(g, price, eager)
      groupPrices[g] = ruling === null ? 0 : ruling.price - price
      for (const i of members) spend[i] = ruling === null ? demand(this.#pieces[i]!, price, eager) : ruling.spend[i]!
    }
    if (scarce) this.#spreadOverAll(budget, price, spend)
    return {
      spend,
      bound: this.#bound(budget, price, groupPrices),
      price,
      groupPrices,
      fractional: this.#fractional(spend),
    }
  }

  /** As {@link #spread}, within the caps of the groups. */
  #spreadOverAll(budget: number, price: number, spend: Float64Array): void {
    let open = budget
    for (let i = 0; i < spend.length; i++) open -= spend[i]!
    for (let i = 0; i < spend.length && open > 0; i++) {
      const group = this.#groups[this.#groupOf[i]!]
      let more = Math.min(open, demand(this.#pieces[i]!, price, true) - spend[i]!)
      if (more <= 0) continue
      if (group !== undefined) {
        more = Math.min(
          more,
          group.members.reduce((room, member) => room - spend[member]!, group.cap),
        )
      }
      if (more <= 0) continue
      spend[i] = spend[i]! + more
      open -= more
    }
  }

  #bound(budget: number, price: number, groupPrices: Float64Array): number {
    let bound = price * budget
    for (const [i, piece] of this.#pieces.entries()) {
      const g = this.#groupOf[i]!
      const own = price + (g < 0 ? 0 : groupPrices[g]!)
      const best = demand(piece, own, true)
      bound += envelopeValue(piece, best) - own * best
    }
    for (const [g, { floor, cap }] of this.#groups.entries()) {
      bound += groupPrices[g]! * (groupPrices[g]! > 0 ? cap : floor)
    }
    return bound
  }

  #fractional(spend: Float64Array): number {
    let worst = 0
    let fractional = -1
    for (const [i, piece] of this.#pieces.entries()) {
      const { curve, value, domain, start, end } = piece
      const x = spend[i]!
      const slack = 1e-9 * (1 + end)
      if (x <= start + slack || x >= end - slack) continue
      const got = value * response(curve, x < domain.low ? start : x)
      const gap = envelopeValue(piece, x) - got
      if (gap > worst) {
        worst = gap
        fractional = i
      }
    }
    return fractional
  }
}
