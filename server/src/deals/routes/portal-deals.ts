import { say, type Saying } from '@hansa/contract/language'
import { answerSplit } from '@hansa/contract/deal-splits'
import * as api from '@hansa/contract/own-deals'
import { today } from '../../core/calendar.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { inLanguage } from '../../core/language.ts'
import * as own from '../queries/team-own.ts'
import * as queries from '../queries/team.ts'
import { mayMove } from '../rules/team.ts'

const allowed = (open: true | Saying, { language }: Context) => (open === true ? open : inLanguage(open, language))

const presentParticipation = (ctx: Context, row: queries.ParticipantRow): api.OwnParticipation => ({
  id: row.id,
  role: row.role,
  state: row.state,
  evidence: row.evidence,
  evidenceOn: row.evidenceOn,
  fromDay: row.fromDay,
  untilDay: row.untilDay,
  reason: row.reason,
  version: row.version,
  may: {
    answer: allowed(mayMove(row.state, 'accept'), ctx),
    leave: allowed(mayMove(row.state, 'leave'), ctx),
  },
})

/** Why a share cannot be answered; true where it can. */
function mayAnswer(row: own.OwnShareRow): true | Saying {
  if (row.lockedAt) return say`The split is locked.`
  if (row.isDefault) return say`The default table holds; it needs no signature.`
  if (!row.isNewest) return say`A newer version took its place.`
  if (row.signature === 'signed') return say`You have signed already.`
  if (!['active', 'dissolved'].includes(row.participantState)) return say`You are not in the team any more.`
  return true
}

function stateOf(row: own.OwnShareRow): api.OwnShare['state'] {
  if (row.lockedAt) return row.isNewest ? 'locked' : 'replaced'
  if (!row.isNewest) return 'replaced'
  return row.signature === 'not_needed' ? 'default' : row.signature
}

const presentShare = (ctx: Context, row: own.OwnShareRow): api.OwnShare => ({
  splitId: row.splitId,
  number: row.number,
  state: stateOf(row),
  role: row.role,
  basisPoints: row.basisPoints,
  // A share in percent and in money together would tell the deal's value.
  amount:
    row.amount !== null && row.currency !== null && (row.lockedAt || row.seesValue)
      ? { amount: row.amount, currency: row.currency }
      : null,
  reason: row.reason,
  disputeReason: row.disputeReason,
  proposedAt: row.proposedAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
  may: { answer: allowed(mayAnswer(row), ctx) },
})

const listed = async (ctx: Context, deals: readonly Omit<api.OwnDeal, 'participations'>[]): Promise<api.OwnDeal[]> => {
  const places = await own.ownParticipants(
    ctx.db,
    deals.map(({ id }) => id),
  )
  return deals.map((deal) => ({
    ...deal,
    participations: places.filter((it) => it.dealId === deal.id).map((it) => presentParticipation(ctx, it)),
  }))
}

export const portalDeals: Route[] = [
  handle(api.listOwnDeals, async (ctx, input) => {
    const list = await own.listOwnDeals(ctx.db, input)
    return { ...list, items: await listed(ctx, list.items) }
  }),
  handle(api.readOwnDeal, async (ctx, { id }) => {
    const [deal] = await listed(ctx, [await own.readOwnDeal(ctx.db, id)])
    const entries = await own.ownEntries(ctx.db, id)
    return {
      ...deal!,
      shares: (await own.ownShares(ctx.db, { dealId: id })).map((row) => presentShare(ctx, row)),
      mates: await own.ownTeamMates(ctx.db, id),
      entries: entries.map(({ amount, currency, ...entry }) => ({ ...entry, amount: { amount, currency } })),
    }
  }),
  handle(api.answerInvitation, async (ctx, { id, answer, reason }) => {
    const row = await queries.holdParticipant(ctx.db, id)
    const moved = await queries.moveParticipant(ctx.db, row, answer, ctx.now, reason || null)
    const verb = answer === 'accept' ? 'participant_joined' : 'participant_declined'
    await ctx.record(queries.teamEvent(verb, row, reason ? { reason } : {}))
    return presentParticipation(ctx, moved)
  }),
  handle(api.leaveTeam, async (ctx, { id, version, reason }) => {
    const row = await queries.holdParticipant(ctx.db, id, version)
    const moved = await queries.moveParticipant(ctx.db, row, 'leave', ctx.now, reason)
    await ctx.record(queries.teamEvent('participant_left', row, { reason }))
    return presentParticipation(ctx, moved)
  }),
  handle(api.listOwnTeamProposals, ({ db }, input) => queries.listOwnProposals(db, input)),
  handle(api.proposeForTeam, async (ctx, { evidenceOn = null, partnerName = null, ...said }) => {
    const { db, now, principal } = ctx
    if (evidenceOn && evidenceOn > (await today(db, now)))
      throw wrong('evidenceOn', say`${evidenceOn} lies in the future`)
    const partnerId = principal.partnerId!
    const row = await queries.insertProposal(db, {
      ...said,
      evidenceOn,
      partnerName,
      partnerId,
      id: newId('prop', now),
      state: 'open',
      reason: null,
      createdAt: now,
    })
    const data = { customerName: said.customerName, role: said.role }
    await ctx.record({
      verb: 'deal.team_proposed',
      objectId: row.id,
      organizationId: partnerId,
      partnerId,
      data,
    })
    return queries.presentProposal(row)
  }),
  handle(answerSplit, async (ctx, { id, answer, reason, wantedBasisPoints }) => {
    const { db, now, principal } = ctx
    const shares = await own.ownShares(db, { splitId: id })
    const [first] = shares
    if (!first) throw new Refusal('missing', say`There is no split ${id}, or it is not yours to see.`)
    const open = mayAnswer(first)
    if (open !== true) throw new Refusal('conflict', open)
    if (answer === 'dispute' && !reason) throw wrong('reason', say`is needed: it says what would be right`)
    const isSigned = answer === 'sign'
    await own.answerShares(db, id, {
      signature: isSigned ? 'signed' : 'disputed',
      answeredAt: now,
      answeredBy: principal.name,
      disputeReason: isSigned ? null : reason!,
      wantedBasisPoints: isSigned ? null : (wantedBasisPoints ?? null),
    })
    const verb = isSigned ? 'split_signed' : 'split_disputed'
    const place = { id: first.participantId, dealId: first.dealId, partnerId: first.partnerId, role: first.role }
    await ctx.record(
      queries.teamEvent(verb, place, { splitId: id, number: first.number, ...(reason && !isSigned && { reason }) }),
    )
    return { shares: (await own.ownShares(db, { splitId: id })).map((row) => presentShare(ctx, row)) }
  }),
]
