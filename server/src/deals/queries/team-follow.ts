import type { Insertable } from 'kysely'
import { today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import type { NewEvent } from '../../core/events/record.ts'
import { newId } from '../../core/ids.ts'
import { addParticipant, holdTeam, moveParticipant, teamEvent } from './team.ts'

/** Whether anybody ever was in a deal's team: most deals have none, and imports bring many. */
export const hasTeam = async (db: Db, dealId: string): Promise<boolean> =>
  (await db.selectFrom('dealParticipant').select('id').where('dealId', '=', dealId).limit(1).executeTakeFirst()) !==
  undefined

/** The partner of a registration that became a deal is the first in its team: it sourced it, and named its value itself. */
export async function joinBySourcing(db: Db, registrationId: string, at: Date): Promise<NewEvent[]> {
  const registration = await db
    .selectFrom('registration')
    .select(['dealId', 'partnerId', 'evidence', 'evidenceOn'])
    .where('id', '=', registrationId)
    .executeTakeFirst()
  if (!registration?.dealId) return []
  const { dealId, partnerId, evidence, evidenceOn } = registration
  await holdTeam(db, dealId)
  const known = await db
    .selectFrom('dealParticipant')
    .select('id')
    .where('dealId', '=', dealId)
    .where('partnerId', '=', partnerId)
    .where('role', '=', 'sourced')
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (known) return []
  const row: Insertable<Tables['dealParticipant']> & { role: 'sourced' } = {
    id: newId('part', at),
    dealId,
    partnerId,
    role: 'sourced',
    state: 'active',
    evidence,
    evidenceOn,
    fromDay: await today(db, at),
    untilDay: null,
    reason: null,
    seesValue: true,
    createdAt: at,
  }
  await addParticipant(db, row)
  return [teamEvent('participant_joined', row)]
}

/** The deal was closed: the team dissolves, and open invitations lapse. */
export async function dissolveTeam(db: Db, dealId: string, at: Date): Promise<NewEvent[]> {
  const rows = await db
    .selectFrom('dealParticipant')
    .selectAll()
    .where('dealId', '=', dealId)
    .where('state', 'in', ['invited', 'active'])
    .orderBy('id')
    .execute()
  for (const row of rows) await moveParticipant(db, row, row.state === 'active' ? 'dissolve' : 'lapse', at)
  return rows.map((row) => teamEvent(row.state === 'active' ? 'team_dissolved' : 'participant_removed', row))
}

/** A closed deal is open again: the team that it had forms anew. */
export async function formTeamAgain(db: Db, dealId: string, at: Date): Promise<NewEvent[]> {
  const rows = await db
    .selectFrom('dealParticipant')
    .selectAll()
    .where('dealId', '=', dealId)
    .where('state', '=', 'dissolved')
    .orderBy('id')
    .execute()
  for (const row of rows) await moveParticipant(db, row, 'form_again', at)
  return rows.map((row) => teamEvent('team_formed_again', row))
}
