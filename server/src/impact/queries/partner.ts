import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import '../../deals/queries/tables.ts'
import type { Look } from '../rules/window.ts'
import { memberships } from './memberships.ts'
import { rowsOf, validOn } from './rows.ts'

/** Each time that a partner was inside, as of a day, oldest first. */
export async function membershipsOf(db: Db, organizationId: string, asOf: string) {
  const { rows } = await sql<{ joined: string; leftOn: string | null }>`
    select joined, left_on from (${memberships(asOf, organizationId)}) m order by joined`.execute(db)
  return rows.map(({ joined, leftOn }) => ({ joined, left: leftOn }))
}

export async function partnershipExists(db: Db, organizationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('partnership')
    .select('id')
    .where('organizationId', '=', organizationId)
    .executeTakeFirst()
  return row !== undefined
}

/** A partner's revenue in the months looked at, by currency and month. */
export async function revenueMonths(db: Db, organizationId: string, { from, until }: Look) {
  const { rows } = await sql<{ currency: string; month: string; amount: number }>`
    select currency, to_char(day, 'YYYY-MM') as month, sum(amount)::bigint as amount from revenue
    where partner_id = ${organizationId} and day between ${from}::date and ${until}::date
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

/** A partner's place among all by revenue in one currency. */
export async function revenuePlace(db: Db, organizationId: string, look: Look, currency: string) {
  const { rows } = await sql<{ value: number; share: number | null; rank: number; of: number }>`
    select value, share, rank, of from (
      select organization_id, value, share, rank() over (order by value desc) as rank, count(*) over () as of
      from (${rowsOf('revenue', { ...look, currency })}) it
    ) ranked where organization_id = ${organizationId}`.execute(db)
  return rows[0]
}

export async function validCertifications(db: Db, organizationId: string, asOf: string) {
  const { rows } = await sql<{ name: string; grantedOn: string; expiresOn: string | null }>`
    select name, granted_on, expires_on from certification
    where organization_id = ${organizationId} and ${validOn(asOf)} order by name, granted_on`.execute(db)
  return rows
}

export async function latestSatisfaction(db: Db, organizationId: string, asOf: string) {
  const { rows } = await sql<{ day: string; normalised: number; respondents: number | null; source: string }>`
    select day, normalised, respondents, source from satisfaction
    where organization_id = ${organizationId} and day <= ${asOf}::date order by day desc, id desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** How long one partner waited, or has been waiting, for its first revenue; undefined where that cannot be known. */
export async function waitOf(db: Db, organizationId: string, look: Look) {
  const { rows } = await sql<{ days: number; value: number }>`
    with m as materialized (${memberships(look.asOf, organizationId)})
    select days, value from (${rowsOf('time_to_first_revenue', { ...look, currency: null })}) it`.execute(db)
  return rows[0]
}
