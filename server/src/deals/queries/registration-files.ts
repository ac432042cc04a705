import { say } from '@hansa/contract/language'
import type { RegistrationAct } from '@hansa/contract/registrations'
import type { Generated, Insertable, Selectable } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing, Refusal } from '../../core/errors.ts'

type Side = 'vendor' | 'partner'

declare module '../../core/database/tables.ts' {
  interface Tables {
    registrationFile: {
      ecosystemId: Generated<string>
      id: string
      registrationId: string
      partnerId: string | null
      fileId: string
      name: string
      bytes: number
      sha256: string
      side: Side
      keptBy: string
      keptByName: string
      createdAt: Date
      act: RegistrationAct | null
    }
  }
}
export type RegistrationFileRow = Selectable<Tables['registrationFile']>

/** A side's own, and what the other side has sent: what a partner only laid ready is nobody else's. */
const shownTo = (db: Db, side: Side) => {
  const all = db.selectFrom('registrationFile').selectAll()
  return side === 'partner'
    ? all.where('side', '=', 'partner')
    : all.where((or) => or.or([or('side', '=', 'vendor'), or('act', 'is not', null)]))
}

export const filesOf = (db: Db, registrationId: string, side: Side): Promise<RegistrationFileRow[]> =>
  shownTo(db, side).where('registrationId', '=', registrationId).orderBy('id').execute()

export async function readRegistrationFile(db: Db, id: string, side: Side): Promise<RegistrationFileRow> {
  const row = await shownTo(db, side).where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`file`, id)
  return row
}

export const insertRegistrationFile = (db: Db, row: Insertable<Tables['registrationFile']>) =>
  db.insertInto('registrationFile').values(row).execute()

/** Takes back one that was not sent yet; its content goes too. */
export async function removeRegistrationFile(db: Db, id: string, side: Side): Promise<void> {
  const row = await readRegistrationFile(db, id, side)
  const gone = await db
    .deleteFrom('registrationFile')
    .where('id', '=', id)
    .where('side', '=', side)
    .where('act', 'is', null)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n)
    throw new Refusal('conflict', say`“${row.name}” was sent and is part of the history now.`)
  await db.deleteFrom('file').where('id', '=', row.fileId).execute()
}

/** With a draft that is thrown away go its files, content and all. */
export const dropFilesOf = (db: Db, registrationId: string) =>
  db
    .deleteFrom('file')
    .where('id', 'in', (of) =>
      of.selectFrom('registrationFile').select('fileId').where('registrationId', '=', registrationId),
    )
    .execute()

const carrying: Readonly<Record<Side, readonly RegistrationAct[]>> = {
  partner: ['submit', 'answer', 'appeal', 'report_progress', 'request_extension'],
  vendor: ['approve', 'reject', 'find_duplicate', 'overturn', 'uphold'],
}
/** The acts that a partner's files go with. */
export const partnerCarries = carrying.partner

/**
 * Sends the files that lie ready along with an act, and answers what its link of the chain says of them. Of the vendor's
 * own documents the partner reads no name.
 */
export async function sendFilesWith(
  db: Db,
  registrationId: string,
  act: RegistrationAct,
  by: string,
): Promise<{ name?: string; bytes: number; sha256: string }[]> {
  const side = by === 'other_reviewer' ? 'vendor' : by
  if ((side !== 'partner' && side !== 'vendor') || !carrying[side].includes(act)) return []
  const sent = await db
    .updateTable('registrationFile')
    .set({ act })
    .where('registrationId', '=', registrationId)
    .where('side', '=', side)
    .where('act', 'is', null)
    .returning(['id', 'name', 'bytes', 'sha256'])
    .execute()
  return sent
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ name, bytes, sha256 }) => ({ ...(side === 'partner' && { name }), bytes: Number(bytes), sha256 }))
}
