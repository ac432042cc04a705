import type { Event } from '@hansa/contract/events'
import { sql } from 'kysely'
import { page, readCursor, writeCursor } from '../database/lists.ts'
import type { Db } from '../database/scope.ts'
import { presentEvent, type EventRow } from './read.ts'

/**
 * What happened to a record: as the object of an event, or as the organization or partner that it happened in. Each of
 * the three is one index, read from its newest end.
 * Records that were merged into this one bring their history along.
 */
export async function listTimeline(
  db: Db,
  asked: { recordId: string; verb?: readonly string[] | undefined; after?: string | undefined; limit: number },
): Promise<{ items: Event[]; next: string | null }> {
  const merged = await db.selectFrom('recordAlias').select('id').where('intoId', '=', asked.recordId).execute()
  const ids = [asked.recordId, ...merged.map((alias) => alias.id)]
  const [at, id] = asked.after === undefined ? ['infinity', ''] : readCursor(asked.after, 2)
  const column = (name: string) => sql`
    (select * from event where ${sql.ref(name)} = any (${ids}) and (happened_at, id) < (${at}::timestamptz, ${id})
      ${asked.verb ? sql`and verb = any (${asked.verb})` : sql``}
     order by happened_at desc, id desc limit ${asked.limit + 1})`
  const { rows } = await sql<EventRow>`
    select * from (
      ${column('object_id')} union ${column('organization_id')} union ${column('partner_id')}
    ) event order by happened_at desc, id desc limit ${asked.limit + 1}`.execute(db)
  const items = rows.slice(0, asked.limit)
  const last = items.at(-1)
  return {
    items: items.map(presentEvent),
    next: rows.length > asked.limit && last ? writeCursor([exact(last.happenedAt), last.id]) : null,
  }
}
/** Events told by people carry milliseconds at most, as JavaScript's dates do. */
const exact = (date: Date) => date.toISOString()

export async function listAudit(
  db: Db,
  asked: {
    q?: string | undefined
    sort: string
    after?: string | undefined
    limit: number
    verb?: readonly string[] | undefined
    actorId?: string | undefined
    from?: string | undefined
    until?: string | undefined
  },
) {
  let query = db.selectFrom('event').selectAll()
  if (asked.verb) query = query.where('verb', 'in', asked.verb)
  if (asked.actorId) query = query.where('actorId', '=', asked.actorId)
  if (asked.from) query = query.where('recordedAt', '>=', new Date(asked.from))
  if (asked.until) query = query.where('recordedAt', '<', new Date(asked.until))
  return page(db, query, asked, { recordedAt: 'event.recordedXid' }, 'event.id', presentEvent)
}
