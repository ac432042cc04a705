import { checkEach, checkLength } from '../check.ts'

/**
 * Chooses among weighted pairs so that each left and each right record is used at most once and the sum of the weights is as
 * large as possible: maximum-weight bipartite matching, exact, by shortest augmenting paths with node prices (Kuhn 1955;
 * Jonker & Volgenant 1987) within each connected part. Pairs with a weight of 0 or less are never chosen.
 *
 * @param left, right record numbers of each pair. @param weight evidence for it, for example log-odds.
 * @returns the chosen pairs' positions, in ascending order
 * @example assignOneToOne([0, 0, 1], [0, 1, 0], [5, 4, 3]) // [1, 2]: 4 + 3 beats 5
 */
export function assignOneToOne(left: ArrayLike<number>, right: ArrayLike<number>, weight: ArrayLike<number>): number[] {
  checkLength('right', right, 'left', left.length)
  checkLength('weight', weight, 'left', left.length)
  checkEach('left', left, (id) => Number.isSafeInteger(id) && id >= 0, 'a whole number, at least 0')
  checkEach('right', right, (id) => Number.isSafeInteger(id) && id >= 0, 'a whole number, at least 0')
  checkEach('weight', weight, Number.isFinite, 'a finite number')
  const graph = new SparseAssignment(left, right, weight)
  const chosen = graph.solve()
  return Array.from(chosen.sort())
}

const NONE = -1

class SparseAssignment {
  readonly #right: Int32Array
  readonly #weight: Float64Array
  readonly #edge: Int32Array
  readonly #starts: Int32Array
  readonly #lefts: number
  readonly #mateOfLeft: Int32Array
  readonly #mateOfRight: Int32Array
  readonly #edgeOfRight: Int32Array
  readonly #priceLeft: Float64Array
  readonly #priceRight: Float64Array
  readonly #distance: Float64Array
  readonly #from: Int32Array
  readonly #fromEdge: Int32Array

  constructor(left: ArrayLike<number>, right: ArrayLike<number>, weight: ArrayLike<number>) {
    const lefts = compact(left)
    const rights = compact(right)
    const good: number[] = []
    for (let e = 0; e < weight.length; e++) if (weight[e]! > 0) good.push(e)
    this.#lefts = lefts.size
    this.#starts = new Int32Array(lefts.size + 1)
    for (const e of good) this.#starts[lefts.of(left[e]!) + 1]!++
    for (let i = 0; i < lefts.size; i++) this.#starts[i + 1]! += this.#starts[i]!
    const next = this.#starts.slice()
    this.#right = new Int32Array(good.length)
    this.#weight = new Float64Array(good.length)
    this.#edge = new Int32Array(good.length)
    for (const e of good) {
      const at = next[lefts.of(left[e]!)]!++
      this.#right[at] = rights.of(right[e]!)
      this.#weight[at] = weight[e]!
      this.#edge[at] = e
    }
    this.#mateOfLeft = new Int32Array(lefts.size).fill(NONE)
    this.#mateOfRight = new Int32Array(rights.size).fill(NONE)
    this.#edgeOfRight = new Int32Array(rights.size).fill(NONE)
    this.#priceLeft = new Float64Array(lefts.size)
    this.#priceRight = new Float64Array(rights.size)
    this.#distance = new Float64Array(rights.size).fill(Infinity)
    this.#from = new Int32Array(rights.size)
    this.#fromEdge = new Int32Array(rights.size)
  }

  solve(): Int32Array {
    for (let i = 0; i < this.#lefts; i++) {
      let best = 0
      for (let at = this.#starts[i]!; at < this.#starts[i + 1]!; at++) best = Math.max(best, this.#weight[at]!)
      this.#priceLeft[i] = best
    }
    for (let i = 0; i < this.#lefts; i++) this.#augment(i)
    return this.#edgeOfRight.filter((at) => at !== NONE).map((at) => this.#edge[at]!)
  }

  /**
   * Finds the best way to take left node `root` in: Dijkstra over reduced costs priceLeft + priceRight − weight ≥ 0. A path
   * may end at a free right node, or at a left node (the root itself, or one already matched) that gives up its place.
   */
  #augment(root: number): void {
    const heap = new Heap()
    const done: number[] = []
    const touched: number[] = []
    const leftDistance = new Map<number, number>([[root, 0]])
    let bestLeft = root
    let bestLeftCost = this.#priceLeft[root]!
    this.#relax(root, 0, heap, touched)
    let goal = NONE
    let goalDistance = bestLeftCost
    for (;;) {
      const j = heap.pop(this.#distance)
      if (j === NONE || this.#distance[j]! >= bestLeftCost) break
      const distance = this.#distance[j]!
      done.push(j)
      const mate = this.#mateOfRight[j]!
      if (mate === NONE) {
        goal = j
        goalDistance = distance
        break
      }
      leftDistance.set(mate, distance)
      if (distance + this.#priceLeft[mate]! < bestLeftCost) {
        bestLeft = mate
        bestLeftCost = distance + this.#priceLeft[mate]!
      }
      this.#relax(mate, distance, heap, touched)
    }
    if (goal === NONE) goalDistance = bestLeftCost
    for (const [i, distance] of leftDistance)
      if (distance < goalDistance) this.#priceLeft[i]! -= goalDistance - distance
    for (const j of done)
      if (this.#distance[j]! < goalDistance) this.#priceRight[j]! += goalDistance - this.#distance[j]!
    if (goal !== NONE) this.#flip(goal, root)
    else if (bestLeft !== root) this.#release(bestLeft, root)
    for (const j of touched) this.#distance[j] = Infinity
  }

  #relax(i: number, distance: number, heap: Heap, touched: number[]): void {
    for (let at = this.#starts[i]!; at < this.#starts[i + 1]!; at++) {
      const j = this.#right[at]!
      const next = distance + Math.max(0, this.#priceLeft[i]! + this.#priceRight[j]! - this.#weight[at]!)
      if (next >= this.#distance[j]!) continue
      if (this.#distance[j] === Infinity) touched.push(j)
      this.#distance[j] = next
      this.#from[j] = i
      this.#fromEdge[j] = at
      heap.push(j, next)
    }
  }

  /** `left` loses its partner, who goes to the node before it on the path, and so on back to the root. */
  #release(left: number, root: number): void {
    const freed = this.#mateOfLeft[left]!
    this.#mateOfLeft[left] = NONE
    this.#flip(freed, root)
  }

  #flip(goal: number, root: number): void {
    let j = goal
    for (;;) {
      const i = this.#from[j]!
      const before = this.#mateOfLeft[i]!
      this.#mateOfLeft[i] = j
      this.#mateOfRight[j] = i
      this.#edgeOfRight[j] = this.#fromEdge[j]!
      if (i === root) return
      j = before
    }
  }
}

/** A binary heap of right nodes by distance; outdated entries are skipped. */
class Heap {
  readonly #nodes: number[] = []
  readonly #keys: number[] = []

  push(node: number, key: number): void {
    let at = this.#nodes.length
    while (at > 0) {
      const up = (at - 1) >> 1
      if (this.#keys[up]! <= key) break
      this.#nodes[at] = this.#nodes[up]!
      this.#keys[at] = this.#keys[up]!
      at = up
    }
    this.#nodes[at] = node
    this.#keys[at] = key
  }

  /** The nearest node whose entry still holds, or −1. */
  pop(distance: Float64Array): number {
    while (this.#nodes.length > 0) {
      const node = this.#nodes[0]!
      const key = this.#keys[0]!
      this.#removeTop()
      if (key === distance[node]) return node
    }
    return NONE
  }

  #removeTop(): void {
    const node = this.#nodes.pop()!
    const key = this.#keys.pop()!
    const { length } = this.#nodes
    if (length === 0) return
    let at = 0
    for (;;) {
      let down = 2 * at + 1
      if (down >= length) break
      if (down + 1 < length && this.#keys[down + 1]! < this.#keys[down]!) down++
      if (this.#keys[down]! >= key) break
      this.#nodes[at] = this.#nodes[down]!
      this.#keys[at] = this.#keys[down]!
      at = down
    }
    this.#nodes[at] = node
    this.#keys[at] = key
  }
}

/** Record numbers as 0, 1, 2 … */
function compact(ids: ArrayLike<number>): { size: number; of: (id: number) => number } {
  const numbers = new Map<number, number>()
  for (let i = 0; i < ids.length; i++) if (!numbers.has(ids[i]!)) numbers.set(ids[i]!, numbers.size)
  return { size: numbers.size, of: (id) => numbers.get(id)! }
}
