import { say } from '@hansa/contract/language'
import type { Introduction, Participant, ProposalState, TeamProposal } from '@hansa/contract/deal-teams'
import { sql, type Insertable, type Selectable } from 'kysely'
import { today } from '../../core/calendar.ts'
import { matchesText, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing, Refusal, stale } from '../../core/errors.ts'
import type { NewEvent } from '../../core/events/record.ts'
import { isTaken, mayMove, movedTo, type TeamMove } from '../rules/team.ts'
import './team-tables.ts'

export type ParticipantRow = Selectable<Tables['dealParticipant']>

/** What an event of a team tells its partner: its own part, never the deal's value or who else is in it. */
export const teamEvent = (
  verb: string,
  row: Pick<ParticipantRow, 'id' | 'dealId' | 'partnerId' | 'role'>,
  data: Record<string, unknown> = {},
): NewEvent => ({
  verb: `deal.${verb}`,
  objectId: row.dealId,
  organizationId: row.partnerId,
  partnerId: row.partnerId,
  data: { participantId: row.id, role: row.role, ...data },
})

/** Takes hold of a deal for what changes its team or its split: one such change at a time. For the vendor's own transactions. */
export async function holdTeam(db: Db, dealId: string) {
  const row = await db
    .selectFrom('deal')
    .select(['id', 'stage', 'amount', 'currency', 'customerId', 'partnerId', 'openedOn', 'closedOn', 'source'])
    .where('id', '=', dealId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw missing(say`deal`, dealId)
  return row
}

export async function listParticipants(db: Db, dealId: string): Promise<Omit<Participant, 'may'>[]> {
  const rows = await db
    .selectFrom('dealParticipant')
    .innerJoin('organization', 'organization.id', 'dealParticipant.partnerId')
    .selectAll('dealParticipant')
    .select('organization.name as partnerName')
    .where('dealId', '=', dealId)
    .orderBy('dealParticipant.id')
    .execute()
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

/** Takes hold of a participant until the transaction ends. @param version what the caller read */
export async function holdParticipant(db: Db, id: string, version?: number): Promise<ParticipantRow> {
  const row = await db.selectFrom('dealParticipant').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`participant`, id)
  if (version !== undefined && row.version !== version) throw stale(say`participant`, row.version)
  return row
}

/**
 * A new place in a team, whose deal the caller holds.
 * @throws Refusal where the organization has that role in that team already
 */
export async function addParticipant(db: Db, row: Insertable<Tables['dealParticipant']>): Promise<void> {
  const { state } =
    (await db
      .selectFrom('dealParticipant')
      .select('state')
      .where('dealId', '=', row.dealId)
      .where('partnerId', '=', row.partnerId)
      .where('role', '=', row.role)
      .where('state', 'in', ['invited', 'active'])
      .executeTakeFirst()) ?? {}
  if (state && isTaken(state))
    throw new Refusal('conflict', say`This organization has that role in the team already, or is invited to it.`)
  await db.insertInto('dealParticipant').values(row).execute()
}

/**
 * Moves a participant whom the caller holds.
 * @returns the row as it is now
 * @throws Refusal where the move is not open
 */
export async function moveParticipant(
  db: Db,
  row: ParticipantRow,
  move: TeamMove,
  at: Date,
  reason: string | null = null,
): Promise<ParticipantRow> {
  const open = mayMove(row.state, move)
  if (open !== true) throw new Refusal('conflict', open)
  return db
    .updateTable('dealParticipant')
    .set({ ...movedTo(row, move, await today(db, at)), reason, version: sql`version + 1` })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function editParticipant(
  db: Db,
  id: string,
  set: Partial<Pick<ParticipantRow, 'evidence' | 'evidenceOn' | 'seesValue'>>,
): Promise<void> {
  await db
    .updateTable('dealParticipant')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function competing(db: Db, one: string, two: string): Promise<boolean> {
  const { rows } = await sql<{ competing: boolean }>`select competing(${one}, ${two})`.execute(db)
  return rows[0]!.competing
}

export async function listIntroductions(db: Db, dealId: string): Promise<Introduction[]> {
  const rows = await db
    .selectFrom('dealIntroduction')
    .innerJoin('dealParticipant as one', 'one.id', 'dealIntroduction.oneId')
    .innerJoin('dealParticipant as two', 'two.id', 'dealIntroduction.twoId')
    .select(['oneId', 'twoId', 'shares', sql<boolean>`competing(one.partner_id, two.partner_id)`.as('competing')])
    .where('dealIntroduction.dealId', '=', dealId)
    .orderBy('oneId')
    .orderBy('twoId')
    .execute()
  return rows
}

const pair = (a: string, b: string) => (a < b ? { oneId: a, twoId: b } : { oneId: b, twoId: a })

export async function introduce(db: Db, dealId: string, a: string, b: string, shares: boolean): Promise<void> {
  await db
    .insertInto('dealIntroduction')
    .values({ dealId, ...pair(a, b), shares })
    .onConflict((on) => on.columns(['ecosystemId', 'dealId', 'oneId', 'twoId']).doUpdateSet({ shares }))
    .execute()
}

export async function endIntroduction(db: Db, dealId: string, a: string, b: string): Promise<void> {
  const { oneId, twoId } = pair(a, b)
  const { numDeletedRows } = await db
    .deleteFrom('dealIntroduction')
    .where('dealId', '=', dealId)
    .where('oneId', '=', oneId)
    .where('twoId', '=', twoId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw missing(say`introduction`, `${oneId} ${twoId}`)
}

export type ProposalRow = Selectable<Tables['dealTeamProposal']>

export const presentProposal = (row: ProposalRow) => ({ ...row, createdAt: row.createdAt.toISOString() })

export const insertProposal = (db: Db, row: Insertable<Tables['dealTeamProposal']>): Promise<ProposalRow> =>
  db.insertInto('dealTeamProposal').values(row).returningAll().executeTakeFirstOrThrow()

interface Ask {
  readonly q?: string | undefined
  readonly state?: readonly ProposalState[] | undefined
  readonly sort: string
  readonly after?: string | undefined
  readonly limit: number
}

/** A partner's own: the wall keeps all others out. */
export function listOwnProposals(db: Db, ask: Ask) {
  let query = db.selectFrom('dealTeamProposal').selectAll()
  if (ask.q) query = query.where(matchesText(['dealTeamProposal.customerName', 'dealTeamProposal.partnerName'], ask.q))
  return page(db, query, ask, { createdAt: 'dealTeamProposal.createdAt' }, 'dealTeamProposal.id', presentProposal)
}

const proposalsWithNames = (db: Db) =>
  db
    .selectFrom('dealTeamProposal')
    .innerJoin('organization', 'organization.id', 'dealTeamProposal.partnerId')
    .leftJoin('dealTeamRuling', 'dealTeamRuling.proposalId', 'dealTeamProposal.id')
    .selectAll('dealTeamProposal')
    .select(['organization.name as proposedByName', 'dealTeamRuling.dealId'])

const presentForVendor = (
  row: Awaited<ReturnType<ReturnType<typeof proposalsWithNames>['executeTakeFirstOrThrow']>>,
): TeamProposal => ({
  ...presentProposal(row),
  proposedById: row.partnerId,
  proposedByName: row.proposedByName,
  dealId: row.dealId,
})

export function listProposals(db: Db, ask: Ask) {
  let query = proposalsWithNames(db)
  if (ask.state) query = query.where('dealTeamProposal.state', 'in', ask.state)
  if (ask.q)
    query = query.where(
      matchesText(['dealTeamProposal.customerName', 'dealTeamProposal.partnerName', 'organization.name'], ask.q),
    )
  return page(db, query, ask, { createdAt: 'dealTeamProposal.createdAt' }, 'dealTeamProposal.id', presentForVendor)
}

export const readProposal = async (db: Db, id: string): Promise<TeamProposal> =>
  presentForVendor(await proposalsWithNames(db).where('dealTeamProposal.id', '=', id).executeTakeFirstOrThrow())

/** Takes hold of a proposal that is still open. */
export async function holdProposal(db: Db, id: string): Promise<ProposalRow> {
  const row = await db.selectFrom('dealTeamProposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`proposal`, id)
  if (row.state !== 'open') throw new Refusal('conflict', say`This proposal was decided already.`)
  return row
}

export async function decideProposal(
  db: Db,
  id: string,
  decision: { state: ProposalState; reason: string | null; dealId?: string },
): Promise<void> {
  const { dealId, ...set } = decision
  await db.updateTable('dealTeamProposal').set(set).where('id', '=', id).execute()
  if (dealId) await db.insertInto('dealTeamRuling').values({ proposalId: id, dealId }).execute()
}
