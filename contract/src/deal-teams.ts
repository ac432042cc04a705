import { z } from 'zod'
import { ParticipantRole } from './deal-credit-rules.ts'
import { endpoint } from './endpoint.ts'
import { Day, flag, id, listInput, listOf, many, May, Moment, paragraph, Version } from './fields.ts'
import { word } from './language.ts'

export const participantStates = {
  invited: word('Invited'),
  active: word('In the team'),
  declined: word('Declined'),
  left: word('Left'),
  removed: word('Taken out'),
  dissolved: word('Team dissolved'),
} as const
export type ParticipantState = keyof typeof participantStates
export const ParticipantState = z.enum(Object.keys(participantStates) as [ParticipantState])

const Evidence = paragraph(2000).nullable()

/** What both sides see of a place in a team. */
export const participation = {
  id: id('part'),
  role: ParticipantRole,
  state: ParticipantState,
  evidence: Evidence,
  /** On which day the evidence happened; for the credit this is when the partner’s activity began. */
  evidenceOn: Day.nullable(),
  /** In the team from this day until that one. */
  fromDay: Day.nullable(),
  untilDay: Day.nullable(),
  /** Why it declined, left or was taken out. */
  reason: z.string().nullable(),
  version: Version,
  may: May,
}

/** An organization in a deal’s team, in one role, as the vendor sees it. */
export const Participant = z.object({
  ...participation,
  dealId: id('deal'),
  partnerId: id('org'),
  partnerName: z.string(),
  /** Whether it sees the deal’s value. */
  seesValue: z.boolean(),
  createdAt: Moment,
})
export type Participant = z.infer<typeof Participant>

/** Two participants whom the vendor has disclosed to each other. */
export const Introduction = z.object({
  oneId: id('part'),
  twoId: id('part'),
  /** Whether they see each other’s share too. */
  shares: z.boolean(),
  /** They compete by now, so nothing is shown whatever was disclosed. */
  competing: z.boolean(),
})
export type Introduction = z.infer<typeof Introduction>

export const DealTeam = z.object({
  participants: z.array(Participant),
  introductions: z.array(Introduction),
  may: May,
})
export type DealTeam = z.infer<typeof DealTeam>

export const readDealTeam = endpoint({
  method: 'GET',
  path: '/deals/:id/team',
  can: 'deals.read',
  summary: 'Who takes part in a deal, in which roles, and who of them knows of whom',
  input: z.object({ id: id('deal') }),
  output: DealTeam,
})
export const inviteParticipant = endpoint({
  method: 'POST',
  path: '/deals/:id/participants',
  can: 'deals.write',
  summary: 'Invite an organization into a deal’s team',
  input: z.object({
    id: id('deal'),
    partnerId: id('org'),
    role: ParticipantRole,
    evidence: Evidence.optional(),
    evidenceOn: Day.nullable().optional(),
    seesValue: flag.default(false),
  }),
  output: DealTeam,
})
export const updateParticipant = endpoint({
  method: 'PATCH',
  path: '/deal-participants/:id',
  can: 'deals.write',
  summary: 'Change the evidence of a participant, or whether it sees the deal’s value',
  input: z.object({
    id: id('part'),
    version: Version,
    evidence: Evidence.optional(),
    evidenceOn: Day.nullable().optional(),
    seesValue: flag.optional(),
  }),
  output: DealTeam,
})
export const Reason = paragraph(500).pipe(z.string().min(1, word('must say something')))
export const removeParticipant = endpoint({
  method: 'POST',
  path: '/deal-participants/:id/remove',
  can: 'deals.write',
  summary: 'Take an organization out of a deal’s team; it reads the reason',
  input: z.object({ id: id('part'), version: Version, reason: Reason }),
  output: DealTeam,
})
export const introduceParticipants = endpoint({
  method: 'POST',
  path: '/deals/:id/introductions',
  can: 'deals.write',
  summary: 'Disclose two participants to each other; those that compete never are',
  input: z.object({ id: id('deal'), oneId: id('part'), twoId: id('part'), shares: flag.default(false) }),
  output: DealTeam,
})
export const endIntroduction = endpoint({
  method: 'POST',
  path: '/deals/:id/introductions/end',
  can: 'deals.write',
  summary: 'Hide two participants from each other again',
  input: z.object({ id: id('deal'), oneId: id('part'), twoId: id('part') }),
  output: DealTeam,
})

export const proposalStates = {
  open: word('Open'),
  accepted: word('Accepted'),
  refused: word('Not taken up'),
} as const
export type ProposalState = keyof typeof proposalStates
const ProposalState = z.enum(Object.keys(proposalStates) as [ProposalState])

/** What both sides see of a proposal. */
export const proposal = {
  id: id('prop'),
  customerName: z.string(),
  /** Whom it proposes, by name; null for itself. */
  partnerName: z.string().nullable(),
  role: ParticipantRole,
  evidence: z.string(),
  evidenceOn: Day.nullable(),
  state: ProposalState,
  reason: z.string().nullable(),
  createdAt: Moment,
}
/** A partner’s proposal to join the team of a deal, or to let another organization join. */
export const TeamProposal = z.object({
  ...proposal,
  proposedById: id('org'),
  proposedByName: z.string(),
  dealId: id('deal').nullable(),
})
export type TeamProposal = z.infer<typeof TeamProposal>
export const listTeamProposals = endpoint({
  method: 'GET',
  path: '/deal-team-proposals',
  can: 'deals.read',
  summary: 'What partners propose for the teams of deals, newest first',
  input: listInput(['-createdAt'], { state: many(ProposalState).optional() }),
  output: listOf(TeamProposal),
})
export const acceptTeamProposal = endpoint({
  method: 'POST',
  path: '/deal-team-proposals/:id/accept',
  can: 'deals.write',
  summary: 'Take a proposal up: who proposed itself is in the team at once, another organization is invited',
  input: z.object({
    id: id('prop'),
    dealId: id('deal'),
    /** Which organization is meant, where another one is proposed. */
    partnerId: id('org').optional(),
  }),
  output: DealTeam,
})
export const refuseTeamProposal = endpoint({
  method: 'POST',
  path: '/deal-team-proposals/:id/refuse',
  can: 'deals.write',
  summary: 'Do not take a proposal up; the partner reads the reason',
  input: z.object({ id: id('prop'), reason: Reason }),
  output: TeamProposal,
})
