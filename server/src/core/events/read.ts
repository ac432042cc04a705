import type { Event } from '@hansa/contract/events'
import { sql, type Selectable } from 'kysely'
import { readCursor, writeCursor } from '../database/lists.ts'
import type { Db } from '../database/scope.ts'
import type { Tables } from '../database/tables.ts'

export type EventRow = Selectable<Tables['event']>

export const presentEvent = (row: EventRow): Event => ({
  id: row.id,
  verb: row.verb,
  happenedAt: row.happenedAt.toISOString(),
  recordedAt: row.recordedAt.toISOString(),
  actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
  objectId: row.objectId,
  organizationId: row.organizationId,
  partnerId: row.partnerId,
  source: row.source,
  data: row.data,
})

/**
 * Events from a cursor on, in the order of their transactions. Only transactions older than the oldest one still
 * running are shown: one that began early and commits late is thus never passed by, and none comes twice.
 *
 * @param cursor what the last call gave; undefined reads from the beginning.
 */
export async function readEvents(
  db: Db,
  cursor: string | undefined,
  limit: number,
): Promise<{ items: EventRow[]; cursor: string }> {
  const [xid, id] = cursor === undefined ? ['0', ''] : readCursor(cursor, 2)
  const items = await db
    .selectFrom('event')
    .selectAll()
    .where(sql<boolean>`(recorded_xid, id) > (${xid}::xid8, ${id})`)
    .where(sql<boolean>`recorded_xid < log_horizon()`)
    .orderBy('recordedXid')
    .orderBy('id')
    .limit(limit)
    .execute()
  const last = items.at(-1)
  return { items, cursor: last ? writeCursor([String(last.recordedXid), last.id]) : (cursor ?? writeCursor(['0', ''])) }
}

/** Reads what is new since this reader's cursor, and moves the cursor in the same transaction: each event once. */
export async function advance(
  db: Db,
  reader: string,
  limit: number,
  work: (events: EventRow[]) => Promise<void>,
): Promise<number> {
  await db
    .insertInto('eventCursor')
    .values({ reader, cursor: writeCursor(['0', '']) })
    .onConflict((on) => on.doNothing())
    .execute()
  const { cursor } = await db
    .selectFrom('eventCursor')
    .select('cursor')
    .where('reader', '=', reader)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const news = await readEvents(db, cursor, limit)
  if (news.items.length === 0) return 0
  await work(news.items)
  await db.updateTable('eventCursor').set({ cursor: news.cursor }).where('reader', '=', reader).execute()
  return news.items.length
}

/**
 * Which of these readers have something to hear: news, or an event that gave trouble. One question for all of them, since
 * most of the time nobody has, and asking each would lock its cursor.
 */
export async function readersBehind(db: Db, readers: readonly string[]): Promise<ReadonlySet<string>> {
  const last = await db
    .selectFrom('event')
    .select(['recordedXid', 'id'])
    .where(sql<boolean>`recorded_xid < log_horizon()`)
    .orderBy('recordedXid', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const troubled = await db.selectFrom('eventTrouble').select('reader').distinct().execute()
  const behind = new Set(troubled.map(({ reader }) => reader))
  if (!last) return behind
  const end = writeCursor([String(last.recordedXid), last.id])
  const caughtUp = await db.selectFrom('eventCursor').select('reader').where('cursor', '=', end).execute()
  const heard = new Set(caughtUp.map(({ reader }) => reader))
  return new Set([...behind, ...readers.filter((reader) => !heard.has(reader))])
}
