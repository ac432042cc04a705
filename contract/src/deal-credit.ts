import { z } from 'zod'
import { ParticipantRole } from './deal-credit-rules.ts'
import { endpoint } from './endpoint.ts'
import { Day, id, May, Moment, paragraph } from './fields.ts'
import { word } from './language.ts'

export const creditEvidence = {
  registration: word('Registration'),
  participation: word('Part in the team'),
  deal_partner: word('Brought the deal'),
} as const
export type CreditEvidence = keyof typeof creditEvidence

/** What a piece of evidence led to, or why it led to nothing. */
export const creditOutcomes = {
  sourced: word('Sourced'),
  assisted: word('Assisted'),
  influenced: word('Influenced'),
  too_late: word('After the first activity of the vendor'),
  too_old: word('Before the look-back window'),
  not_first: word('Another partner was earlier'),
  same_partner: word('Credited as the source already'),
} as const
export type CreditOutcome = keyof typeof creditOutcomes
const Outcome = z.enum(Object.keys(creditOutcomes) as [CreditOutcome])

const Evidence = z.object({
  kind: z.enum(Object.keys(creditEvidence) as [CreditEvidence]),
  /** The registration, the participant or the deal that says it. */
  id: z.string(),
  partnerId: id('org'),
  partnerName: z.string(),
  role: ParticipantRole,
  day: Day,
})

/** Who is credited with a deal, and everything that decided it. */
export const CreditDecision = z.object({
  /** The one primary source; null is the vendor itself. */
  sourceId: id('org').nullable(),
  sourceName: z.string().nullable(),
  assistedIds: z.array(id('org')),
  influencedIds: z.array(id('org')),
  openedOn: Day,
  /** The vendor’s own first activity with the customer that counts; null where there is none. */
  vendorFirstOn: Day.nullable(),
  sourcedLookBackDays: z.int(),
  influencedLookBackDays: z.int(),
  rulesVersion: z.int(),
  evidence: z.array(Evidence.extend({ outcome: Outcome })),
})
export type CreditDecision = z.infer<typeof CreditDecision>

export const DealCredit = z.object({
  /** What the rules of today say of what is known today. */
  now: CreditDecision,
  /** What was decided, newest first: at the win, and corrections since. None is edited. */
  decided: z.array(
    z.object({ number: z.int(), on: Day, at: Moment, reason: z.string().nullable(), decision: CreditDecision }),
  ),
  may: May,
})
export type DealCredit = z.infer<typeof DealCredit>

export const readDealCredit = endpoint({
  method: 'GET',
  path: '/deals/:id/credit',
  can: 'deals.read',
  summary: 'Who sourced, assisted and influenced a deal, by which rule and which evidence',
  input: z.object({ id: id('deal') }),
  output: DealCredit,
})
export const correctDealCredit = endpoint({
  method: 'POST',
  path: '/deals/:id/credit',
  can: 'deals.write',
  summary: 'Decide the credit of a won deal anew, by what is known now; the earlier decision stays on record',
  input: z.object({ id: id('deal'), reason: paragraph(500).pipe(z.string().min(1, word('must say something'))) }),
  output: DealCredit,
})
