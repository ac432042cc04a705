import { checkLevel } from '../check.ts'
import { assignOneToOne } from './assign-one-to-one.ts'
import { CompanyTable, CompanyValues } from './company-table.ts'
import { GrowingFloats, GrowingInts } from './growing.ts'
import { MatchingCore } from './matching-core.ts'
import { checkModel, type CompanyModel } from './model.ts'
import type { CompanyRecord } from './record.ts'
import { explain, type PairScore } from './score-company-pair.ts'
import { sharedHosts } from './shared-hosts.ts'

export interface MatchOptions {
  /** Default: learned from the two lists. */
  readonly model?: CompanyModel
  /** Least probability of a pair that is reported. Lower it to fill a review queue. Default: 0.5. */
  readonly threshold?: number
  /** Whether a record may have one partner only. Default: true. Say false where a list holds duplicates that all should match. */
  readonly oneToOne?: boolean
  /** Domains that say nothing. Default: free mail, site builders and social networks. */
  readonly sharedHosts?: ReadonlySet<string>
}

/** Pairs of row numbers, in order of the left list, with what is known of each. */
export interface CompanyPairs {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly probability: Float64Array
}

export interface CompanyMatches {
  /** Pairs that are one company. */
  readonly matches: CompanyPairs
  /** Pairs that belong together without being one: subsidiaries, namesakes. `probability` is that of "related". */
  readonly relatives: CompanyPairs
  /** The model used, learned or given. */
  readonly model: CompanyModel
  /** Pairs compared, of all possible. */
  readonly compared: number
  /** Why a left and a right row do or do not match; any two rows. */
  readonly explain: (left: number, right: number) => PairScore
}

/**
 * Finds the companies that two lists have in common, without examples.
 *
 * Candidates come from shared keys (domain, rare words, telephone …), so their number grows with the lists, not with their
 * product. Each is compared field by field; what agreement is worth comes from how rare the value is in these lists, and
 * how records of one company differ is learned from the lists themselves (Fellegi–Sunter with three classes: same,
 * related, unrelated; expectation maximisation). A one-to-one assignment then settles rivals. See
 * docs/methods/company-matching.md.
 *
 * @param left, right the lists; read once, so that generators may feed them
 * @example
 * matchCompanies([{ name: 'Acme Ltd', domain: 'acme.com' }], [{ name: 'ACME Limited', domain: 'acme.com' }]).matches.right // [0]
 */
export function matchCompanies(
  left: Iterable<CompanyRecord>,
  right: Iterable<CompanyRecord>,
  options: MatchOptions = {},
): CompanyMatches {
  const threshold = options.threshold ?? 0.5
  checkLevel('threshold', threshold)
  if (options.model !== undefined) checkModel(options.model)
  const values = new CompanyValues(options.sharedHosts ?? sharedHosts)
  const leftTable = new CompanyTable(values, 'left')
  const rightTable = new CompanyTable(values, 'right')
  for (const record of left) leftTable.add(record)
  for (const record of right) rightTable.add(record)
  const core = new MatchingCore(values, leftTable, rightTable)
  const model = options.model ?? core.fit()
  const found = scorePairs(core, model, threshold)
  return {
    matches: options.oneToOne === false ? found.matches.toPairs() : found.matches.oneToOne(threshold),
    relatives: found.relatives.toPairs(),
    model,
    compared: found.compared,
    explain: (i, j) => {
      core.comparison.compare(leftTable, i, rightTable, j)
      return explain(core.comparison, core.logModel(model))
    },
  }
}

/** Scores every candidate pair and keeps those over the threshold. */
export function scorePairs(
  core: MatchingCore,
  model: CompanyModel,
  threshold: number,
): { matches: PairList; relatives: PairList; compared: number } {
  const log = core.logModel(model)
  const { posterior, comparison } = core
  const matches = new PairList()
  const relatives = new PairList()
  let compared = 0
  for (let i = 0; i < core.left.length; i++) {
    core.eachCandidate(i, (j) => {
      compared++
      posterior.update(log, comparison.levels, comparison.bits)
      if (posterior.same >= threshold) matches.push(i, j, posterior.same, posterior.logOdds)
      else if (posterior.related >= 0.5) relatives.push(i, j, posterior.related, 0)
    })
  }
  return { matches, relatives, compared }
}

/** Scored pairs, growing. */
export class PairList {
  readonly left = new GrowingInts()
  readonly right = new GrowingInts()
  readonly probability = new GrowingFloats()
  readonly logOdds = new GrowingFloats()

  push(left: number, right: number, probability: number, logOdds: number): void {
    this.left.push(left)
    this.right.push(right)
    this.probability.push(probability)
    this.logOdds.push(logOdds)
  }

  toPairs(): CompanyPairs {
    return { left: this.left.toArray(), right: this.right.toArray(), probability: this.probability.toArray() }
  }

  /** Those of the best one-to-one assignment. Weights are log-odds above the threshold's, so that every pair may be chosen. */
  oneToOne(threshold: number): CompanyPairs {
    const { left, right, probability } = this.toPairs()
    const floor = Math.log2(threshold / (1 - threshold)) - 1e-6
    const chosen = assignOneToOne(
      left,
      right,
      this.logOdds.toArray().map((odds) => Math.max(1e-9, odds - floor)),
    )
    const pick = <T extends Int32Array | Float64Array>(items: T): T => items.filter((_, at) => isChosen[at] === 1) as T
    const isChosen = new Uint8Array(left.length)
    for (const at of chosen) isChosen[at] = 1
    return { left: pick(left), right: pick(right), probability: pick(probability) }
  }
}
