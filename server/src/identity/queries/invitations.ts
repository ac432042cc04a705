import type { Invitation } from '@hansa/contract/access'
import type { Role } from '@hansa/contract/permissions'
import { sql, type Generated, type Selectable } from 'kysely'
import { matchesText, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { newId } from '../../core/ids.ts'
import { invitationState } from '../rules/invitations.ts'
import type { Anywhere } from './logins.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    invitation: {
      ecosystemId: Generated<string>
      id: string
      email: string
      name: string
      role: Role
      partnerId: string | null
      tokenHash: string
      invitedBy: string | null
      invitedByName: string
      createdAt: Date
      sentAt: Date
      expiresAt: Date
      acceptedAt: Date | null
      withdrawnAt: Date | null
    }
  }
}
export type InvitationRow = Selectable<Tables['invitation']>

export const presentInvitation =
  (now: Date) =>
  (row: InvitationRow): Invitation => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    partnerId: row.partnerId,
    state: invitationState(row, now),
    invitedBy: row.invitedByName,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  })

export function listInvitations(
  db: Db,
  ask: {
    q?: string | undefined
    sort: string
    after?: string | undefined
    limit: number
    state?: Invitation['state'] | undefined
    role?: Role | undefined
    partnerId?: string | undefined
  },
  now: Date,
) {
  let query = db.selectFrom('invitation').selectAll()
  if (ask.role) query = query.where('role', '=', ask.role)
  if (ask.partnerId) query = query.where('partnerId', '=', ask.partnerId)
  if (ask.q) query = query.where(matchesText(['invitation.name', 'invitation.email'], ask.q))
  if (ask.state === 'accepted') query = query.where('acceptedAt', 'is not', null)
  if (ask.state === 'withdrawn') query = query.where('withdrawnAt', 'is not', null)
  if (ask.state === 'open' || ask.state === 'expired')
    query = query
      .where('acceptedAt', 'is', null)
      .where('withdrawnAt', 'is', null)
      .where('expiresAt', ask.state === 'open' ? '>' : '<=', now)
  return page(
    db,
    query,
    ask,
    { createdAt: 'invitation.createdAt', email: 'invitation.email' },
    'invitation.id',
    presentInvitation(now),
  )
}

/** Undefined where this person is invited to the same place already. */
export const insertInvitation = (
  db: Db,
  it: Omit<InvitationRow, 'ecosystemId' | 'id' | 'acceptedAt' | 'withdrawnAt'>,
): Promise<InvitationRow | undefined> =>
  db
    .insertInto('invitation')
    .values({ ...it, id: newId('inv', it.createdAt) })
    .onConflict((on) => on.doNothing())
    .returningAll()
    .executeTakeFirst()

export const readInvitation = (db: Db, id: string): Promise<InvitationRow | undefined> =>
  db.selectFrom('invitation').selectAll().where('id', '=', id).executeTakeFirst()

/** Changes an invitation that neither was accepted nor withdrawn; undefined for any other. */
export const changeInvitation = (
  db: Db,
  id: string,
  set: Partial<Pick<InvitationRow, 'tokenHash' | 'sentAt' | 'expiresAt' | 'acceptedAt' | 'withdrawnAt'>>,
): Promise<InvitationRow | undefined> =>
  db
    .updateTable('invitation')
    .set(set)
    .where('id', '=', id)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .returningAll()
    .executeTakeFirst()

/** An invitation that is open to this address, whichever way it comes. */
export const openInvitationFor = (db: Db, email: string, now: Date): Promise<InvitationRow | undefined> =>
  db
    .selectFrom('invitation')
    .selectAll()
    .where('email', '=', email)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('createdAt')
    .orderBy('id')
    .executeTakeFirst()

/** Where the invitation behind a link's secret is. */
export const invitationBehind = async (
  db: Anywhere,
  hash: string,
): Promise<{ ecosystemId: string; id: string } | undefined> =>
  (await sql<{ ecosystemId: string; id: string }>`select * from invitation_behind(${hash})`.execute(db)).rows[0]

/** The name of a partner's organization. */
export const nameOfPartner = async (db: Db, partnerId: string | null): Promise<string | null> =>
  partnerId === null
    ? null
    : ((await sql<{ name: string }>`select name from organization where id = ${partnerId}`.execute(db)).rows[0]?.name ??
      null)
