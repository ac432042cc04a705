import { z } from 'zod'
import { ParticipantRole } from './deal-credit-rules.ts'
import { participation, proposal, Reason } from './deal-teams.ts'
import { DealStage } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { Country, Day, id, line, listInput, listOf, many, May, Moment, Money, paragraph, Version } from './fields.ts'
import { word } from './language.ts'

/** A partner’s own part in a deal. */
export const OwnParticipation = z.object(participation)
export type OwnParticipation = z.infer<typeof OwnParticipation>

/**
 * A deal as one of its participants sees it. It holds what the vendor decided to disclose and nothing else: not the
 * vendor’s name for the deal, nor its other partners, nor its value, unless disclosed.
 */
export const OwnDeal = z.object({
  id: id('deal'),
  customerName: z.string(),
  country: Country.nullable(),
  product: z.string().nullable(),
  /** Null until the invitation is accepted, as are the days. */
  stage: DealStage.nullable(),
  expectedCloseOn: Day.nullable(),
  closedOn: Day.nullable(),
  /** Null unless the vendor discloses it. */
  value: Money.nullable(),
  participations: z.array(OwnParticipation),
})
export type OwnDeal = z.infer<typeof OwnDeal>

/** The partner’s own share in a version of the split. */
export const OwnShare = z.object({
  splitId: id('split'),
  number: z.int(),
  state: z.enum(['waiting', 'signed', 'disputed', 'default', 'replaced', 'locked']),
  role: ParticipantRole,
  /** Hundredths of a percent. */
  basisPoints: z.int(),
  /** Its money: from the win on, or earlier where the deal’s value is disclosed. */
  amount: Money.nullable(),
  /** Why the vendor proposed it, where it said so. */
  reason: z.string().nullable(),
  /** What the partner answered. */
  disputeReason: z.string().nullable(),
  proposedAt: Moment,
  answeredAt: Moment.nullable(),
  may: May,
})
export type OwnShare = z.infer<typeof OwnShare>

/** Another participant, where both are disclosed to each other. */
export const TeamMate = z.object({
  name: z.string(),
  role: ParticipantRole,
  /** Its share in the newest split, where shares are disclosed too. */
  basisPoints: z.int().nullable(),
})

export const OwnDealRecord = OwnDeal.extend({
  shares: z.array(OwnShare),
  mates: z.array(TeamMate),
  /** What was booked to this partner: at the win, and corrections since. */
  entries: z.array(z.object({ day: Day, kind: z.enum(['won', 'correction']), amount: Money })),
})
export type OwnDealRecord = z.infer<typeof OwnDealRecord>

export const listOwnDeals = endpoint({
  method: 'GET',
  path: '/portal/deals',
  can: 'deals.take_part',
  summary: 'The deals in whose team the partner is, or is invited',
  input: listInput(['-since'], { stage: many(DealStage).optional() }),
  output: listOf(OwnDeal),
})
export const readOwnDeal = endpoint({
  method: 'GET',
  path: '/portal/deals/:id',
  can: 'deals.take_part',
  summary: 'One deal, as far as it concerns this partner: its role, its share, whom it may know of',
  input: z.object({ id: id('deal') }),
  output: OwnDealRecord,
})
export const answerInvitation = endpoint({
  method: 'POST',
  path: '/portal/deal-participations/:id/answer',
  can: 'deals.take_part',
  summary: 'Accept or decline an invitation into a deal’s team',
  input: z.object({ id: id('part'), answer: z.enum(['accept', 'decline']), reason: paragraph(500).optional() }),
  output: OwnParticipation,
})
export const leaveTeam = endpoint({
  method: 'POST',
  path: '/portal/deal-participations/:id/leave',
  can: 'deals.take_part',
  summary: 'Leave a deal’s team',
  input: z.object({ id: id('part'), version: Version, reason: Reason }),
  output: OwnParticipation,
})
export const OwnTeamProposal = z.object(proposal)
export type OwnTeamProposal = z.infer<typeof OwnTeamProposal>
export const listOwnTeamProposals = endpoint({
  method: 'GET',
  path: '/portal/deal-team-proposals',
  can: 'deals.take_part',
  summary: 'What the partner proposed for the teams of deals, newest first',
  input: listInput(['-createdAt'], {}),
  output: listOf(OwnTeamProposal),
})
export const proposeForTeam = endpoint({
  method: 'POST',
  path: '/portal/deal-team-proposals',
  can: 'deals.take_part',
  summary: 'Propose to join the vendor’s deal with a customer, or to let another organization join',
  input: z.object({
    customerName: line(),
    role: ParticipantRole,
    evidence: paragraph(2000).pipe(z.string().min(1, word('must say something'))),
    evidenceOn: Day.nullable().optional(),
    partnerName: line().nullable().optional(),
  }),
  output: OwnTeamProposal,
})
