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

export interface Reader {
  readonly name: string
  readonly verbs: readonly string[]
}

/**
 * Which of these readers have something to hear, and moves the others on past the news that does not concern them: a few
 * questions for all, since most news concerns few, and asking each would lock its cursor.
 *
 * @param limit how many events are looked at; a reader further behind is among those that have something to hear.
 */
export async function readersConcerned(
  db: Db,
  readers: readonly Reader[],
  limit: number,
): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('eventCursor').selectAll().execute()
  const cursors = new Map(rows.map(({ reader, cursor }) => [reader, cursor]))
  const concerned = new Set(
    (await db.selectFrom('eventTrouble').select('reader').distinct().execute()).map(({ reader }) => reader),
  )
  const seen = await db
    .selectFrom('event')
    .select(['recordedXid', 'id', 'verb'])
    .where(sql<boolean>`recorded_xid < log_horizon()`)
    .orderBy('recordedXid', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const places = seen.map(({ recordedXid, id }) => writeCursor([String(recordedXid), id]))
  const moved: string[] = []
  for (const { name, verbs } of readers) {
    const cursor = cursors.get(name)
    const news = cursor === undefined ? -1 : places.indexOf(cursor)
    if (news < 0 ? seen.length > 0 : seen.slice(0, news).some(({ verb }) => verbs.includes(verb))) concerned.add(name)
    else if (news > 0 && !concerned.has(name)) moved.push(name)
  }
  for (const [cursor, names] of Map.groupBy(moved, (name) => cursors.get(name)!))
    await db
      .updateTable('eventCursor')
      .set({ cursor: places[0]! })
      .where('reader', 'in', names)
      .where('cursor', '=', cursor)
      .execute()
  return concerned
}
