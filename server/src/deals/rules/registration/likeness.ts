import { type CompanyRecord, type PairScore, scoreCompanyPair } from '@hansa/analytics'

/** How probably a claim's customer is a company that is known here, and why. */
export const likeness = (claimed: CompanyRecord, known: CompanyRecord): PairScore => scoreCompanyPair(claimed, known)
