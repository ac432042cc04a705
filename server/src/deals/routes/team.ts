import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/deal-teams'
import { mayIf, type Principal } from '../../core/access.ts'
import { today } from '../../core/calendar.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { inLanguage } from '../../core/language.ts'
import { newId } from '../../core/ids.ts'
import { defined } from '../../core/objects.ts'
import { readOrganization } from '../../organizations/queries/organizations.ts'
import { readDeal } from '../queries/deals.ts'
import * as queries from '../queries/team.ts'
import { mayMove } from '../rules/team.ts'

const mayWrite = (principal: Principal) => mayIf(principal, 'deals.write')

async function readTeam(ctx: Context, dealId: string): Promise<api.DealTeam> {
  const { db, principal, language } = ctx
  const { stage } = await readDeal(db, dealId)
  const allowed = mayWrite(principal)
  const participants = (await queries.listParticipants(db, dealId)).map((it) => {
    const open = mayMove(it.state, 'remove')
    const remove = allowed !== true ? allowed : open === true ? open : inLanguage(open, language)
    return { ...it, may: { edit: allowed, remove } }
  })
  const invite = allowed === true && stage === 'lost' ? inLanguage(lost, language) : allowed
  return {
    participants,
    introductions: await queries.listIntroductions(db, dealId),
    may: { invite, introduce: allowed },
  }
}
const lost = say`The deal is lost: there is nothing to take part in.`

/** An organization that can take part: of this ecosystem, and not merged into another one. */
async function checkPartner({ db }: Context, id: string): Promise<void> {
  const organization = await readOrganization(db, id).catch(() => undefined)
  if (!organization || organization.mergedInto) throw wrong('partnerId', say`"${id}" is not an organization here`)
}

interface Invitation {
  readonly dealId: string
  readonly partnerId: string
  readonly role: queries.ParticipantRow['role']
  readonly evidence: string | null
  readonly evidenceOn: string | null
  readonly seesValue: boolean
}

/** A new place in a team: asked for by the partner itself it is taken at once, else the partner is invited. */
async function invite(ctx: Context, it: Invitation, isAsked: boolean): Promise<void> {
  const { db, now } = ctx
  const deal = await queries.holdTeam(db, it.dealId)
  if (deal.stage === 'lost') throw new Refusal('conflict', lost)
  await checkPartner(ctx, it.partnerId)
  if (it.partnerId === deal.customerId) throw wrong('partnerId', say`is the customer of this deal`)
  const day = await today(db, now)
  if (it.evidenceOn && it.evidenceOn > day) throw wrong('evidenceOn', say`${it.evidenceOn} lies in the future`)
  const row = {
    ...it,
    id: newId('part', now),
    state: isAsked ? 'active' : 'invited',
    fromDay: isAsked ? day : null,
    untilDay: null,
    reason: null,
    createdAt: now,
  } as const
  await queries.addParticipant(db, row)
  await ctx.record(queries.teamEvent(isAsked ? 'participant_joined' : 'participant_invited', row))
}

/** A participant of this deal. */
async function participantOf({ db }: Context, dealId: string, field: string, id: string) {
  const row = await queries.holdParticipant(db, id)
  if (row.dealId !== dealId) throw wrong(field, say`"${id}" is not in the team of this deal`)
  return row
}

export const team: Route[] = [
  handle(api.readDealTeam, (ctx, { id }) => readTeam(ctx, id)),
  handle(api.inviteParticipant, async (ctx, { id: dealId, evidence = null, evidenceOn = null, ...it }) => {
    await invite(ctx, { ...it, dealId, evidence, evidenceOn }, false)
    return readTeam(ctx, dealId)
  }),
  handle(api.updateParticipant, async (ctx, { id, version, ...said }) => {
    const row = await queries.holdParticipant(ctx.db, id, version)
    if (said.evidenceOn && said.evidenceOn > (await today(ctx.db, ctx.now)))
      throw wrong('evidenceOn', say`${said.evidenceOn} lies in the future`)
    const set = defined(said)
    if (Object.keys(set).length > 0) {
      await queries.editParticipant(ctx.db, id, set)
      await ctx.record(queries.teamEvent('participant_updated', row, { fields: Object.keys(set) }))
    }
    return readTeam(ctx, row.dealId)
  }),
  handle(api.removeParticipant, async (ctx, { id, version, reason }) => {
    const row = await queries.holdParticipant(ctx.db, id, version)
    await queries.moveParticipant(ctx.db, row, 'remove', ctx.now, reason)
    await ctx.record(queries.teamEvent('participant_removed', row, { reason }))
    return readTeam(ctx, row.dealId)
  }),
  handle(api.introduceParticipants, async (ctx, { id, oneId, twoId, shares }) => {
    const one = await participantOf(ctx, id, 'oneId', oneId)
    const two = await participantOf(ctx, id, 'twoId', twoId)
    if (one.partnerId === two.partnerId) throw wrong('twoId', say`is the same organization`)
    if (await queries.competing(ctx.db, one.partnerId, two.partnerId))
      throw new Refusal('conflict', say`These two compete: they are not disclosed to each other.`)
    await queries.introduce(ctx.db, id, oneId, twoId, shares)
    for (const row of [one, two]) await ctx.record(queries.teamEvent('participant_introduced', row))
    return readTeam(ctx, id)
  }),
  handle(api.endIntroduction, async (ctx, { id, oneId, twoId }) => {
    const one = await participantOf(ctx, id, 'oneId', oneId)
    const two = await participantOf(ctx, id, 'twoId', twoId)
    await queries.endIntroduction(ctx.db, id, oneId, twoId)
    for (const row of [one, two]) await ctx.record(queries.teamEvent('introduction_ended', row))
    return readTeam(ctx, id)
  }),
  handle(api.listTeamProposals, ({ db }, input) => queries.listProposals(db, input)),
  handle(api.acceptTeamProposal, async (ctx, { id, dealId, partnerId }) => {
    const row = await queries.holdProposal(ctx.db, id)
    const isOther = row.partnerName !== null
    if (isOther && !partnerId) throw wrong('partnerId', say`must say which organization “${row.partnerName}” is`)
    const { role, evidence, evidenceOn } = row
    const who = isOther ? partnerId! : row.partnerId
    await invite(ctx, { dealId, partnerId: who, role, evidence, evidenceOn, seesValue: false }, !isOther)
    await queries.decideProposal(ctx.db, id, { state: 'accepted', reason: null, dealId })
    await ctx.record({ ...aboutProposal(row), verb: 'deal.team_proposal_accepted' })
    return readTeam(ctx, dealId)
  }),
  handle(api.refuseTeamProposal, async (ctx, { id, reason }) => {
    const row = await queries.holdProposal(ctx.db, id)
    await queries.decideProposal(ctx.db, id, { state: 'refused', reason })
    await ctx.record({ ...aboutProposal(row), verb: 'deal.team_proposal_refused', data: { reason } })
    return queries.readProposal(ctx.db, id)
  }),
]

const aboutProposal = ({ id, partnerId }: queries.ProposalRow) => ({
  objectId: id,
  organizationId: partnerId,
  partnerId,
})
