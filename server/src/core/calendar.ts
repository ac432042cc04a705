import { sql } from 'kysely'
import type { Db } from './database/scope.ts'

/** The day that it is now where the ecosystem lives: `2026-03-31`. */
export async function today(db: Db, now: Date): Promise<string> {
  const { rows } = await sql<{
    day: string
  }>`select (${now}::timestamptz at time zone time_zone)::date as day from ecosystem`.execute(db)
  return rows[0]!.day
}

/** The moment at which each day begins where the ecosystem lives. */
export async function beginnings(db: Db, days: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ day: string; at: Date }>`
    select day, day::timestamp at time zone time_zone as at from ecosystem, unnest(${[...new Set(days)]}::date[]) day`.execute(
    db,
  )
  return new Map(rows.map(({ day, at }) => [day, at]))
}
