/** Sums by a whole-number key below 2⁵³, `lanes` numbers per key: a hash table in typed arrays. */
export class CellTable {
  readonly lanes: number
  size = 0
  #keys = new Float64Array(16)
  #sums: Float64Array
  /** Cell index + 1 by hash, 0 where free; at most half full. */
  #slots = new Int32Array(32)

  constructor(lanes: number) {
    this.lanes = lanes
    this.#sums = new Float64Array(16 * lanes)
  }

  /** Adds factor × weights to the key's sums. */
  add(key: number, weights: Float64Array, factor = 1): void {
    const { lanes } = this
    const at = this.#cell(key) * lanes
    const sums = this.#sums
    for (let lane = 0; lane < lanes; lane++) sums[at + lane]! += factor * weights[lane]!
  }

  /** Keys ascending and their sums in the same order: the same for the same content, however it came in. */
  sorted(): { keys: Float64Array; sums: Float64Array } {
    const { lanes } = this
    const keys = this.#keys.slice(0, this.size).sort()
    const sums = new Float64Array(this.size * lanes)
    keys.forEach((key, i) => {
      const at = this.#cell(key) * lanes
      sums.set(this.#sums.subarray(at, at + lanes), i * lanes)
    })
    return { keys, sums }
  }

  #cell(key: number): number {
    const mask = this.#slots.length - 1
    let slot = hash(key) & mask
    for (let found = this.#slots[slot]!; found !== 0; found = this.#slots[slot]!) {
      if (this.#keys[found - 1] === key) return found - 1
      slot = (slot + 1) & mask
    }
    if (2 * (this.size + 1) > this.#slots.length) {
      this.#grow()
      return this.#cell(key)
    }
    this.#keys[this.size] = key
    this.#slots[slot] = ++this.size
    return this.size - 1
  }

  #grow(): void {
    const room = 2 * this.#keys.length
    const [keys, sums] = [new Float64Array(room), new Float64Array(room * this.lanes)]
    keys.set(this.#keys)
    sums.set(this.#sums)
    this.#keys = keys
    this.#sums = sums
    this.#slots = new Int32Array(2 * room)
    for (let i = 0; i < this.size; i++) {
      let slot = hash(keys[i]!) & (2 * room - 1)
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (2 * room - 1)
      this.#slots[slot] = i + 1
    }
  }
}

/** Mixes both halves of a key (multipliers of MurmurHash3's finaliser). */
function hash(key: number): number {
  const high = Math.floor(key / 2 ** 32)
  let h = Math.imul((key - high * 2 ** 32) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
