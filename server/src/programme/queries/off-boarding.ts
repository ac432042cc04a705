import type { LeavingReason } from '@hansa/contract/lifecycle'
import type { PartnerStage } from '@hansa/contract/partners'
import type { Generated, Selectable } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { revokeAllKeys } from '../../identity/queries/keys.ts'
import { endSessions } from '../../identity/queries/sessions.ts'
import { updateMember } from '../../identity/queries.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    offBoarding: {
      ecosystemId: Generated<string>
      id: string
      organizationId: string
      reason: LeavingReason
      note: string
      fromDay: string
      stageBefore: PartnerStage
      graceUntil: Date
      runOffUntil: string
      rulesVersion: number
      members: string[]
      exportFileId: string | null
      exportUntil: Date | null
      begunAt: Date
      begunBy: string | null
      begunByName: string | null
      undoneAt: Date | null
    }
  }
}
export type OffBoardingRow = Selectable<Tables['offBoarding']>

export const offBoardingsOf = (db: Db, organizationId: string): Promise<OffBoardingRow[]> =>
  db
    .selectFrom('offBoarding')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .orderBy('begunAt', 'desc')
    .orderBy('id', 'desc')
    .execute()

export const insertOffBoarding = (db: Db, row: Omit<OffBoardingRow, 'ecosystemId'>) =>
  db.insertInto('offBoarding').values(row).execute()

export const changeOffBoarding = (
  db: Db,
  id: string,
  set: Partial<Pick<OffBoardingRow, 'exportFileId' | 'exportUntil' | 'undoneAt'>>,
) => db.updateTable('offBoarding').set(set).where('id', '=', id).execute()

/** Ends the access of a partner's people at once: logins, sessions and keys. Answers whose access it was. */
export async function shutOut(db: Db, organizationId: string, now: Date) {
  const members = await db
    .selectFrom('member')
    .select(['id', 'version', 'name', 'email', 'role'])
    .where('partnerId', '=', organizationId)
    .where('disabled', '=', false)
    .orderBy('id')
    .execute()
  for (const { id, version } of members) {
    const { userId } = await updateMember(db, id, version, { disabled: true })
    await revokeAllKeys(db, id, now)
    await endSessions(db, { userId, membershipId: id })
  }
  await db
    .updateTable('invitation')
    .set({ withdrawnAt: now })
    .where('partnerId', '=', organizationId)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute()
  return members
}

/** Gives people their access back; who was changed since is left as they are. */
export async function letBackIn(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const members = await db
    .selectFrom('member')
    .select(['id', 'version'])
    .where('id', 'in', ids)
    .where('disabled', '=', true)
    .execute()
  for (const { id, version } of members) await updateMember(db, id, version, { disabled: false })
}

/** Whether an export may still be downloaded. */
export const isOpen = async (db: Db, fileId: string, now: Date): Promise<boolean> =>
  (await db
    .selectFrom('offBoarding')
    .select('id')
    .where('exportFileId', '=', fileId)
    .where('exportUntil', '>', now)
    .executeTakeFirst()) !== undefined
