import { word } from './language.ts'

/**
 * The state machine of a registration, as one table. The rules decide by it, the API checks by it, the screens take their
 * words and acts from it, the drawing in the docs is made from it.
 */
export const registrationStates = {
  draft: { name: word('Draft'), meaning: word('Not sent yet. Nobody but the partner sees it.') },
  submitted: { name: word('Being checked'), meaning: word('Complete and on record; the check takes seconds.') },
  in_review: {
    name: word('In review'),
    meaning: word('A person decides, within the time that the programme promises.'),
  },
  info_requested: {
    name: word('Information asked for'),
    meaning: word('The partner answers; the place in line is kept for a while.'),
  },
  approved: { name: word('Approved'), meaning: word('The partner is protected with this customer.') },
  extension_requested: {
    name: word('Extension asked for'),
    meaning: word('Still protected while a person decides on more time.'),
  },
  expiring: { name: word('Expiring'), meaning: word('Protected, but not for long.') },
  expired: { name: word('Expired'), meaning: word('No longer protected; can be reinstated within the grace time.') },
  converted: { name: word('Converted'), meaning: word('Became a deal; still protected.') },
  won: { name: word('Won'), meaning: word('The deal was won.') },
  lost: { name: word('Lost'), meaning: word('The deal was lost.') },
  rejected: { name: word('Refused'), meaning: word('Refused with a reason. One appeal is possible.') },
  duplicate: {
    name: word('Customer already registered'),
    meaning: word('The customer is protected or dealt with already. One appeal is possible.'),
  },
  in_appeal: { name: word('In appeal'), meaning: word('Another reviewer looks at it anew.') },
  withdrawn: { name: word('Withdrawn'), meaning: word('Taken back by the partner.') },
  revoked: { name: word('Revoked'), meaning: word('Taken away by the vendor, with a cause.') },
} as const
export type RegistrationState = keyof typeof registrationStates

/** States in which the partner is protected against everybody else with this customer. */
export const protectedStates = [
  'approved',
  'extension_requested',
  'expiring',
  'converted',
] as const satisfies readonly RegistrationState[]
/** Whether a registration in this state protects its partner. */
export const isProtected = (state: RegistrationState): boolean =>
  (protectedStates as readonly RegistrationState[]).includes(state)
/** States in which a claim waits for its first decision and holds its place in line. */
export const waitingStates = [
  'submitted',
  'in_review',
  'info_requested',
] as const satisfies readonly RegistrationState[]

/** Why a claim can be refused: the closed list. What stands with `duplicate` says that somebody else was there. */
export const rejectionReasons = {
  existing_direct: word('The vendor deals with this customer itself'),
  existing_partner: word('The customer is registered already'),
  existing_customer: word('Already a customer for this product'),
  incomplete: word('The claim is incomplete'),
  not_qualified: word('The opportunity is not qualified'),
  out_of_territory: word('Outside the partner’s territory'),
  not_certified: word('A certification is missing'),
  below_threshold: word('Below the smallest value'),
  public_tender: word('A public tender'),
  competitor_partner: word('Conflicts with a competing offer of the partner'),
  duplicate_self: word('The partner registered it already'),
  other: word('Another reason'),
} as const
export type RejectionReason = keyof typeof rejectionReasons

/** Reasons that say that somebody else was there make a duplicate; the others a refusal. */
export const duplicateReasons = [
  'existing_partner',
  'existing_direct',
  'existing_customer',
  'duplicate_self',
] as const satisfies readonly RejectionReason[]
