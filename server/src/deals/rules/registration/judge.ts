import type { RegistrationRules } from '@hansa/contract/registration-rules'
import type { RejectionReason } from '@hansa/contract/registration-states'

/** A claim as the court sees it. */
export interface Claim {
  /** Whether it says that it renews business that there is. */
  readonly kind: 'new' | 'renewal'
  readonly families: readonly string[]
  readonly country: string
  /** Minor units of the ecosystem's currency; null where it was claimed in another one. */
  readonly value: number | null
  readonly partnerId: string
}

/** What may stand against a claim (a renewal: the last business that was won with the customer), with the probability that its customer is the claim's, or of the same corporate tree. */
export interface Standing {
  readonly kind: 'registration' | 'own_deal' | 'renewal'
  readonly id: string
  readonly partnerId: string | null
  readonly probability: number
  /** With which probability it is another company of the same house: a namesake, a subsidiary that nobody has named as one. */
  readonly related?: number | undefined
  /** None means all. */
  readonly families: readonly string[]
  /** Null means every country. */
  readonly country: string | null
  /** `protected`: holds a live protection; `earlier`: stands before the claim in line; `later`: behind it. */
  readonly rank: 'protected' | 'earlier' | 'later'
  /** A claim that renews the incumbent's own business: it goes before claims of others. */
  readonly precedes?: boolean | undefined
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
  /** It renews the incumbent's own business. */
  readonly precedes: boolean
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

/** Only what is surely the same customer blocks by itself; what may be of the same house goes to a person as well. */
export function bandOf(probability: number, { conflict }: RegistrationRules, related = 0): Band {
  return probability >= conflict.block ? 'block' : probability + related >= conflict.review ? 'review' : 'note'
}

/**
 * What the rules say of a complete claim. Only a live protection blocks by itself, and, where the version says so, another
 * partner's incumbency; everything else that could be a conflict goes to a person, with a proposal.
 */
export function judge(claim: Claim, standings: readonly Standing[], rules: RegistrationRules): Judgement {
  const met = standings
    .filter((standing) => meets(claim, standing))
    .map((standing) => ({ standing, band: bandOfStanding(standing, rules) }))
    .toSorted((a, b) => b.standing.probability - a.standing.probability)
  const isOwn = ({ kind, partnerId }: Standing) => kind === 'renewal' && partnerId === claim.partnerId
  const precedes = renewsItsOwn(claim, met)
  const conflicts = met.map((conflict) => ({ ...conflict, standing: inLine(conflict.standing, claim, precedes) }))
  const serious = conflicts.filter(
    ({ band, standing }) =>
      band !== 'note' &&
      standing.rank !== 'later' &&
      !isOwn(standing) &&
      // That the vendor itself sold there says nothing against new business.
      !(standing.kind === 'renewal' && standing.partnerId === null && claim.kind === 'new'),
  )
  const before = serious.filter(({ standing }) => standing.rank === 'earlier').length
  const isUnknown = claim.kind === 'renewal' && !precedes
  const isSmall = claim.value !== null && claim.value <= rules.review.lowRiskUpTo
  const isLowRisk = serious.length === 0 && isSmall && !isUnknown
  const found = { isLowRisk, conflicts, before, precedes }

  const blocking = serious.find(({ band, standing }) => band === 'block' && standing.rank === 'protected')
  if (blocking && precedes)
    return { ...found, outcome: 'review', reason: reasonOf(claim, blocking.standing), rule: 'renewal.incumbent' }
  if (blocking)
    return { ...found, outcome: 'duplicate', reason: reasonOf(claim, blocking.standing), rule: 'conflict.block' }
  const incumbent = serious.find(({ standing }) => standing.kind === 'renewal' && standing.partnerId !== null)
  if (incumbent?.band === 'block' && rules.renewal.others === 'block')
    return { ...found, outcome: 'duplicate', reason: 'existing_partner', rule: 'renewal.others' }
  if (!rules.territories.includes(claim.country) && rules.territories.length > 0)
    return { ...found, isLowRisk: false, outcome: 'review', reason: 'out_of_territory', rule: 'territories' }
  if (claim.value !== null && claim.value < rules.smallestValue)
    return { ...found, isLowRisk: false, outcome: 'review', reason: 'below_threshold', rule: 'smallestValue' }
  if (incumbent) return { ...found, outcome: 'review', reason: 'existing_partner', rule: 'renewal.others' }
  const [worst] = serious
  if (worst)
    return { ...found, outcome: 'review', reason: reasonOf(claim, worst.standing), rule: `conflict.${worst.band}` }
  if (isUnknown) return { ...found, outcome: 'review', reason: null, rule: 'renewal.unknown' }
  if (isLowRisk && rules.review.approveBySelf)
    return { ...found, outcome: 'approve', reason: null, rule: 'review.approveBySelf' }
  return { ...found, outcome: 'review', reason: null, rule: precedes ? 'renewal.incumbent' : 'review' }
}

/** A win of which it is not known what it was for decides nothing by itself. */
function bandOfStanding(standing: Standing, rules: RegistrationRules): Band {
  const band = bandOf(standing.probability, rules, standing.related)
  return standing.kind === 'renewal' && standing.families.length === 0 && band === 'block' ? 'review' : band
}

/** Whether a claim is for a renewal, and its partner the incumbent for every product family of it. */
function renewsItsOwn({ kind, families, partnerId }: Claim, conflicts: readonly Conflict[]): boolean {
  if (kind !== 'renewal') return false
  const wins = conflicts.filter((it) => it.standing.kind === 'renewal' && it.band !== 'note')
  return (
    wins.every(({ standing }) => standing.partnerId === partnerId) &&
    families.every((family) =>
      wins.some(({ band, standing }) => band === 'block' && standing.families.includes(family)),
    )
  )
}

/** Of two claims that wait, the incumbent's renewal goes first, whichever came first. */
function inLine(standing: Standing, { partnerId }: Claim, precedes: boolean): Standing {
  const other = standing.precedes ?? false
  if (standing.kind !== 'registration' || standing.rank === 'protected' || standing.partnerId === partnerId)
    return standing
  return other === precedes ? standing : { ...standing, rank: other ? 'earlier' : 'later' }
}

/** The class of reason: what kind of claim stands there, and never whose. */
function reasonOf(claim: Claim, { kind, partnerId }: Standing): RejectionReason {
  if (kind === 'own_deal') return 'existing_direct'
  if (kind === 'renewal' && partnerId === null) return 'existing_customer'
  return partnerId === claim.partnerId ? 'duplicate_self' : 'existing_partner'
}
