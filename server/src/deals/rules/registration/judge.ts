import type { RegistrationRules } from '@hansa/contract/registration-rules'
import type { RejectionReason } from '@hansa/contract/registration-states'

/** A claim as the court sees it. */
export interface Claim {
  readonly families: readonly string[]
  readonly country: string
  /** Minor units of the ecosystem's currency; null where it was claimed in another one. */
  readonly value: number | null
  readonly partnerId: string
}

/** What may stand against a claim, with the probability that its customer is the claim's, or of the same corporate tree. */
export interface Standing {
  readonly kind: 'registration' | 'own_deal' | 'renewal'
  readonly id: string
  readonly partnerId: string | null
  readonly probability: number
  /** None means all. */
  readonly families: readonly string[]
  /** Null means every country. */
  readonly country: string | null
  /** `protected`: holds a live protection; `earlier`: stands before the claim in line; `later`: behind it. */
  readonly rank: 'protected' | 'earlier' | 'later'
}

export type Band = 'block' | 'review' | 'note'

export interface Conflict {
  readonly standing: Standing
  readonly band: Band
}

export interface Judgement {
  /** What the rules do by themselves, or propose to a person. */
  readonly outcome: 'approve' | 'review' | 'duplicate'
  /** The class of reason that the partner may read. */
  readonly reason: RejectionReason | null
  /** Which rule decided, by its place in the version: `conflict.block`. */
  readonly rule: string
  readonly isLowRisk: boolean
  /** Surest first. The vendor alone sees them. */
  readonly conflicts: readonly Conflict[]
  /** How many complete claims stand before this one for a customer that may be the same. */
  readonly before: number
}

/** Product families and country in common: without them two claims on one customer do not meet. */
export const meets = (
  claim: Pick<Claim, 'families' | 'country'>,
  { families, country }: Pick<Standing, 'families' | 'country'>,
): boolean =>
  (families.length === 0 || families.some((family) => claim.families.includes(family))) &&
  (country === null || country === claim.country)

export function bandOf(probability: number, { conflict }: RegistrationRules): Band {
  return probability >= conflict.block ? 'block' : probability >= conflict.review ? 'review' : 'note'
}

/**
 * What the rules say of a complete claim. Only a live protection blocks by itself; everything else that could be a
 * conflict goes to a person, with a proposal.
 */
export function judge(claim: Claim, standings: readonly Standing[], rules: RegistrationRules): Judgement {
  const conflicts = standings
    .filter((standing) => meets(claim, standing))
    .map((standing) => ({ standing, band: bandOf(standing.probability, rules) }))
    .toSorted((a, b) => b.standing.probability - a.standing.probability)
  const serious = conflicts.filter(({ band, standing }) => band !== 'note' && standing.rank !== 'later')
  const before = serious.filter(({ standing }) => standing.rank === 'earlier').length
  const isLowRisk = serious.length === 0 && claim.value !== null && claim.value <= rules.review.lowRiskUpTo
  const found = { isLowRisk, conflicts, before }

  const blocking = serious.find(({ band, standing }) => band === 'block' && standing.rank === 'protected')
  if (blocking)
    return { ...found, outcome: 'duplicate', reason: reasonOf(claim, blocking.standing), rule: 'conflict.block' }
  if (!rules.territories.includes(claim.country) && rules.territories.length > 0)
    return { ...found, isLowRisk: false, outcome: 'review', reason: 'out_of_territory', rule: 'territories' }
  if (claim.value !== null && claim.value < rules.smallestValue)
    return { ...found, isLowRisk: false, outcome: 'review', reason: 'below_threshold', rule: 'smallestValue' }
  const [worst] = serious
  if (worst)
    return { ...found, outcome: 'review', reason: reasonOf(claim, worst.standing), rule: `conflict.${worst.band}` }
  if (isLowRisk && rules.review.approveBySelf)
    return { ...found, outcome: 'approve', reason: null, rule: 'review.approveBySelf' }
  return { ...found, outcome: 'review', reason: null, rule: 'review' }
}

/** The class of reason: what kind of claim stands there, and never whose. */
function reasonOf(claim: Claim, { kind, partnerId }: Standing): RejectionReason {
  if (kind === 'own_deal') return 'existing_direct'
  if (kind === 'renewal') return 'existing_customer'
  return partnerId === claim.partnerId ? 'duplicate_self' : 'existing_partner'
}
