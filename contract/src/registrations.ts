import { word } from './language.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import {
  Country,
  Day,
  flag,
  id,
  line,
  listInput,
  listOf,
  many,
  May,
  Moment,
  Money,
  paragraph,
  Version,
} from './fields.ts'
import {
  PartnerClaims,
  RegistrationJudgement,
  RegistrationProposal,
  RegistrationRival,
  RegistrationStateName,
  RegistrationSuggestion,
  RejectionReasonName,
} from './registration-hearing.ts'
import { type RegistrationAct, registrationTransitions } from './registration-transitions.ts'

export * from './registration-hearing.ts'
export * from './registration-states.ts'
export * from './registration-transitions.ts'

const ActName = z.enum(Object.keys(registrationTransitions) as [RegistrationAct])

export const registrationKinds = { new: word('New business'), renewal: word('Renewal') } as const
const RegistrationKind = z.enum(Object.keys(registrationKinds) as [keyof typeof registrationKinds])

/** What a partner claims. A draft may lack anything; what is sent may not. */
const claim = {
  /** New business, or the renewal of business that there is: a renewal belongs to the incumbent. */
  kind: RegistrationKind.meta({ title: word('Kind of business') }),
  customerName: line()
    .nullable()
    .meta({ title: word('Legal name'), description: word('Of the customer whom you claim') }),
  customerDomain: line(253)
    .nullable()
    .meta({ title: word('Website'), description: word('It tells companies of one name apart.') }),
  country: Country.nullable().meta({ title: word('Country') }),
  contactName: line(120)
    .nullable()
    .meta({ title: word('Whom you speak to') }),
  contactEmail: z
    .email()
    .max(254)
    .nullable()
    .meta({ title: word('Their e-mail') }),
  families: z
    .array(line(40))
    .max(50)
    .meta({ title: word('Products') }),
  value: Money.extend({ amount: z.int().positive() })
    .nullable()
    .meta({ title: word('Value') }),
  expectedCloseOn: Day.nullable().meta({ title: word('Expected close') }),
  /** What the partner did itself with the customer, and on which day. */
  evidence: paragraph(4000)
    .nullable()
    .meta({ title: word('Your activity with this customer') }),
  evidenceOn: Day.nullable().meta({ title: word('On which day') }),
  isPublicSector: z.boolean().meta({ title: word('A public body') }),
}
export const RegistrationClaim = z.object(claim)
export type RegistrationClaim = z.infer<typeof RegistrationClaim>

/** A decision as the partner may read it: never whose claim stands against it. */
export const RegistrationRuling = z.object({
  act: ActName,
  at: Moment,
  reason: RejectionReasonName.nullable(),
  /** The rule that decided, by its place in the version of the programme. */
  rule: z.string().nullable(),
  rulesVersion: z.int().nullable(),
  text: z.string().nullable(),
})
export type RegistrationRuling = z.infer<typeof RegistrationRuling>

/** What a partner reads of its claim at any time: what happened, why, what comes next, what it can do. */
export const RegistrationReceipt = z.object({
  state: RegistrationStateName,
  ruling: RegistrationRuling.nullable(),
  /** Its place in the whole line for review, where it waits there. */
  position: z.int().nullable(),
  question: z.string().nullable(),
  /** What time alone does next, and when. */
  next: z.object({ act: ActName, at: Moment }).nullable(),
  protectedFrom: Moment.nullable(),
  protectedUntil: Moment.nullable(),
  appealUntil: Moment.nullable(),
})
export type RegistrationReceipt = z.infer<typeof RegistrationReceipt>

const shared = {
  id: id('reg'),
  ...claim,
  state: RegistrationStateName,
  changedAt: Moment,
  completeAt: Moment.nullable(),
  reviewDueAt: Moment.nullable(),
  missedDeadline: z.boolean(),
  /** How long the partner has done nothing with its protected customer. */
  silence: z.enum(['none', 'reminded', 'at_risk']),
  protectedUntil: Moment.nullable(),
  dealId: id('deal').nullable(),
  createdAt: Moment,
  version: Version,
}
/** A registration as its partner sees it. */
export const OwnRegistration = z.object({ ...shared, may: May })
export type OwnRegistration = z.infer<typeof OwnRegistration>
/** One link of the chain: what happened, and the hash over it and over everything before. */
export const RegistrationEvent = z.object({
  number: z.int(),
  at: Moment,
  act: ActName,
  actor: z.string(),
  state: RegistrationStateName,
  data: z.record(z.string(), z.unknown()),
  previous: z.string(),
  hash: z.string(),
})
export type RegistrationEvent = z.infer<typeof RegistrationEvent>
export const OwnRegistrationRecord = OwnRegistration.extend({
  receipt: RegistrationReceipt,
  history: z.array(RegistrationEvent),
})
export type OwnRegistrationRecord = z.infer<typeof OwnRegistrationRecord>

/** A registration as the vendor sees it. */
export const Registration = z.object({
  ...shared,
  partnerId: id('org'),
  partnerName: z.string(),
  customerId: id('org').nullable(),
  submitter: z.string().nullable(),
  programmeId: id('prg'),
  programmeName: z.string(),
  /** The version of the programme's rules that judges it: the one in force when it became complete. */
  rulesVersion: z.int().nullable(),
  /**
   * Business days that are left for its review, by the calendar of that version and in parts; 0 once they have passed. Where
   * the partner is asked something, those that stand still meanwhile.
   */
  reviewLeft: z.number().nullable(),
  proposal: RegistrationProposal.nullable(),
  may: May,
})
export type Registration = z.infer<typeof Registration>

export const RegistrationRecord = Registration.extend({
  receipt: RegistrationReceipt,
  history: z.array(RegistrationEvent),
  /** What the rules found when the claim came in. */
  judgement: RegistrationJudgement.nullable(),
  /** What stands against it now. */
  rivals: z.array(RegistrationRival),
  /** What they suggest now, where a reviewer decides. */
  suggestion: RegistrationSuggestion.nullable(),
  partnerRecord: PartnerClaims,
})
export type RegistrationRecord = z.infer<typeof RegistrationRecord>

export const ownVersion = { id: id('reg'), version: Version }
export const Statement = paragraph(2000).pipe(z.string().min(1, word('must say something')))

export const registrationFilters = {
  state: many(RegistrationStateName).optional(),
  partnerId: many(id('org')).optional(),
  programmeId: many(id('prg')).optional(),
  /** By key; claims for several families are found by each of them. */
  family: many(line(40)).optional(),
  /** What waits for the vendor: a first decision, an appeal, an extension; or what does not. */
  open: flag.optional(),
  /** Only claims whose review should be over by now. */
  overdue: flag.optional(),
}
export const listRegistrations = endpoint({
  method: 'GET',
  path: '/registrations',
  can: 'registrations.read',
  summary: 'Registrations of all partners; what is due first stands first',
  input: listInput(['reviewDue', '-createdAt'], registrationFilters),
  output: listOf(Registration),
})
export const readRegistration = endpoint({
  method: 'GET',
  path: '/registrations/:id',
  can: 'registrations.read',
  summary: 'One registration with its conflicts, its history and what the rules propose',
  input: z.object({ id: id('reg') }),
  output: RegistrationRecord,
})
const ruling = <I extends z.ZodRawShape>(act: string, summary: string, more: I) =>
  endpoint({
    method: 'POST',
    path: `/registrations/:id/${act}`,
    can: 'registrations.review',
    summary,
    input: z.object({ ...ownVersion, ...more }),
    output: RegistrationRecord,
  })
export const approveRegistration = ruling('approve', 'Approve a claim: the partner is protected from now on', {
  text: paragraph(2000).optional(),
  /** The customer chose this partner in writing: what it says, and where the document is kept. It ends other protection. */
  customerChoice: Statement.optional(),
})
export const rejectRegistration = ruling('reject', 'Refuse a claim with a reason from the list', {
  reason: RejectionReasonName,
  text: paragraph(2000).optional(),
})
export const askRegistration = ruling('ask', 'Ask the partner for information; the review stands still meanwhile', {
  question: Statement,
})
export const overturnRegistration = ruling('overturn', 'Decide an appeal for the partner', {
  text: Statement,
  /** As with an approval: it ends other protection. */
  customerChoice: Statement.optional(),
})
export const upholdRegistration = ruling('uphold', 'Decide an appeal against the partner; this is final', {
  text: Statement,
})
export const extendRegistration = ruling('extend', 'Grant the extension that the partner asked for', {
  text: paragraph(2000).optional(),
})
export const refuseRegistrationExtension = ruling(
  'refuse-extension',
  'Refuse an extension; protection goes on to its end',
  {
    text: Statement,
  },
)
export const reinstateRegistration = ruling('reinstate', 'Protect anew what has expired, within the grace time', {
  text: paragraph(2000).optional(),
})
export const revokeRegistration = ruling('revoke', 'Take a protection away, with a cause', { text: Statement })
