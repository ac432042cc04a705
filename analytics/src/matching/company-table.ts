import { normaliseCompanyName } from './company-name.ts'
import { GrowingInts } from './growing.ts'
import { Interner } from './interner.ts'
import { bareCode, barePhone, barePostcode, checkRecord, type CompanyRecord } from './record.ts'
import { toLatin } from './transliterate.ts'
import { structuralWords } from './word-rarity.ts'

const NONE = -1

/** What all tables of one matching share: each distinct value as a number, with how often it occurs. */
export class CompanyValues {
  readonly words = new Interner()
  /** Whole names without spaces ("gtxpro"), and the same without structural words such as "holding". */
  readonly squashed = new Interner()
  readonly kernels = new Interner()
  readonly domains = new Interner()
  readonly labels = new Interner()
  readonly countries = new Interner()
  readonly cities = new Interner()
  readonly postcodes = new Interner()
  readonly phones = new Interner()
  readonly registryNumbers = new Interner()
  readonly isStructural = new GrowingInts()
  readonly sharedHosts: ReadonlySet<string>
  records = 0

  constructor(sharedHosts: ReadonlySet<string>) {
    this.sharedHosts = sharedHosts
  }

  get #interners(): readonly Interner[] {
    const { words, squashed, kernels, domains, labels, countries, cities, postcodes, phones, registryNumbers } = this
    return [words, squashed, kernels, domains, labels, countries, cities, postcodes, phones, registryNumbers]
  }

  /** How many distinct values of each kind there are: to come back to with {@link trim}. */
  sizes(): readonly number[] {
    return this.#interners.map((interner) => interner.size)
  }

  /** Forgets the values that have come since. */
  trim(sizes: readonly number[]): void {
    this.#interners.forEach((interner, kind) => interner.trim(sizes[kind]!))
    this.isStructural.truncate(this.words.size)
  }

  word(text: string): number {
    const id = this.words.add(text)
    if (id === this.isStructural.length) this.isStructural.push(structuralWords.has(text) ? 1 : 0)
    return id
  }
}

/**
 * Company records as columns of numbers: the form in which millions are compared. Value −1 is "unknown".
 * Names have rows of their own (a record may bear several): `names[i]` to `names[i + 1]` are those of record i, and
 * `tokens[r]` to `tokens[r + 1]` the words of name row r.
 */
export class CompanyTable {
  readonly values: CompanyValues
  readonly names = new GrowingInts()
  readonly tokens = new GrowingInts()
  readonly tokenIds = new GrowingInts()
  readonly squashed = new GrowingInts()
  readonly kernel = new GrowingInts()
  readonly domain = new GrowingInts()
  readonly label = new GrowingInts()
  readonly country = new GrowingInts()
  readonly city = new GrowingInts()
  readonly postcode = new GrowingInts()
  readonly phone = new GrowingInts()
  readonly parent = new GrowingInts()
  readonly registryNumbers = new Map<number, readonly number[]>()
  /** All registry numbers of the table, for counting. */
  readonly registryColumn = new GrowingInts()
  /** Legal form of each name row, in words; '' for none. */
  readonly forms: string[] = []

  readonly #field: string

  /** @param field what the caller calls the list, for refusals */
  constructor(values: CompanyValues, field = 'records') {
    this.values = values
    this.#field = field
    this.names.push(0)
    this.tokens.push(0)
  }

  get length(): number {
    return this.domain.length
  }

  /** Adds a record and returns its row. */
  add(record: CompanyRecord): number {
    const row = this.length
    checkRecord(`${this.#field}[${row}]`, record)
    const { values } = this
    values.records++
    this.#addName(record.name)
    for (const alias of record.aliases ?? []) this.#addName(alias)
    this.names.push(this.squashed.length)
    this.#addDomain(record.domain?.trim().toLowerCase() ?? '')
    this.country.push(idOf(values.countries, record.country?.trim().toLowerCase()))
    this.city.push(idOf(values.cities, record.city && plainCity(record.city)))
    this.postcode.push(idOf(values.postcodes, record.postcode && barePostcode(record.postcode)))
    this.phone.push(idOf(values.phones, record.phone && barePhone(record.phone)))
    const parent = record.parent ? kernelOf(normaliseCompanyName(record.parent).tokens) : ''
    this.parent.push(parent === '' ? NONE : values.kernels.id(parent))
    this.#addRegistryNumbers(row, record.registryNumbers ?? [])
    return row
  }

  /** Takes all records out again, and their share in the counts. */
  clear(): void {
    const { values } = this
    const columns: readonly [GrowingInts, Interner][] = [
      [this.tokenIds, values.words],
      [this.squashed, values.squashed],
      [this.kernel, values.kernels],
      [this.domain, values.domains],
      [this.label, values.labels],
      [this.country, values.countries],
      [this.city, values.cities],
      [this.postcode, values.postcodes],
      [this.phone, values.phones],
      [this.registryColumn, values.registryNumbers],
    ]
    values.records -= this.length
    for (const [column, interner] of columns) {
      for (let i = 0; i < column.length; i++) if (column.at(i) >= 0) interner.remove(column.at(i))
      column.truncate(0)
    }
    this.parent.truncate(0)
    this.names.truncate(1)
    this.tokens.truncate(1)
    this.registryNumbers.clear()
    this.forms.length = 0
  }

  #addName(name: string): void {
    const { tokens, legalForm } = normaliseCompanyName(name)
    for (const token of tokens) this.tokenIds.push(this.values.word(token))
    this.tokens.push(this.tokenIds.length)
    this.squashed.push(idOf(this.values.squashed, tokens.join('')))
    this.kernel.push(idOf(this.values.kernels, kernelOf(tokens)))
    this.forms.push(legalForm ?? '')
  }

  #addRegistryNumbers(row: number, numbers: readonly string[]): void {
    const ids: number[] = []
    for (const number of new Set(numbers.map(bareCode))) {
      if (number !== '') ids.push(this.values.registryNumbers.add(number))
    }
    if (ids.length === 0) return
    this.registryNumbers.set(row, ids)
    for (const id of ids) this.registryColumn.push(id)
  }

  #addDomain(domain: string): void {
    const label = this.values.sharedHosts.has(domain) ? '' : (domain.split('.')[0] ?? '')
    this.domain.push(label === '' ? NONE : this.values.domains.add(domain))
    this.label.push(idOf(this.values.labels, label))
  }
}

/** The name without words such as "holding", unless it has no others. */
function kernelOf(tokens: readonly string[]): string {
  const kept = tokens.filter((token) => !structuralWords.has(token))
  return (kept.length > 0 ? kept : tokens).join('')
}

function idOf(interner: Interner, text: string | null | undefined): number {
  return text ? interner.add(text) : NONE
}

/** "Taoyuan City" and "TAOYUAN" are one city. */
function plainCity(city: string): string {
  return toLatin(city)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/ (city|shi|si)$/, '')
}
