/** Whole numbers in a row that may grow: a typed array with room to spare. */
export class GrowingInts {
  #items: Int32Array
  #length = 0

  constructor(capacity = 1024) {
    this.#items = new Int32Array(Math.max(1, capacity))
  }

  get length(): number {
    return this.#length
  }

  /** The array behind; valid up to `length` and until the next `push`. */
  get items(): Int32Array {
    return this.#items
  }

  push(value: number): void {
    if (this.#length === this.#items.length) {
      const grown = new Int32Array(this.#items.length * 2)
      grown.set(this.#items)
      this.#items = grown
    }
    this.#items[this.#length++] = value
  }

  at(index: number): number {
    return this.#items[index]!
  }
}
