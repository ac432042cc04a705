import { z } from 'zod'
import { Day, id, Moment, Money } from './fields.ts'
import { registrationStates, rejectionReasons, type RegistrationState } from './registration-states.ts'
import type { RejectionReason } from './registration-states.ts'

export const RegistrationStateName = z.enum(Object.keys(registrationStates) as [RegistrationState])
export const RejectionReasonName = z.enum(Object.keys(rejectionReasons) as [RejectionReason])

/** Something that stands against a claim, with why it may be the same customer. */
export const RegistrationConflict = z.object({
  kind: z.enum(['registration', 'own_deal', 'renewal']),
  id: z.string(),
  band: z.enum(['block', 'review', 'note']),
  rank: z.enum(['protected', 'earlier', 'later']),
  probability: z.number(),
  /** With which probability it is another company of the same house. */
  related: z.number().optional(),
  /** A renewal of the incumbent’s own business, which goes before others. */
  precedes: z.boolean().optional(),
  reasons: z.array(z.object({ field: z.string(), level: z.string(), weight: z.number() })),
  customerId: id('org'),
  customerName: z.string(),
  partnerId: id('org').nullable(),
  partnerName: z.string().nullable(),
  families: z.array(z.string()),
  country: z.string().nullable(),
  completeAt: Moment.nullable(),
  state: z.string(),
})
export type RegistrationConflict = z.infer<typeof RegistrationConflict>

/** What stands against a claim at the moment of reading, with its facts, so that both can be laid side by side. */
export const RegistrationRival = RegistrationConflict.extend({
  /** The deal's name, or the customer's as the other partner wrote it. */
  name: z.string().nullable(),
  domain: z.string().nullable(),
  value: Money.nullable(),
  expectedCloseOn: Day.nullable(),
  evidence: z.string().nullable(),
  evidenceOn: Day.nullable(),
  /** Its place in the whole line for review, where it waits there. */
  position: z.int().nullable(),
})
export type RegistrationRival = z.infer<typeof RegistrationRival>

/** What the rules found when a claim came in, by which version. */
export const RegistrationJudgement = z.object({
  outcome: z.enum(['approve', 'review', 'duplicate']),
  reason: RejectionReasonName.nullable(),
  rule: z.string(),
  rulesVersion: z.int(),
  isLowRisk: z.boolean(),
  conflicts: z.array(RegistrationConflict),
})

/** The same in a line, for the queue. */
export const RegistrationProposal = RegistrationJudgement.omit({ conflicts: true }).extend({
  /** How many stand against it, and how probably the likest of them has the same customer. */
  against: z.int(),
  likest: RegistrationConflict.pick({ kind: true, band: true, probability: true, reasons: true }).nullable(),
})

/**
 * What the rules suggest to a reviewer now. `wait`: an earlier claim for the customer is decided first; `look`: somebody
 * has to say whether the customers are the same.
 */
export const RegistrationSuggestion = z.object({
  act: z.enum(['approve', 'reject', 'find_duplicate', 'wait', 'look']),
  reason: RejectionReasonName.nullable(),
  /** The rule that speaks for it, by its place in the version that judges this claim. */
  rule: z.string(),
  rulesVersion: z.int(),
  /** The ids of what speaks for it, among the rivals. */
  because: z.array(z.string()),
})
export type RegistrationSuggestion = z.infer<typeof RegistrationSuggestion>

/** How a partner's claims went so far, and the last of them. */
export const PartnerClaims = z.object({
  sent: z.int(),
  approved: z.int(),
  won: z.int(),
  expired: z.int(),
  refused: z.int(),
  /** Refusals that another reviewer overturned. */
  overturned: z.int(),
  recent: z.array(
    z.object({
      id: id('reg'),
      customerName: z.string().nullable(),
      state: RegistrationStateName,
      value: Money.nullable(),
      changedAt: Moment,
    }),
  ),
})
