import { say, type Saying } from '@hansa/contract/language'
import type { RegistrationClaim } from '@hansa/contract/registrations'
import type { RegistrationRules } from '@hansa/contract/registration-rules'

/** What a claim lacks before it can be sent, or says that cannot be, field by field. */
export function claimProblems(
  claim: RegistrationClaim,
  { families, territories }: RegistrationRules,
  today: string,
): { field: string; message: Saying }[] {
  const problems: { field: string; message: Saying }[] = []
  const lacks = (field: keyof RegistrationClaim, message: Saying) => problems.push({ field, message })
  if (!claim.customerName) lacks('customerName', say`is needed: the customer’s legal name`)
  if (!claim.country) lacks('country', say`is needed: where the customer buys`)
  else if (territories.length > 0 && !territories.includes(claim.country))
    lacks('country', say`"${claim.country}" is not one of ${territories.join(', ')}, where this programme takes claims`)
  if (!claim.contactName) lacks('contactName', say`is needed: whom you speak to at the customer`)
  if (claim.families.length === 0) lacks('families', say`is needed: at least one product family`)
  if (!claim.value) lacks('value', say`is needed: what the deal is worth`)
  if (!claim.expectedCloseOn) lacks('expectedCloseOn', say`is needed: when you expect it to close`)
  else if (claim.expectedCloseOn < today) lacks('expectedCloseOn', say`${claim.expectedCloseOn} lies in the past`)
  if (!claim.evidence) lacks('evidence', say`is needed: what you did with the customer yourself`)
  if (!claim.evidenceOn) lacks('evidenceOn', say`is needed: the day on which you did it`)
  else if (claim.evidenceOn > today) lacks('evidenceOn', say`${claim.evidenceOn} lies in the future`)
  const known = families.map(({ key }) => key)
  for (const family of claim.families)
    if (!known.includes(family)) lacks('families', say`"${family}" is not one of ${known.join(', ')}`)
  return problems
}
