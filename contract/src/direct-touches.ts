import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, flag, id, listInput, listOf, many, May, Moment, Version } from './fields.ts'
import { word } from './language.ts'
import { Statement } from './registrations.ts'

/** What the vendor did itself with a customer that a partner is protected with. */
export const touchKinds = {
  opened: word('Opened a direct deal'),
  moved: word('Moved a direct deal on'),
  won: word('Won a direct deal'),
  taken: word('Made the deal a direct one'),
  contact: word('Was in touch with the customer'),
} as const
export type TouchKind = keyof typeof touchKinds
const TouchKind = z.enum(Object.keys(touchKinds) as [TouchKind])

/** How a direct touch is settled. */
export const touchSettlements = {
  partner_joined: word('The partner joined the deal'),
  agreed: word('It was agreed with the partner'),
  mistake: word('It was a mistake'),
} as const
export type TouchSettlement = keyof typeof touchSettlements
const TouchSettlement = z.enum(Object.keys(touchSettlements) as [TouchSettlement])

/** What the partner says of a settlement. */
export const touchAnswers = {
  confirmed: word('Confirmed by the partner'),
  disputed: word('Disputed by the partner'),
} as const
export type TouchAnswer = keyof typeof touchAnswers
const TouchAnswer = z.enum(Object.keys(touchAnswers) as [TouchAnswer])

/** What both sides see. */
const touch = {
  id: id('touch'),
  registrationId: id('reg'),
  customerName: z.string().nullable(),
  happenedOn: Day,
  settledAs: TouchSettlement.nullable(),
  settledText: z.string().nullable(),
  settledAt: Moment.nullable(),
  answer: TouchAnswer.nullable(),
  answerText: z.string().nullable(),
  /** Whether it weighs on the fairness score. */
  counts: z.boolean(),
  version: Version,
  may: May,
}
/** A direct touch as the vendor sees it, with its evidence. */
export const DirectTouch = z.object({
  ...touch,
  kind: TouchKind,
  partnerId: id('org'),
  partnerName: z.string(),
  dealId: id('deal').nullable(),
  dealName: z.string().nullable(),
  /** The event of the log that shows it. */
  eventId: id('evt'),
  happenedAt: Moment,
  noticedAt: Moment,
  settledBy: z.string().nullable(),
})
export type DirectTouch = z.infer<typeof DirectTouch>

export const listDirectTouches = endpoint({
  method: 'GET',
  path: '/direct-touches',
  can: 'registrations.read',
  summary: 'Direct dealings of the vendor with customers that partners are protected with, newest first',
  input: listInput(['-happenedAt'], {
    registrationId: many(id('reg')).optional(),
    dealId: many(id('deal')).optional(),
    partnerId: many(id('org')).optional(),
    /** Only those that nobody has settled. */
    open: flag.optional(),
  }),
  output: listOf(DirectTouch),
})
export const settleDirectTouch = endpoint({
  method: 'POST',
  path: '/direct-touches/:id/settle',
  can: 'registrations.review',
  summary: 'Settle a direct touch; the partner reads how, and why',
  input: z.object({ id: id('touch'), version: Version, as: TouchSettlement, text: Statement }),
  output: DirectTouch,
})

/** A direct touch as the partner sees it: that there was one, and on which day; not who, not the deal. */
export const OwnDirectTouch = z.object(touch)
export type OwnDirectTouch = z.infer<typeof OwnDirectTouch>
export const listOwnDirectTouches = endpoint({
  method: 'GET',
  path: '/portal/direct-touches',
  can: 'registrations.own',
  summary: 'When the vendor dealt with the partner’s protected customers itself, newest first',
  input: listInput(['-happenedOn'], { registrationId: many(id('reg')).optional() }),
  output: listOf(OwnDirectTouch),
})
export const answerDirectTouch = endpoint({
  method: 'POST',
  path: '/portal/direct-touches/:id/answer',
  can: 'registrations.own',
  summary: 'Confirm or dispute how the vendor settled a direct touch',
  input: z.object({ id: id('touch'), version: Version, answer: TouchAnswer, text: Statement.optional() }),
  output: OwnDirectTouch,
})
