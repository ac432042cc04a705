import { say } from '@hansa/contract/language'
import type { SharedFile, PortalFile } from '@hansa/contract/shared-files'
import type { Side } from '@hansa/contract/messages'
import { sql, type Selectable } from 'kysely'
import { matchesText, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing } from '../../core/errors.ts'
import { dropFile } from '../../core/files.ts'
import { newId } from '../../core/ids.ts'
import './tables.ts'

type Row = Selectable<Tables['sharedFile']>

export interface FileFilters {
  readonly q?: string | undefined
  readonly sort: string
  readonly after?: string | undefined
  readonly limit: number
  readonly side?: Side | undefined
  readonly partnerId?: string | undefined
}

/** Files that both sides see: neither drafts, nor those of internal notes. */
export function listFiles<T extends SharedFile | PortalFile>(
  db: Db,
  ask: FileFilters,
  present: (row: Row & { partnerName: string | null }) => T,
) {
  let query = db
    .selectFrom('sharedFile')
    .leftJoin('organization', 'organization.id', 'sharedFile.partnerId')
    .selectAll('sharedFile')
    .select('organization.name as partnerName')
    .where('sharedFile.draft', '=', false)
    .where('sharedFile.internal', '=', false)
    .where('sharedFile.partnerId', 'is not', null)
  if (ask.q) query = query.where(matchesText(['sharedFile.name', 'sharedFile.note'], ask.q))
  if (ask.side) query = query.where('sharedFile.side', '=', ask.side)
  if (ask.partnerId) query = query.where('sharedFile.partnerId', '=', ask.partnerId)
  const sorts = { createdAt: 'sharedFile.createdAt', name: 'sharedFile.sortName' } as const
  return page(db, query, ask, sorts, 'sharedFile.id', present)
}

/** @param actorId whose drafts are found as well */
export async function readFileRow(db: Db, id: string, actorId: string): Promise<Row> {
  const row = await db
    .selectFrom('sharedFile')
    .selectAll()
    .where('id', '=', id)
    .where((or) => or.or([or('draft', '=', false), or('sharedBy', '=', actorId)]))
    .executeTakeFirst()
  if (!row) throw missing(say`file`, id)
  return row
}

export async function insertFile(
  db: Db,
  it: Pick<Row, 'fileId' | 'partnerId' | 'name' | 'bytes' | 'note' | 'side' | 'sharedBy' | 'sharedByName' | 'draft'>,
  at: Date,
): Promise<string> {
  const id = newId('doc', at)
  const row = { ...it, id, sortName: it.name.toLowerCase(), messageId: null, threadId: null, createdAt: at }
  await db.insertInto('sharedFile').values(row).execute()
  await openFile(db, [it.fileId], it.partnerId)
  return id
}

/** Lets a partner read the content; null leaves it to the vendor alone. */
async function openFile(db: Db, fileIds: readonly string[], partnerId: string | null): Promise<void> {
  if (fileIds.length > 0) await db.updateTable('file').set({ partnerId }).where('id', 'in', fileIds).execute()
}

/** Sends drafts of one's own along with a message. Answers how many there were of those named. */
export async function attachFiles(
  db: Db,
  ids: readonly string[],
  actorId: string,
  to: { messageId: string; threadId: string; partnerId: string | null; internal: boolean },
): Promise<number> {
  if (ids.length === 0) return 0
  const rows = await db
    .updateTable('sharedFile')
    .set({ ...to, draft: false })
    .where('id', 'in', ids)
    .where('draft', '=', true)
    .where('sharedBy', '=', actorId)
    .returning('fileId')
    .execute()
  await openFile(
    db,
    rows.map((row) => row.fileId),
    to.internal ? null : to.partnerId,
  )
  return rows.length
}

export async function removeFile(db: Db, row: Row): Promise<void> {
  await db.deleteFrom('sharedFile').where('id', '=', row.id).execute()
  await dropFile(db, row.fileId)
}

export const countDownload = (db: Db, id: string) =>
  db
    .updateTable('sharedFile')
    .set((set) => ({ downloads: set('downloads', '+', 1) }))
    .where('id', '=', id)
    .execute()

/** Deletes drafts whose message was never sent. */
export async function dropDrafts(db: Db, before: Date): Promise<void> {
  await sql`
    with gone as (delete from shared_file where draft and created_at < ${before} returning ecosystem_id, file_id)
    delete from file using gone where file.ecosystem_id = gone.ecosystem_id and file.id = gone.file_id`.execute(db)
}
