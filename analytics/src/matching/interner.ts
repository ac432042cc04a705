/** Gives every distinct string a small number, 0 upwards in order of arrival, and counts how often it came. */
export class Interner {
  readonly strings: string[] = []
  #ids = new Map<string, number>()
  #counts = new Int32Array(1024)

  get size(): number {
    return this.strings.length
  }

  /** The string's number; it counts as seen once more. */
  add(text: string): number {
    const id = this.id(text)
    this.#counts[id] = this.#counts[id]! + 1
    return id
  }

  /** The string's number, without counting it. */
  id(text: string): number {
    let id = this.#ids.get(text)
    if (id === undefined) {
      id = this.strings.length
      this.#ids.set(text, id)
      this.strings.push(text)
      if (id >= this.#counts.length) {
        const grown = new Int32Array(this.#counts.length * 2)
        grown.set(this.#counts)
        this.#counts = grown
      }
    }
    return id
  }

  /** How often the string of this number was added; 0 for −1 ("none"). */
  count(id: number): number {
    return id < 0 ? 0 : this.#counts[id]!
  }
}
