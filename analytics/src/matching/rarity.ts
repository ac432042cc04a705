import type { CompanyTable, CompanyValues } from './company-table.ts'
import type { GrowingInts } from './growing.ts'
import type { Interner } from './interner.ts'
import { PRIOR_NAMES, priorCounts } from './word-rarity.ts'

/**
 * Before the lists speak for themselves: how many other companies of 50,000 bear one company's value, and which column of a table
 * holds the values of this kind.
 */
const KINDS = {
  words: { usual: 1, column: (table: CompanyTable) => table.tokenIds },
  squashed: { usual: 0.1, column: (table: CompanyTable) => table.squashed },
  kernels: { usual: 0.2, column: (table: CompanyTable) => table.kernel },
  domains: { usual: 0.1, column: (table: CompanyTable) => table.domain },
  labels: { usual: 0.4, column: (table: CompanyTable) => table.label },
  countries: { usual: 2500, column: (table: CompanyTable) => table.country },
  cities: { usual: 100, column: (table: CompanyTable) => table.city },
  postcodes: { usual: 10, column: (table: CompanyTable) => table.postcode },
  phones: { usual: 0.05, column: (table: CompanyTable) => table.phone },
  registryNumbers: { usual: 0.005, column: (table: CompanyTable) => table.registryColumn },
} as const

/** Fewer than so many companies sharing one value are never assumed, however clean the lists look. */
const LEAST_SHARED = 0.002

/** So many values of a list weigh as much as what is usual. */
const WEIGHT_OF_USUAL = 5000

/**
 * Information in sharing a value of one kind: −log₂ of the share of *other* companies that bear it, in bits.
 *
 * The two records at hand are left out of the count, for if they are one company, they say nothing about strangers. What is
 * then left of a value that only they bear is estimated by Good–Turing from the lists themselves: of the values that one list
 * holds once, as many companies again bring 2·n₂/n₁ more each (n₁, n₂: how many values it holds once, twice; Good 1953). Lists
 * with duplicates inside look as if sharing were commoner: the estimate errs on the careful side.
 */
export class ValueRarity {
  readonly #interner: Interner
  readonly #others: number
  readonly #total: number
  readonly #records: number
  readonly #distinct: ReadonlyMap<number, number>

  /**
   * @param records companies in the lists. @param total the same with those that are usual.
   * @param distinct for much used values, how many different companies use them; elsewhere every record counts
   */
  constructor(
    interner: Interner,
    others: number,
    total: number,
    records: number,
    distinct: ReadonlyMap<number, number>,
  ) {
    this.#interner = interner
    this.#others = others
    this.#total = total
    this.#records = Math.max(1, records)
    this.#distinct = distinct
  }

  /** @param known companies beyond the lists that are known to bear the value */
  bits(id: number, known = 0): number {
    const seen = this.others(id)
    const share = Math.max((seen + known + this.#others) / this.#total, seen / this.#records)
    return Math.max(0, -Math.log2(share))
  }

  /** How many companies of the lists bear the value beside the two at hand. */
  others(id: number): number {
    return Math.max(0, (this.#distinct.get(id) ?? this.#interner.count(id)) - 2)
  }

  /** Bits of a value that nobody else bears. */
  get most(): number {
    return Math.max(0, Math.log2(this.#total / this.#others))
  }
}

/** The rarity of every kind of value, at the counts of the moment of its making. Short lists lean on what is usual. */
export class Rarity {
  readonly squashed: ValueRarity
  readonly kernels: ValueRarity
  readonly domains: ValueRarity
  readonly labels: ValueRarity
  readonly countries: ValueRarity
  readonly cities: ValueRarity
  readonly postcodes: ValueRarity
  readonly phones: ValueRarity
  readonly registryNumbers: ValueRarity
  /** Bits of a word that nobody else bears. */
  readonly rarestWord: number
  readonly #values: CompanyValues
  readonly #wordRarity: ValueRarity
  readonly #words: Float64Array
  readonly #prior: number

  constructor(values: CompanyValues, tables: readonly CompanyTable[]) {
    this.#values = values
    this.#prior = Math.min(1, WEIGHT_OF_USUAL / Math.max(1, values.records))
    const total = values.records + this.#prior * PRIOR_NAMES
    const longest = Math.max(1, ...tables.map((table) => table.length))
    const of = (kind: keyof typeof KINDS): ValueRarity => {
      const { usual, column } = KINDS[kind]
      let once = 0
      let twice = 0
      for (const table of tables) {
        const seen = repeats(column(table), values[kind].size)
        once += seen.once
        twice += seen.twice
      }
      // 2·n₂/n₁ speaks of a list as long as one of these; brought to the length of all.
      const found = once > 0 ? ((2 * twice) / once) * (values.records / longest) : 0
      const weight = once / (once + WEIGHT_OF_USUAL)
      const others = weight * found + (1 - weight) * usual * (total / PRIOR_NAMES)
      return new ValueRarity(
        values[kind],
        Math.max(LEAST_SHARED, others),
        total,
        values.records,
        distinctUsers(kind, values, tables),
      )
    }
    this.squashed = of('squashed')
    this.kernels = of('kernels')
    this.domains = of('domains')
    this.labels = of('labels')
    this.countries = of('countries')
    this.cities = of('cities')
    this.postcodes = of('postcodes')
    this.phones = of('phones')
    this.registryNumbers = of('registryNumbers')
    this.#wordRarity = of('words')
    this.rarestWord = this.#wordRarity.most
    this.#words = Float64Array.from({ length: values.words.size }, (_, id) => this.#wordBits(id))
  }

  /** Bits of a word of a name; words that companies are known to share count as shared from the start. */
  word(id: number): number {
    return id < this.#words.length ? this.#words[id]! : this.#wordBits(id)
  }

  #wordBits(id: number): number {
    return this.#wordRarity.bits(id, this.#prior * (priorCounts.get(this.#values.words.strings[id]!) ?? 0))
  }
}

/** For a value in many records: by what its users are told apart, so that one company entered thirty times is one user. */
const TOLD_APART: Partial<Record<keyof typeof KINDS, (table: CompanyTable) => GrowingInts>> = {
  squashed: (table) => table.domain,
  kernels: (table) => table.domain,
  domains: (table) => table.kernel,
  labels: (table) => table.kernel,
  phones: (table) => table.kernel,
}

/** From so many records on it is worth looking whether they are many companies or one. */
const MANY = 5

function distinctUsers(
  kind: keyof typeof KINDS,
  values: CompanyValues,
  tables: readonly CompanyTable[],
): ReadonlyMap<number, number> {
  const distinct = new Map<number, number>()
  const by = TOLD_APART[kind]
  if (by === undefined) return distinct
  const met = new Set<number>()
  const count = (id: number, user: number): void => {
    if (id < 0 || values[kind].count(id) < MANY) return
    // Without the other value every record is taken for a company of its own.
    if (user >= 0 && met.has(id * 2 ** 26 + user)) return
    met.add(id * 2 ** 26 + user)
    distinct.set(id, (distinct.get(id) ?? 0) + 1)
  }
  for (const table of tables) {
    const column = KINDS[kind].column(table)
    const other = by(table)
    for (let row = 0; row < table.length; row++) {
      const first = table.names.at(row)
      if (other === table.kernel) count(column.at(row), other.at(first))
      else for (let name = first; name < table.names.at(row + 1); name++) count(column.at(name), other.at(row))
    }
  }
  return distinct
}

/** How many values the column holds once, and twice. */
function repeats(column: GrowingInts, size: number): { once: number; twice: number } {
  const counts = new Uint8Array(size)
  for (let i = 0; i < column.length; i++) {
    const id = column.at(i)
    if (id >= 0 && counts[id]! < 3) counts[id] = counts[id]! + 1
  }
  let once = 0
  let twice = 0
  for (let id = 0; id < size; id++) {
    if (counts[id] === 1) once++
    else if (counts[id] === 2) twice++
  }
  return { once, twice }
}
