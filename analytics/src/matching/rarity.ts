import type { CompanyValues } from './company-table.ts'
import type { Interner } from './interner.ts'
import { PRIOR_NAMES, priorCounts } from './word-rarity.ts'

/** Before a list speaks for itself: how many of 50,000 companies share one value of this kind. */
const SHARING = {
  squashed: 1,
  kernels: 1,
  domains: 1,
  labels: 1.5,
  countries: 2500,
  cities: 100,
  postcodes: 10,
  phones: 1,
  registryNumbers: 0.1,
}

export type RarityKind = keyof typeof SHARING

/**
 * Information in sharing a value: −log₂ of the share of records that bear it, in bits. Two records that share a
 * value of b bits by chance are as rare as b heads in a row. Shares are smoothed towards what is usual for companies; the
 * smoothing fades as the lists grow (term-frequency adjustment, as in Splink; Winkler 1990).
 */
export class Rarity {
  readonly #values: CompanyValues
  #words = new Float64Array(0)
  #prior = 1
  #total = PRIOR_NAMES

  constructor(values: CompanyValues) {
    this.#values = values
    this.refresh()
  }

  /** Takes the present counts. Needed again only after the lists have grown noticeably. */
  refresh(): void {
    const { records, words } = this.#values
    this.#prior = Math.min(1, 5000 / Math.max(1, records))
    this.#total = records + this.#prior * PRIOR_NAMES
    this.#words = new Float64Array(words.size)
    for (let id = 0; id < words.size; id++) this.#words[id] = this.#wordBits(id)
  }

  /** Bits of a word that nobody else bears. */
  get rarest(): number {
    return Math.log2(this.#total / (1 + this.#prior))
  }

  word(id: number): number {
    return id < this.#words.length ? this.#words[id]! : this.#wordBits(id)
  }

  bits(kind: RarityKind, id: number): number {
    const interner: Interner = this.#values[kind]
    const count = interner.count(id) + this.#prior * SHARING[kind]
    return Math.max(0, Math.log2(this.#total / count))
  }

  #wordBits(id: number): number {
    const usual = priorCounts.get(this.#values.words.strings[id]!) ?? 1
    return Math.max(0, Math.log2(this.#total / (this.#values.words.count(id) + this.#prior * usual)))
  }
}
