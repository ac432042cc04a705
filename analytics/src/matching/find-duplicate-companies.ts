import { checkLevel } from '../check.ts'
import { clusterPairs } from './cluster-pairs.ts'
import { CompanyTable, CompanyValues } from './company-table.ts'
import { type CompanyPairs, scorePairs } from './match-companies.ts'
import { MatchingCore } from './matching-core.ts'
import { checkModel, type CompanyModel } from './model.ts'
import type { CompanyRecord } from './record.ts'
import { explain, type PairScore } from './score-company-pair.ts'
import { sharedHosts } from './shared-hosts.ts'

export interface DuplicateOptions {
  /** Default: learned from the list. */
  readonly model?: CompanyModel
  /** Least probability of a pair that is reported. Default: 0.5. */
  readonly threshold?: number
  /** No group of duplicates grows beyond. Default: 50. */
  readonly maxSize?: number
  readonly sharedHosts?: ReadonlySet<string>
}

export interface DuplicateCompanies {
  /** For each record the first record of its group; a record without duplicates is its own group. */
  readonly group: Int32Array
  /** Pairs inside the list that look like one company, left row before right row. */
  readonly pairs: CompanyPairs
  readonly relatives: CompanyPairs
  readonly model: CompanyModel
  readonly explain: (left: number, right: number) => PairScore
}

/** A list holds this many true duplicates per record at the least when the model is learned from it. */
const FEW = 1e-4

/**
 * Finds records of one list that are the same company, and groups them. As {@link matchCompanies}, with the list against
 * itself; groups are made by {@link clusterPairs}, so that a chain of lookalikes does not merge the world.
 *
 * @example findDuplicateCompanies([{ name: 'Acme', domain: 'a.com' }, { name: 'Zeta' }, { name: 'ACME Inc', domain: 'a.com' }]).group // [0, 1, 0]
 */
export function findDuplicateCompanies(
  records: Iterable<CompanyRecord>,
  options: DuplicateOptions = {},
): DuplicateCompanies {
  const threshold = options.threshold ?? 0.5
  checkLevel('threshold', threshold)
  if (options.model !== undefined) checkModel(options.model)
  const values = new CompanyValues(options.sharedHosts ?? sharedHosts)
  const table = new CompanyTable(values)
  for (const record of records) table.add(record)
  const core = new MatchingCore(values, table, table)
  const fitted = options.model ?? core.fit()
  const model = { ...fitted, matchesPerRecord: Math.max(FEW, fitted.matchesPerRecord) }
  const { matches, relatives } = scorePairs(core, model, threshold)
  const pairs = matches.toPairs()
  const { left, right } = pairs
  const group = clusterPairs({
    size: table.length,
    left,
    right,
    logOdds: matches.logOdds.toArray(),
    ...(options.maxSize === undefined ? {} : { maxSize: options.maxSize }),
  })
  return {
    group,
    pairs,
    relatives: relatives.toPairs(),
    model,
    explain: (i, j) => {
      core.comparison.compare(table, i, table, j)
      return explain(core.comparison, core.logModel(model))
    },
  }
}
