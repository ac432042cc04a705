import { checkNumber } from '../check.ts'
import { CompanyComparison } from './compare-companies.ts'
import { CompanyTable, CompanyValues } from './company-table.ts'
import { type CompanyField, type CompanyLevel, FIELDS, LEVELS } from './levels.ts'
import { checkModel, type CompanyModel, defaultCompanyModel, LogModel } from './model.ts'
import { NameComparison } from './compare-names.ts'
import { Posterior } from './posterior.ts'
import { Rarity } from './rarity.ts'
import type { CompanyRecord } from './record.ts'
import { sharedHosts } from './shared-hosts.ts'

/** Why a pair scores as it does: one field that both sides know, strongest first. */
export interface MatchReason {
  readonly field: CompanyField
  /** How well the field agrees ('same', 'misspelt', 'different' …, see LEVELS). */
  readonly level: CompanyLevel
  /** Bits of evidence: +10 makes "one company" about a thousand times as likely against two strangers, −3 an eighth. */
  readonly weight: number
  /** The same against two related companies (subsidiary, namesake): a shared rare word says nothing here, the address does. */
  readonly weightAgainstRelated: number
}

export interface PairScore {
  /** Probability that both records are one company. */
  readonly probability: number
  /** Probability that they are two companies that belong together or bear one name. The rest: unrelated. */
  readonly related: number
  readonly reasons: readonly MatchReason[]
}

export interface PairOptions {
  readonly model?: CompanyModel
  /** How many companies the second record was picked from; more candidates, more chance agreements. */
  readonly population?: number
  /** Domains that say nothing. Default: free mail, site builders and social networks. */
  readonly sharedHosts?: ReadonlySet<string>
}

/**
 * Compares two company records: the probability that they are the same company, with the reasons.
 *
 * Fellegi–Sunter (1969): log₂ odds = log₂ prior + Σ over fields log₂ (m / u), with m the probability of the level for one
 * company and u for two that have nothing to do with each other; u of an agreement is the share of companies that bear
 * the value (term frequency). A third class stands between: related companies. Fields that one side does not know are
 * left out. Words are judged by the built-in rarity; {@link matchCompanies} judges them by the lists themselves.
 *
 * @example
 * scoreCompanyPair(
 *   { name: 'Wellco Holdings Corporation', domain: 'wellco-corp.com', country: 'JP' },
 *   { name: 'wellco corporation', domain: 'wellco-corp.com', country: 'JP' },
 * ).probability // 0.9999…
 */
export function scoreCompanyPair(a: CompanyRecord, b: CompanyRecord, options: PairOptions = {}): PairScore {
  const model = options.model ?? defaultCompanyModel
  const population = options.population ?? 10_000
  checkModel(model)
  checkNumber('population', population, 1)
  const values = new CompanyValues(options.sharedHosts ?? sharedHosts)
  const table = new CompanyTable(values)
  table.add(a)
  table.add(b)
  const comparison = new CompanyComparison(values, new Rarity(values, [table]))
  comparison.compare(table, 0, table, 1)
  return explain(comparison, new LogModel(model, population))
}

/** Puts a comparison into words and numbers. */
export function explain(comparison: CompanyComparison, model: LogModel): PairScore {
  const { levels, bits } = comparison
  const posterior = new Posterior()
  posterior.update(model, levels, bits)
  const reasons = FIELDS.flatMap((field, f) => {
    const level = levels[f]!
    const at = model.offsets[f]! + level
    const reason: MatchReason = {
      field,
      level: LEVELS[field][level]!,
      weight: model.same[at]! + bits[f]!,
      weightAgainstRelated: model.same[at]! - model.related[at]!,
    }
    return level === 0 ? [] : [reason]
  })
  reasons.sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
  return { probability: posterior.same, related: posterior.related, reasons }
}

/**
 * How alike two company names are, from 0 to 1, with the level that says in which way. Names that normalise alike are 1;
 * otherwise the number is the part of their information (rarity of words) that agrees.
 *
 * @example companyNameSimilarity('YAKUODO HOLDINGS Co., Ltd.', 'Yakuodo Co.') // { similarity: 0.95, level: 'structural' }
 */
export function companyNameSimilarity(a: string, b: string): { similarity: number; level: CompanyLevel } {
  const values = new CompanyValues(sharedHosts)
  const table = new CompanyTable(values)
  table.add({ name: a })
  table.add({ name: b })
  const comparison = new NameComparison(new Rarity(values, [table]))
  comparison.compare(table, 0, table, 1)
  return { similarity: comparison.similarity, level: LEVELS.name[comparison.level] ?? 'unknown' }
}
