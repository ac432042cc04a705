import type { CompanyTable } from './company-table.ts'

/** Most keys that one record can have; a record with many aliases keeps the first ones. */
const MAX_KEYS = 48

/**
 * Blocks larger than this are left out: so many records under one key are a crowd, not candidates. A whole value that agrees
 * (domain, telephone, name) may be shared by many duplicates of one company; a part of a name may not.
 */
const CAP_OF_WHOLE = 60
const CAP_OF_PART = 12

/** Keys of whole values have their last bit set. */
export function capOf(key: number): number {
  return (key & 1) === 1 ? CAP_OF_WHOLE : CAP_OF_PART
}

const KEY = {
  domain: 1,
  label: 2,
  phone: 3,
  registry: 4,
  kernel: 5,
  word: 6,
  words: 7,
  start: 8,
  end: 9,
  place: 10,
  head: 11,
  tail: 12,
}

/**
 * The keys under which a record is looked up. Two records are compared when they share a key: the domain (whole, or without its
 * ending), the telephone, a registry number, the whole name, its rarest words, its first or last seven letters, the postcode with
 * the first letter, or the beginning or end of the rarest word with the city. A misspelling spares at least one of them.
 * Values that a crowd shares make no key: such blocks grow with the square of the lists and decide nothing.
 */
export class BlockingKeys {
  readonly keys = new Int32Array(MAX_KEYS)
  count = 0

  /** Fills `keys` and `count` for one record. */
  read(table: CompanyTable, row: number): void {
    this.count = 0
    const { values } = table
    const domain = table.domain.at(row)
    if (domain >= 0) {
      if (values.domains.count(domain) <= CAP_OF_WHOLE) this.#add(KEY.domain, domain, 0)
      const label = table.label.at(row)
      const known = values.labels.strings[label]!.length >= 4 && values.labels.count(label) <= CAP_OF_WHOLE
      if (known) this.#add(KEY.label, label, 0)
    }
    const phone = table.phone.at(row)
    if (phone >= 0 && values.phones.count(phone) <= CAP_OF_WHOLE) this.#add(KEY.phone, phone, 0)
    for (const number of table.registryNumbers.get(row) ?? []) this.#add(KEY.registry, number, 0)
    for (let r = table.names.at(row); r < table.names.at(row + 1); r++) this.#readName(table, row, r)
  }

  #add(kind: number, a: number, b: number): void {
    if (this.count === MAX_KEYS) return
    const hash = mix(mix(Math.imul(kind, 0x9e3779b1), a), b)
    this.keys[this.count++] = kind <= KEY.kernel ? hash | 1 : hash & ~1
  }

  #readName(table: CompanyTable, row: number, name: number): void {
    const { values } = table
    const kernel = table.kernel.at(name)
    if (kernel < 0) return
    const text = values.kernels.strings[kernel]!
    if (values.kernels.count(kernel) <= CAP_OF_WHOLE) this.#add(KEY.kernel, kernel, 0)
    let first = -1
    let second = -1
    const to = table.tokens.at(name + 1)
    for (let t = table.tokens.at(name); t < to; t++) {
      const id = table.tokenIds.at(t)
      const count = values.words.count(id)
      if (first < 0 || count < values.words.count(first)) {
        second = first
        first = id
      } else if (id !== first && (second < 0 || count < values.words.count(second))) second = id
    }
    if (values.words.count(first) <= 2 * CAP_OF_PART) this.#add(KEY.word, first, 0)
    if (second >= 0) {
      if (values.words.count(second) <= 2 * CAP_OF_PART) this.#add(KEY.word, second, 0)
      else this.#add(KEY.words, Math.min(first, second), Math.max(first, second))
    }
    if (text.length >= 9) {
      this.#add(KEY.start, letters(text, 0, 7), 0)
      this.#add(KEY.end, letters(text, text.length - 7, text.length), 0)
    }
    const postcode = table.postcode.at(row)
    if (postcode >= 0) this.#add(KEY.place, postcode, text.charCodeAt(0))
    const city = table.city.at(row)
    if (city < 0) return
    const word = values.words.strings[first]!
    if (word.length < 4) return
    this.#add(KEY.head, letters(word, 0, 4), city)
    this.#add(KEY.tail, letters(word, word.length - 4, word.length), city)
  }
}

function letters(text: string, from: number, to: number): number {
  let hash = 0
  for (let i = from; i < to; i++) hash = Math.imul(hash, 31) + text.charCodeAt(i)
  return hash | 0
}

/** One round of MurmurHash3's 32-bit mixing (Appleby, public domain). */
function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = hash ^ k
  const m = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64
  return Math.imul(m ^ (m >>> 15), 0x85ebca6b) | 0
}
