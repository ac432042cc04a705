import { checkInteger, checkLevel } from '../check.ts'
import { BlockingIndex } from './blocking-index.ts'
import { CompanyComparison } from './compare-companies.ts'
import { CompanyTable, CompanyValues } from './company-table.ts'
import { checkModel, type CompanyModel, defaultCompanyModel, LogModel } from './model.ts'
import { Posterior } from './posterior.ts'
import { Rarity } from './rarity.ts'
import type { CompanyRecord } from './record.ts'
import { explain, type PairScore } from './score-company-pair.ts'
import { sharedHosts } from './shared-hosts.ts'

export interface CompanyIndexOptions {
  /** Default: {@link defaultCompanyModel}; better the one that matchCompanies learned from these lists. */
  readonly model?: CompanyModel
  readonly sharedHosts?: ReadonlySet<string>
}

export interface FindOptions {
  /** Least probability of "same" or "related" that is reported. Default: 0.1. */
  readonly threshold?: number
  /** Most records reported. Default: 10. */
  readonly limit?: number
}

export interface CompanyCandidate extends PairScore {
  /** Row of the record in the index, in the order of adding. */
  readonly row: number
}

/**
 * Companies kept ready, so that one new record is matched against millions in milliseconds: for the moment when a deal is
 * registered or a form is filled in. Records are added and removed at any time. What a shared value is worth was counted
 * when the index was built; after it has doubled, build it anew.
 *
 * @example
 * const index = new CompanyIndex([{ name: 'Acme Ltd', domain: 'acme.com' }])
 * index.find({ name: 'ACME', domain: 'acme.com' })[0]?.row // 0
 */
export class CompanyIndex {
  readonly #values: CompanyValues
  readonly #table: CompanyTable
  readonly #probe: CompanyTable
  readonly #index: BlockingIndex
  readonly #comparison: CompanyComparison
  readonly #posterior = new Posterior()
  readonly #model: CompanyModel
  readonly #removed = new Set<number>()

  constructor(records: Iterable<CompanyRecord>, options: CompanyIndexOptions = {}) {
    this.#model = options.model ?? defaultCompanyModel
    checkModel(this.#model)
    this.#values = new CompanyValues(options.sharedHosts ?? sharedHosts)
    this.#table = new CompanyTable(this.#values)
    this.#probe = new CompanyTable(this.#values, 'record')
    for (const record of records) this.#table.add(record)
    this.#index = new BlockingIndex(this.#table)
    this.#comparison = new CompanyComparison(this.#values, new Rarity(this.#values, [this.#table]))
  }

  /** How many records can be found. */
  get size(): number {
    return this.#table.length - this.#removed.size
  }

  /** Adds a record; from now on it is found. Returns its row. */
  add(record: CompanyRecord): number {
    const row = this.#table.add(record)
    this.#index.add(row)
    return row
  }

  /** Takes a record out; its row is not given again. */
  remove(row: number): void {
    checkInteger('row', row, 0, this.#table.length - 1)
    this.#removed.add(row)
  }

  /** The records most likely to be the same company or a relative, the likeliest first, with reasons. */
  find(record: CompanyRecord, options: FindOptions = {}): CompanyCandidate[] {
    const threshold = options.threshold ?? 0.1
    const limit = options.limit ?? 10
    checkLevel('threshold', threshold)
    checkInteger('limit', limit, 1)
    const sizes = this.#values.sizes()
    try {
      this.#probe.add(record)
      return this.#search(threshold, limit)
    } finally {
      this.#probe.clear()
      this.#values.trim(sizes)
    }
  }

  #search(threshold: number, limit: number): CompanyCandidate[] {
    const model = new LogModel(this.#model, Math.max(1, this.size))
    const found: { row: number; score: number }[] = []
    for (const row of this.#index.find(this.#probe, 0)) {
      if (this.#removed.has(row)) continue
      this.#comparison.compare(this.#probe, 0, this.#table, row)
      this.#posterior.update(model, this.#comparison.levels, this.#comparison.bits)
      const { same, related, logOdds } = this.#posterior
      if (same >= threshold || related >= threshold) found.push({ row, score: logOdds })
    }
    found.sort((a, b) => b.score - a.score || a.row - b.row)
    return found.slice(0, limit).map(({ row }) => {
      this.#comparison.compare(this.#probe, 0, this.#table, row)
      return { row, ...explain(this.#comparison, model) }
    })
  }
}
