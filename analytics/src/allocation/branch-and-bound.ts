import { atLeast, atMost, type Domain, type Envelope, envelope } from './envelope.ts'
import { inflection, type ResponseCurve, response } from './response-curve.ts'
import { type Group, type Relaxed, waterFill } from './water-fill.ts'

export interface Problem {
  readonly curves: readonly ResponseCurve[]
  readonly values: readonly number[]
  readonly domains: readonly Domain[]
  readonly groups: readonly Group[]
  readonly budget: number
  readonly leastReturn: number
}

export interface Solution {
  readonly spend: Float64Array
  readonly value: number
  /** No plan is worth more. */
  readonly bound: number
  /** Value of one more unit of budget around this plan. */
  readonly price: number
  readonly groupPrices: Float64Array
  /** Relaxations solved. */
  readonly nodes: number
}

interface Node {
  readonly pieces: readonly Envelope[]
  readonly relaxed: Relaxed
}

/**
 * Allocates over curves that need not be concave, exactly up to `tolerance`: sums of sigmoids by branch and bound (Udell & Boyd
 * 2013, "Maximizing a sum of sigmoids"). The relaxation over concave envelopes leaves at most one activity (one more per binding
 * group) inside a jump; that one's range is split where it stands, and both halves are solved again. Most problems close at once.
 *
 * @param tolerance relative gap between plan and bound at which the search ends
 * @param maxNodes relaxations after which the best plan is returned with the bound reached so far
 * @returns null where no plan keeps all limits
 */
export function branchAndBound(problem: Problem, tolerance: number, maxNodes: number): Solution | null {
  const search = new Search(problem)
  return search.run(tolerance, maxNodes)
}

class Search {
  readonly #problem: Problem
  readonly #twins: readonly (readonly number[])[]
  #nodes = 0
  #best: { spend: Float64Array; value: number; price: number; groupPrices: Float64Array } | null = null

  constructor(problem: Problem) {
    this.#problem = problem
    this.#twins = twinsOf(problem)
  }

  run(tolerance: number, maxNodes: number): Solution | null {
    const { curves, values, domains } = this.#problem
    const root = this.#relax(curves.map((curve, i) => envelope(curve, values[i]!, domains[i]!)))
    if (root === null) return null
    const open: Node[] = [root]
    // What is given up without proof: nodes whose activity can no longer be split in two.
    let closed = -Infinity
    for (;;) {
      const value = this.#best?.value ?? -Infinity
      const node = popBest(open)
      if (node === undefined || node.relaxed.bound <= value + tolerance * Math.abs(value) || this.#nodes >= maxNodes) {
        const left = Math.max(closed, node?.relaxed.bound ?? -Infinity, value)
        return this.#best === null ? null : { ...this.#best, bound: left, nodes: this.#nodes }
      }
      const children = this.#split(node)
      if (children.length === 0) closed = Math.max(closed, node.relaxed.bound)
      for (const pieces of children) {
        const child = this.#relax(pieces)
        if (child !== null && child.relaxed.bound > (this.#best?.value ?? -Infinity)) push(open, child)
      }
    }
  }

  #relax(pieces: readonly Envelope[]): Node | null {
    const { groups, budget, leastReturn } = this.#problem
    this.#nodes++
    const relaxed = waterFill(pieces, groups, budget, leastReturn)
    if (relaxed === null) return null
    this.#round(pieces, relaxed)
    return { pieces, relaxed }
  }

  /** Makes real plans of a relaxation: the fractional activities all closed, or the worst one opened instead. */
  #round(pieces: readonly Envelope[], { spend, fractional }: Relaxed): void {
    this.#try(pieces.map((piece, i) => settle(piece, spend[i]!)))
    if (fractional < 0) return
    this.#try(pieces.map((piece, i) => settle(piece, i === fractional ? piece.end : spend[i]!)))
    const { domain } = pieces[fractional]!
    const x = spend[fractional]!
    if (x < domain.low) return
    const exactly: Domain = { rest: null, low: x, high: x }
    this.#try(pieces.map((piece, i) => (i === fractional ? withDomain(piece, exactly) : settle(piece, spend[i]!))))
  }

  /** Fills concave pieces exactly and keeps the plan if it is the best so far. */
  #try(pieces: readonly Envelope[]): void {
    const { groups, budget, leastReturn } = this.#problem
    const plan = waterFill(pieces, groups, budget, leastReturn)
    if (plan === null) return
    const value = planValue(this.#problem, plan.spend)
    if (this.#best !== null && value <= this.#best.value) return
    this.#best = { spend: plan.spend, value, price: plan.price, groupPrices: plan.groupPrices }
  }

  /**
   * The two halves of a node, split where its fractional activity stands. Of activities that are alike the earlier gets
   * at least as much as the later one, without loss; so the limits pass on to their twins.
   */
  #split({ pieces, relaxed }: Node): Envelope[][] {
    const i = relaxed.fractional
    if (i < 0) return []
    const x = relaxed.spend[i]!
    const twins = this.#twins[i]!
    const limit = (
      isConcerned: (k: number) => boolean,
      cut: (domain: Domain, x: number) => Domain | null,
    ): Envelope[] | null => {
      const out = [...pieces]
      for (const k of twins) {
        if (!isConcerned(k)) continue
        const domain = cut(pieces[k]!.domain, x)
        if (domain === null) return null
        if (domain !== pieces[k]!.domain) out[k] = withDomain(pieces[k]!, domain)
      }
      return out
    }
    const halves = [limit((k) => k >= i, atMost), limit((k) => k <= i, atLeast)]
    return halves.filter((half) => half !== null)
  }
}

/** For each activity, all that have the same curve, value, limits and group, in order. */
function twinsOf({ curves, values, domains, groups }: Problem): readonly (readonly number[])[] {
  const groupOf = new Map(groups.flatMap(({ members }, g) => members.map((i): [number, number] => [i, g])))
  const classes = new Map<string, number[]>()
  return curves.map((curve, i) => {
    const key = JSON.stringify([curve, values[i], domains[i], groupOf.get(i)])
    const twins = classes.get(key) ?? []
    classes.set(key, twins)
    twins.push(i)
    return twins
  })
}

function withDomain({ curve, value }: Envelope, domain: Domain): Envelope {
  return envelope(curve, value, domain)
}

/** Commits an activity: closed at its start, or open on the concave part of its curve. */
function settle(piece: Envelope, spend: number): Envelope {
  const { curve, domain, start, end } = piece
  if (end === start) return piece
  if (spend < end * (1 - 1e-9)) return withDomain(piece, { rest: null, low: start, high: start })
  const low = Math.min(domain.high, Math.max(domain.low, inflection(curve)))
  return withDomain(piece, { rest: null, low, high: domain.high })
}

/** Value of a plan, unspent money at its least return included. */
export function planValue({ curves, values, budget, leastReturn }: Problem, spend: ArrayLike<number>): number {
  let value = 0
  let left = budget
  for (let i = 0; i < curves.length; i++) {
    value += values[i]! * response(curves[i]!, spend[i]!)
    left -= spend[i]!
  }
  return value + leastReturn * Math.max(0, left)
}

/** The open nodes as a binary heap, the highest bound on top. */
function push(heap: Node[], node: Node): void {
  let at = heap.length
  while (at > 0) {
    const up = (at - 1) >> 1
    if (heap[up]!.relaxed.bound >= node.relaxed.bound) break
    heap[at] = heap[up]!
    at = up
  }
  heap[at] = node
}

function popBest(heap: Node[]): Node | undefined {
  const top = heap[0]
  const node = heap.pop()
  if (top === undefined || node === undefined || heap.length === 0) return top
  let at = 0
  for (;;) {
    let down = 2 * at + 1
    if (down >= heap.length) break
    if (down + 1 < heap.length && heap[down + 1]!.relaxed.bound > heap[down]!.relaxed.bound) down++
    if (heap[down]!.relaxed.bound <= node.relaxed.bound) break
    heap[at] = heap[down]!
    at = down
  }
  heap[at] = node
  return top
}
