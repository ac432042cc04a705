/**
 * Gives every distinct string a small number, 0 upwards in order of arrival, and counts how often it came. An open-addressing
 * hash table over typed arrays: millions of strings cost half the time of a Map.
 */
export class Interner {
  readonly strings: string[] = []
  /** Number of the string + 1 in each slot; 0 is empty. At most half are taken. */
  #slots = new Int32Array(2048)
  #hashes = new Int32Array(1024)
  #counts = new Int32Array(1024)
  #letters = new Int32Array(1024)

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
    const hash = hashOf(text)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const id = this.#slots[slot]! - 1
      if (id < 0) break
      if (this.#hashes[id] === hash && this.strings[id] === text) return id
      slot = (slot + 1) & mask
    }
    const id = this.strings.length
    if (id === this.#hashes.length) this.#grow()
    this.strings.push(text)
    this.#hashes[id] = hash
    this.#counts[id] = 0
    this.#letters[id] = lettersOf(text)
    this.#place(id)
    return id
  }

  #place(id: number): void {
    const mask = this.#slots.length - 1
    let slot = this.#hashes[id]! & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = id + 1
  }

  #grow(): void {
    this.#hashes = doubled(this.#hashes)
    this.#counts = doubled(this.#counts)
    this.#letters = doubled(this.#letters)
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let id = 0; id < this.strings.length; id++) this.#place(id)
  }

  /** Takes one sight of the string back; it keeps its number. */
  remove(id: number): void {
    this.#counts[id] = this.#counts[id]! - 1
  }

  /** Forgets all strings from number `size` upwards, as if they had never come. */
  trim(size: number): void {
    const mask = this.#slots.length - 1
    // The last one in is the last of its run of slots, so taking it out breaks no other's path.
    while (this.strings.length > size) {
      this.strings.pop()
      const id = this.strings.length
      let slot = this.#hashes[id]! & mask
      while (this.#slots[slot] !== id + 1) slot = (slot + 1) & mask
      this.#slots[slot] = 0
    }
  }

  /** How often the string of this number was added; 0 for −1 ("none"). */
  count(id: number): number {
    return id < 0 ? 0 : this.#counts[id]!
  }

  /** Which letters the string holds, as bits. */
  letters(id: number): number {
    return this.#letters[id]!
  }

  /** Whether one of two strings holds all letters of the other, as it must to begin with it. */
  nested(a: number, b: number): boolean {
    const both = this.#letters[a]! & this.#letters[b]!
    return both === this.#letters[a] || both === this.#letters[b]
  }

  /** Whether two strings' sets of letters differ by more than `edits` edits can explain (each changes two letters at most). */
  farApart(a: number, b: number, edits: number): boolean {
    return lettersFarApart(this.#letters[a]!, this.#letters[b]!, edits)
  }
}

/** FNV-1a over the code units (Fowler, Noll & Vo), with a last mix for the low bits that pick the slot. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash ^ (hash >>> 15)
}

function doubled(items: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(items.length * 2)
  grown.set(items)
  return grown
}

/** Which letters occur, as bits; letters of other scripts share them. */
function lettersOf(text: string): number {
  let mask = 0
  for (let i = 0; i < text.length; i++) mask |= 1 << (text.charCodeAt(i) & 31)
  return mask
}

/** {@link Interner.farApart} for sets of letters that are at hand. */
export function lettersFarApart(a: number, b: number, edits: number): boolean {
  return bitCount(a ^ b) > 2 * edits
}

function bitCount(mask: number): number {
  let n = mask - ((mask >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
