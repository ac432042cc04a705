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

  toArray(): Int32Array {
    return this.#items.slice(0, this.#length)
  }

  push(value: number): void {
    if (this.#length === this.#items.length) {
      const grown = new Int32Array(this.#items.length * 2)
      grown.set(this.#items)
      this.#items = grown
    }
    this.#items[this.#length++] = value
  }

  /** Forgets what stands at `length` and behind. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length)
  }

  at(index: number): number {
    return this.#items[index]!
  }
}

/** The same for numbers with a fraction. */
export class GrowingFloats {
  #items = new Float64Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#items.length) {
      const grown = new Float64Array(this.#items.length * 2)
      grown.set(this.#items)
      this.#items = grown
    }
    this.#items[this.#length++] = value
  }

  at(index: number): number {
    return this.#items[index]!
  }

  toArray(): Float64Array {
    return this.#items.slice(0, this.#length)
  }
}
