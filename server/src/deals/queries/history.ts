import type { FieldChange } from '@hansa/contract/deals'
import type { Money } from '@hansa/contract/fields'
import type { Db } from '../../core/database/scope.ts'
import { fieldChanges, namedIds, type DealEvent } from '../rules/history.ts'
import type { DealFacts } from '../rules/deal.ts'
import { readDeal } from './deals.ts'
import { namesOf, readLines } from './lines.ts'
import { dealColumns } from './upsert.ts'

/** So many events of one deal are read; a deal that has more shows the latest. */
const most = 5_000

/** Every change of every field of a deal, newest first; at the end, what it began with. Companies are named as they are now. */
export async function fieldHistory(db: Db, id: string): Promise<FieldChange[]> {
  await readDeal(db, id)
  const events = await db
    .selectFrom('event')
    .select(['id', 'verb', 'happenedAt', 'recordedAt', 'actorName', 'source', 'data'])
    .where('objectId', '=', id)
    .where('verb', 'in', ['deal.created', 'deal.updated', 'deal.stage_changed', 'deal.won', 'deal.lost'])
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  const now: DealFacts = await db
    .selectFrom('deal')
    .select([...dealColumns])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const lines = (await readLines(db, [id])).get(id) ?? []
  const changes = fieldChanges(events as readonly DealEvent[], now, lines)
  const names = await namesOf(db, namedIds(changes))
  const named = (value: unknown): FieldChange['from'] => {
    if (typeof value === 'string') return names.get(value) ?? value
    if (!Array.isArray(value)) return (value ?? null) as Money | null
    return value.map((line: Record<string, unknown>) => ({
      ...line,
      ...(typeof line.partnerId === 'string' && { partner: names.get(line.partnerId) ?? null }),
    }))
  }
  return changes.map(({ event, field, from, to }) => ({
    eventId: event.id,
    field,
    from: named(from),
    to: named(to),
    at: event.recordedAt.toISOString(),
    on: event.happenedAt.toISOString(),
    who: event.actorName,
    source: event.source,
  }))
}
