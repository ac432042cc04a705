export { assignOneToOne } from './assign-one-to-one.ts'
export { type ClusterInput, clusterPairs } from './cluster-pairs.ts'
export {
  type CompanyCandidate,
  CompanyIndex,
  type CompanyIndexOptions,
  type FindOptions as CompanyFindOptions,
} from './company-index.ts'
export { type CompanyName, normaliseCompanyName } from './company-name.ts'
export { editDistance } from './edit-distance.ts'
export { fitFellegiSunter, type FellegiSunterInput, type FellegiSunterModel } from './fellegi-sunter.ts'
export { type DuplicateCompanies, type DuplicateOptions, findDuplicateCompanies } from './find-duplicate-companies.ts'
export { fitLatentClasses, type LatentClass, type LatentClassFit, type LatentClassInput } from './latent-classes.ts'
export { type CompanyMatches, type CompanyPairs, matchCompanies, type MatchOptions } from './match-companies.ts'
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
