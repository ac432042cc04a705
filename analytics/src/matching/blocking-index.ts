import { BlockingKeys, capOf } from './blocking-keys.ts'
import type { CompanyTable } from './company-table.ts'

/**
 * Finds the records of a table that share a blocking key with another record. Keys stand sorted into buckets by their leading
 * bits; records added later wait in a small map, so that one more record costs microseconds, not a rebuild.
 */
export class BlockingIndex {
  readonly #table: CompanyTable
  readonly #keys = new BlockingKeys()
  #starts = new Int32Array(2)
  #bucketKeys = new Int32Array(0)
  #bucketRows = new Int32Array(0)
  #shift = 31
  readonly #added = new Map<number, number[]>()
  /** For each row the last search that met it: a candidate is reported once. */
  #met = new Int32Array(0)
  #search = 0
  readonly candidates: number[] = []

  constructor(table: CompanyTable) {
    this.#table = table
    this.#build()
  }

  /** Makes a row findable that was added to the table after the index was built. */
  add(row: number): void {
    this.#keys.read(this.#table, row)
    for (let k = 0; k < this.#keys.count; k++) {
      const key = this.#keys.keys[k]!
      const rows = this.#added.get(key)
      if (rows === undefined) this.#added.set(key, [row])
      else if (rows.length < capOf(key)) rows.push(row)
    }
  }

  /** Rows that share a key with the given record (of this or another table over the same values), each once, in `candidates`. */
  find(table: CompanyTable, row: number): readonly number[] {
    this.candidates.length = 0
    if (this.#met.length < this.#table.length) {
      const grown = new Int32Array(Math.ceil(this.#table.length * 1.25))
      grown.set(this.#met)
      this.#met = grown
    }
    this.#search++
    this.#keys.read(table, row)
    for (let k = 0; k < this.#keys.count; k++) {
      const key = this.#keys.keys[k]!
      const bucket = key >>> this.#shift
      const to = this.#starts[bucket + 1]!
      for (let at = this.#starts[bucket]!; at < to; at++) {
        if (this.#bucketKeys[at] === key) this.#meet(this.#bucketRows[at]!)
      }
      const added = this.#added.size === 0 ? undefined : this.#added.get(key)
      if (added !== undefined) for (const other of added) this.#meet(other)
    }
    return this.candidates
  }

  #meet(row: number): void {
    if (this.#met[row] === this.#search) return
    this.#met[row] = this.#search
    this.candidates.push(row)
  }

  /** Two passes over the table: count what would be kept, then sort it into its buckets. */
  #build(): void {
    const { length } = this.#table
    const bits = Math.max(1, Math.min(25, Math.ceil(Math.log2(Math.max(2, length * 8)))))
    const crowd = new Uint16Array(2 ** bits)
    const mask = crowd.length - 1
    const keys = this.#keys
    for (let row = 0; row < length; row++) {
      keys.read(this.#table, row)
      for (let k = 0; k < keys.count; k++) {
        const key = keys.keys[k]!
        const slot = key & mask
        if (crowd[slot]! <= capOf(key)) crowd[slot] = crowd[slot]! + 1
      }
    }
    this.#shift = 32 - bits
    const starts = new Int32Array(2 ** bits + 1)
    this.#eachKept(crowd, mask, (key) => starts[(key >>> this.#shift) + 1]!++)
    for (let b = 1; b < starts.length; b++) starts[b]! += starts[b - 1]!
    const total = starts.at(-1)!
    this.#bucketKeys = new Int32Array(total)
    this.#bucketRows = new Int32Array(total)
    const next = starts.slice()
    this.#eachKept(crowd, mask, (key, row) => {
      const at = next[key >>> this.#shift]!++
      this.#bucketKeys[at] = key
      this.#bucketRows[at] = row
    })
    this.#starts = starts
  }

  #eachKept(crowd: Uint16Array, mask: number, keep: (key: number, row: number) => void): void {
    const keys = this.#keys
    for (let row = 0; row < this.#table.length; row++) {
      keys.read(this.#table, row)
      for (let k = 0; k < keys.count; k++) {
        const key = keys.keys[k]!
        if (crowd[key & mask]! <= capOf(key)) keep(key, row)
      }
    }
  }
}
