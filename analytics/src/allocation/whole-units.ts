import type { Domain } from './envelope.ts'
import { response, type ResponseCurve } from './response-curve.ts'
import type { Group } from './water-fill.ts'

export interface WholeUnits {
  readonly curves: readonly ResponseCurve[]
  readonly values: readonly number[]
  readonly domains: readonly Domain[]
  readonly groups: readonly Group[]
}

/**
 * Rounds a plan to whole units (cents) within the budget and every limit, at the least loss: all are rounded down, what is left goes
 * unit by unit where it gains most (at least `leastReturn`), and single units then move as long as a move gains. On the concave
 * parts of the curves that is the best plan in whole units.
 */
export function wholeUnits(
  problem: WholeUnits,
  spend: Float64Array,
  budget: number,
  leastReturn: number,
): Float64Array {
  const rounding = new Rounding(problem, spend)
  const steps = 2 * spend.length + 10
  rounding.meetFloors()
  for (let over = rounding.sum() - budget; over > 0; over--) if (!rounding.take(Infinity)) break
  let open = budget - rounding.sum()
  for (let step = 0; step < steps && open > 0 && rounding.give(leastReturn); step++) open--
  for (let step = 0; step < steps && rounding.take(leastReturn); step++);
  for (let step = 0; step < 5 * steps && rounding.move(); step++);
  return rounding.units
}

class Rounding {
  readonly #problem: WholeUnits
  readonly units: Float64Array
  readonly #groupOf: Int32Array
  readonly #groupTotals: number[]
  /** Value of one unit more, and of one unit less, per activity; −∞ and ∞ where a limit forbids it. */
  readonly #gain: Float64Array
  readonly #loss: Float64Array

  constructor(problem: WholeUnits, spend: Float64Array) {
    this.#problem = problem
    this.units = spend.map((x, i) => {
      const { low, high } = problem.domains[i]!
      const down = Math.floor(x + 1e-6)
      // A closed activity rests; an open one stays within its limits.
      return x < low ? Math.round(x) : Math.min(high, Math.max(Math.ceil(low), down))
    })
    this.#groupOf = new Int32Array(spend.length).fill(-1)
    problem.groups.forEach(({ members }, g) => members.forEach((i) => (this.#groupOf[i] = g)))
    this.#groupTotals = problem.groups.map(({ members }) => members.reduce((sum, i) => sum + this.units[i]!, 0))
    this.#gain = new Float64Array(spend.length)
    this.#loss = new Float64Array(spend.length)
    for (let i = 0; i < spend.length; i++) this.#look(i)
  }

  sum(): number {
    return this.units.reduce((sum, units) => sum + units, 0)
  }

  #value(i: number, units: number): number {
    return this.#problem.values[i]! * response(this.#problem.curves[i]!, units)
  }

  #look(i: number): void {
    const { low, high } = this.#problem.domains[i]!
    const units = this.units[i]!
    const open = units >= low
    const now = this.#value(i, units)
    this.#gain[i] = open && units + 1 <= high ? this.#value(i, units + 1) - now : -Infinity
    this.#loss[i] = open && units - 1 >= low ? now - this.#value(i, units - 1) : Infinity
  }

  #change(i: number, by: number): void {
    this.units[i] = this.units[i]! + by
    const g = this.#groupOf[i]!
    if (g >= 0) this.#groupTotals[g] = this.#groupTotals[g]! + by
    this.#look(i)
  }

  #hasRoom(i: number): boolean {
    const g = this.#groupOf[i]!
    return g < 0 || this.#groupTotals[g]! + 1 <= this.#problem.groups[g]!.cap
  }

  #canSpare(i: number): boolean {
    const g = this.#groupOf[i]!
    return g < 0 || this.#groupTotals[g]! - 1 >= this.#problem.groups[g]!.floor
  }

  #receiver(): number {
    let best = -1
    for (let i = 0; i < this.units.length; i++) {
      if (this.#gain[i]! > (best < 0 ? -Infinity : this.#gain[best]!) && this.#hasRoom(i)) best = i
    }
    return best
  }

  #giver(): number {
    let best = -1
    for (let i = 0; i < this.units.length; i++) {
      if (this.#loss[i]! < (best < 0 ? Infinity : this.#loss[best]!) && this.#canSpare(i)) best = i
    }
    return best
  }

  /** Rounding down may have taken a group below its floor: its members get that back first. */
  meetFloors(): void {
    this.#problem.groups.forEach(({ members, floor }, g) => {
      while (this.#groupTotals[g]! < floor) {
        const i = greatest(members, this.#gain)
        if (i < 0) return
        this.#change(i, 1)
      }
    })
  }

  /** One unit more where it gains most, if that is at least so much. */
  give(least: number): boolean {
    const i = this.#receiver()
    if (i < 0 || this.#gain[i]! < least) return false
    this.#change(i, 1)
    return true
  }

  /** One unit less where it is missed least, if that is below so much. */
  take(most: number): boolean {
    const i = this.#giver()
    if (i < 0 || this.#loss[i]! >= most) return false
    this.#change(i, -1)
    return true
  }

  /** Moves one unit from where it is missed least to where it gains most, if that gains. Limits of groups are kept. */
  move(): boolean {
    const [from, to] = this.#bestMove()
    if (from < 0) return false
    this.#change(from, -1)
    this.#change(to, 1)
    return true
  }

  #bestMove(): [number, number] {
    let best: [number, number] = [-1, -1]
    let most = 0
    const consider = (from: number, to: number): void => {
      if (from < 0 || to < 0 || from === to) return
      const gain = this.#gain[to]! - this.#loss[from]!
      if (gain <= most + 1e-12 * Math.abs(this.#loss[from]!)) return
      most = gain
      best = [from, to]
    }
    consider(this.#giver(), this.#receiver())
    for (const { members } of this.#problem.groups) {
      const [from, to] = [least(members, this.#loss), greatest(members, this.#gain)]
      consider(from, to)
    }
    return best
  }
}

function least(members: readonly number[], of: Float64Array): number {
  return members.reduce((best, i) => (of[i]! < (of[best] ?? Infinity) ? i : best), -1)
}

function greatest(members: readonly number[], of: Float64Array): number {
  return members.reduce((best, i) => (of[i]! > (of[best] ?? -Infinity) ? i : best), -1)
}
