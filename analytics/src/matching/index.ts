export { type CompanyName, normaliseCompanyName } from './company-name.ts'
export { type CompanyField, type CompanyLevel, LEVELS as COMPANY_LEVELS } from './levels.ts'
export { type CompanyModel, defaultCompanyModel } from './model.ts'
export type { CompanyRecord } from './record.ts'
export {
  companyNameSimilarity,
  type MatchReason,
  type PairOptions,
  type PairScore,
  scoreCompanyPair,
} from './score-company-pair.ts'
export { sharedHosts } from './shared-hosts.ts'
