import { protectedStates } from '@hansa/contract/registration-states'
import type { TouchKind } from '@hansa/contract/direct-touches'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { newId } from '../../core/ids.ts'
import { couldBeAbout, touchKindOf } from '../rules/touch.ts'
import { bookOf } from './act.ts'
import './touches.ts'

/** Where to look: everything in the corporate tree of a company, or what concerns one of its deals or registrations. */
export interface Where {
  readonly customerId: string
  readonly dealId?: string | undefined
  readonly registrationId?: string | undefined
}

interface Found {
  readonly registrationId: string
  readonly partnerId: string
  readonly customerName: string
  readonly programmeId: string
  readonly rulesVersion: number | null
  readonly families: string[]
  readonly aboutId: string
  readonly dealId: string | null
  readonly product: string | null
  readonly eventId: string
  readonly verb: string
  readonly happenedAt: Date
  readonly happenedOn: string
}
export interface NewTouch {
  readonly id: string
  readonly registrationId: string
  readonly partnerId: string
  readonly customerName: string
  readonly happenedOn: string
  readonly kind: TouchKind
}

/** A deal that the vendor opened, moved on, won or took from its partner, by the log. Giving one up is no touch. */
const moves = sql`e.partner_id is null and (e.verb in ('deal.created', 'deal.stage_changed', 'deal.won') or (
  e.verb = 'deal.updated' and e.data #> '{changes,partnerId}' is not null and e.data #>> '{changes,partnerId,1}' is null))`

/** Whether a registration was protected at a moment, by its chain; where protection was dated back, also before it. */
const wasProtected = sql`(
  (held.state = 'extension_requested' or told.happened_at < held.protected_until) and (
    select link.state from registration_event link
    where link.registration_id = held.id and link.at <= told.happened_at order by link.number desc limit 1
  ) = any (${protectedStates}::text[])
  or told.happened_at >= held.protected_from and told.happened_at < (
    select min(link.at) from registration_event link
    where link.registration_id = held.id and link.state = any (${protectedStates}::text[])))`

/** Other contacts with the customer, without a deal; of imports, those that name the customer alone. */
const touched = (companies: readonly string[]) => sql`
  union all
  select e.id, e.verb, e.happened_at, e.organization_id, null, e.organization_id, null from event e
  where e.organization_id = any (${companies}::text[]) and e.verb = 'deal.touched'
    and (e.partner_id is null or e.partner_id = e.organization_id)`

/** Every company of the corporate tree that a company belongs to. */
async function treeOf(db: Db, customerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive up (id, above) as (
      select id, parent_id from organization where id = ${customerId}
      union select parent.id, parent.parent_id from up join organization parent on parent.id = up.above
    ), tree (id) as (
      select id from up where above is null
      union select child.id from tree join organization child on child.parent_id = tree.id
    ) select id from tree`.execute(db)
  return rows.map(({ id }) => id)
}

/** Registrations of these companies that are or were protected. */
const heldIn = async (db: Db, companies: readonly string[], registrationId: string | undefined): Promise<string[]> => {
  let query = db
    .selectFrom('registrationCase')
    .innerJoin('registration', 'registration.id', 'registrationCase.registrationId')
    .select('registration.id')
    .where('registrationCase.customerId', 'in', companies)
    .where('registration.protectedFrom', 'is not', null)
  if (registrationId) query = query.where('registration.id', '=', registrationId)
  return (await query.execute()).map(({ id }) => id)
}

/** Whether anybody ever was protected here: most deals are told of where nobody is. */
export const anyProtected = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('registration').select('id').where('protectedFrom', 'is not', null).limit(1).execute()).length >
  0

/** What the log tells of the vendor's own dealings there while somebody was protected, and nobody has noted yet. */
async function untold(db: Db, { customerId, dealId, registrationId }: Where): Promise<Found[]> {
  // Step by step: the planner takes a recursive query for a large one, and would read whole tables.
  const companies = await treeOf(db, customerId)
  const held = companies.length === 0 ? [] : await heldIn(db, companies, registrationId)
  if (held.length === 0) return []
  const { rows } = await sql<Found>`
    with told as (
      select e.id as event_id, e.verb, e.happened_at, d.id as about_id, d.id as deal_id, d.customer_id,
        (select concat_ws(',', d.product, string_agg(concat_ws(',', line.family, line.product), ','))
          from deal_line line where line.deal_id = d.id) as product
      from deal d join event e on e.object_id = d.id
      where ${dealId ? sql`d.id = ${dealId} and` : sql``} d.customer_id = any (${companies}::text[]) and ${moves}
      ${dealId ? sql`` : touched(companies)}
    )
    select distinct on (held.id, told.about_id) held.id as registration_id, held.partner_id, held.customer_name,
      held.programme_id, held.rules_version, held.families, told.*,
      (told.happened_at at time zone ecosystem.time_zone)::date::text as happened_on
    from registration held cross join told cross join ecosystem join organization customer on customer.id = told.customer_id
    where held.id = any (${held}::text[]) and (customer.country is null or customer.country = held.country)
      and ${wasProtected}
      and not exists (
        select from deal_participant p
        where p.deal_id = told.deal_id and p.partner_id = held.partner_id and p.from_day is not null
          and (told.happened_at at time zone ecosystem.time_zone)::date between p.from_day and coalesce(p.until_day, 'infinity'))
      and not exists (select from direct_touch t where t.registration_id = held.id and t.about_id = told.about_id)
    order by held.id, told.about_id, told.happened_at, told.event_id`.execute(db)
  return rows
}

/**
 * Notes every direct touch that the log shows and that is not noted yet. Once for each registration and deal: looking
 * again, or at the same time as somebody else, changes nothing.
 */
export async function noteTouches(db: Db, where: Where, now: Date): Promise<NewTouch[]> {
  const noted: NewTouch[] = []
  for (const found of await untold(db, where)) {
    const { rules } = await bookOf(db, found, now)
    if (found.dealId && !couldBeAbout(found.product, found.families, rules.families)) continue
    const { registrationId, partnerId, happenedOn, customerName } = found
    const touch = { id: newId('touch', now), registrationId, partnerId, happenedOn, kind: touchKindOf(found.verb) }
    const { aboutId, dealId, eventId, happenedAt } = found
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('directTouch')
      .values({ ...touch, aboutId, dealId, eventId, happenedAt, noticedAt: now })
      .onConflict((on) => on.columns(['ecosystemId', 'registrationId', 'aboutId']).doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 1n) noted.push({ ...touch, customerName })
  }
  return noted
}

export const customerOfDeal = async (db: Db, dealId: string): Promise<string | undefined> =>
  (await db.selectFrom('deal').select('customerId').where('id', '=', dealId).executeTakeFirst())?.customerId
