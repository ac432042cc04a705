import { say } from '@hansa/contract/language'
import { sql } from 'kysely'
import type { Db } from '../database/scope.ts'
import { wrong } from '../errors.ts'
import { newId } from '../ids.ts'

export interface Actor {
  readonly kind: 'user' | 'key' | 'system' | 'partner' | 'import'
  readonly id: string | null
  readonly name?: string | null
}

/** What is told to the log: `partner.tier_changed`, about which record, in which organization. */
export interface NewEvent {
  readonly verb: string
  readonly objectId?: string | null
  readonly organizationId?: string | null
  /** The partner organization that this concerns, and that may therefore read it. */
  readonly partnerId?: string | null
  readonly happenedAt?: Date
  /** Where it came from, when not from the caller's own hand. */
  readonly source?: string
  /** What the source calls it: told again, it is not recorded twice. */
  readonly sourceKey?: string | null
  readonly data?: Record<string, unknown>
}

/**
 * Writes events to the log, in the caller's transaction, in one statement.
 *
 * @returns how many were new: those whose source and source key the log knew are passed over.
 */
export async function recordEvents(
  db: Db,
  actor: Actor,
  at: Date,
  source: string,
  events: readonly NewEvent[],
): Promise<number> {
  if (events.length === 0) return 0
  refuseTheFuture(events, at)
  const months = [...new Set(events.map((event) => `${(event.happenedAt ?? at).toISOString().slice(0, 7)}-01`))]
  await sql`select make_room_for_events(${months}::date[])`.execute(db)
  const column = <T>(value: (event: NewEvent) => T) => events.map(value)
  const result = await sql`
    insert into event (id, verb, happened_at, recorded_at, actor_kind, actor_id, actor_name, object_id, organization_id, partner_id, source, source_key, data)
    select id, verb, happened_at, ${at}, ${actor.kind}, ${actor.id}, ${actor.name ?? null}, object_id, organization_id, partner_id, source, source_key, data::jsonb
    from unnest(
      ${column((e) => newId('evt', e.happenedAt ?? at))}::text[], ${column((e) => e.verb)}::text[],
      ${column((e) => e.happenedAt ?? at)}::timestamptz[], ${column((e) => e.objectId ?? null)}::text[],
      ${column((e) => e.organizationId ?? null)}::text[], ${column((e) => e.partnerId ?? null)}::text[],
      ${column((e) => e.source ?? source)}::text[], ${column((e) => e.sourceKey ?? null)}::text[],
      ${column((e) => JSON.stringify(e.data ?? {}))}::text[]
    ) as told (id, verb, happened_at, object_id, organization_id, partner_id, source, source_key, data)
    on conflict do nothing`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

const aDay = 86_400_000

function refuseTheFuture(events: readonly NewEvent[], now: Date): void {
  const future = events.find((event) => event.happenedAt && event.happenedAt.getTime() > now.getTime() + aDay)
  if (future?.happenedAt)
    throw wrong(
      'happenedAt',
      say`${future.happenedAt.toISOString()} lies in the future; the log holds what has happened`,
    )
}
