import type { JourneyRules } from '@hansa/contract/journey-rules'
import { sql } from 'kysely'
import { today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import { advance, type EventRow } from '../../core/events/read.ts'
import { journeyOf, presencesOf } from '../rules/journey.ts'
import { journeyRules, readFacts } from './journey-facts.ts'
import './journey-tables.ts'

/** How many customers are read anew at once. */
const chunk = 500

/** Makes the copy of these customers' journeys anew. */
async function copyJourneys(db: Db, customerIds: readonly string[], rules: JourneyRules, now: Date): Promise<void> {
  const day = await today(db, now)
  for (let from = 0; from < customerIds.length; from += chunk)
    await copyChunk(db, customerIds.slice(from, from + chunk), rules, day)
}

async function copyChunk(db: Db, ids: readonly string[], rules: JourneyRules, day: string): Promise<void> {
  await sql`delete from journey_stay where customer_id = any (${ids}::text[])`.execute(db)
  await sql`delete from journey_touch where customer_id = any (${ids}::text[])`.execute(db)
  const facts = await readFacts(db, ids, rules)
  const journeys = [...facts].map(([customerId, its]) => {
    const journey = journeyOf(its, rules, day)
    return { customerId, its, journey, there: presencesOf(journey) }
  })
  const stays = journeys.flatMap(({ customerId, its, journey, there }) => {
    const byId = new Map(its.deals.map((deal) => [deal.id, deal]))
    return journey.stays.map((stay) => ({
      customerId,
      ...stay,
      touchedOn: there.firstDay.get(stay) ?? null,
      deal: byId.get(stay.dealId)!,
    }))
  })
  const touches = journeys.flatMap(({ customerId, journey, there }) =>
    journey.touches.map((touch) => ({ customerId, ...touch, stayFrom: there.stay.get(touch)?.from ?? null })),
  )
  await sql`
    insert into journey_stay (customer_id, deal_id, stage, from_day, to_day, went, touched_on, product, amount, currency)
    select * from unnest(${stays.map((it) => it.customerId)}::text[], ${stays.map((it) => it.dealId)}::text[],
      ${stays.map((it) => it.stage)}::text[], ${stays.map((it) => it.from)}::date[], ${stays.map((it) => it.to)}::date[],
      ${stays.map((it) => it.went)}::boolean[], ${stays.map((it) => it.touchedOn)}::date[], ${stays.map((it) => it.deal.product)}::text[],
      ${stays.map((it) => it.deal.amount)}::bigint[], ${stays.map((it) => it.deal.currency)}::text[])
    on conflict do nothing`.execute(db)
  await sql`
    insert into journey_touch (customer_id, id, stage, day, what, stay_from, partner_id, channel, deal_id)
    select * from unnest(${touches.map((it) => it.customerId)}::text[], ${touches.map((it) => it.id)}::text[],
      ${touches.map((it) => it.stage)}::text[], ${touches.map((it) => it.day)}::date[],
      ${touches.map((it) => it.what)}::text[], ${touches.map((it) => it.stayFrom)}::date[],
      ${touches.map((it) => it.partnerId)}::text[], ${touches.map((it) => it.channel)}::text[],
      ${touches.map((it) => it.dealId)}::text[])
    on conflict do nothing`.execute(db)
}

const merges = ['organization.merged', 'organization.unmerged']
const isContact = (verb: string, rules: JourneyRules) =>
  rules.contactVerbs.includes(verb) || rules.usageVerbs.includes(verb)

/** The customers whose journeys events change. */
async function customersOf(db: Db, events: readonly EventRow[], rules: JourneyRules): Promise<string[]> {
  const named = (some: readonly EventRow[]) => [
    ...new Set(some.flatMap(({ objectId, organizationId }) => [objectId, organizationId]).filter((id) => id !== null)),
  ]
  const objects = named(events.filter(({ verb }) => /^(?:deal|registration)\./.test(verb) || isContact(verb, rules)))
  const contacts = named(events.filter(({ verb }) => isContact(verb, rules)))
  const both = named(events.filter(({ verb }) => merges.includes(verb)))
  const revenue = events.filter(({ verb }) => verb.startsWith('revenue.'))
  const { rows } = await sql<{ id: string }>`
    with named as materialized (select id from unnest(${objects}::text[]) id),
    merged as materialized (
      select id from unnest(${both}::text[]) id union select id from record_alias where into_id = any (${both}::text[])
    ),
    paid as materialized (
      select r.deal_id, r.source, r.order_reference
      from (
        select distinct partner, at
        from unnest(${revenue.map((it) => it.partnerId)}::text[], ${revenue.map((it) => it.recordedAt)}::timestamptz[]) told (partner, at)
      ) told join revenue r on r.partner_id = told.partner and r.recorded_at = told.at
    )
    select d.customer_id as id from deal d where d.id in (select id from named)
    union select s.customer_id from journey_stay s where s.deal_id in (select id from named)
    union select d.customer_id from registration r join deal d on d.id = r.deal_id where r.id in (select id from named)
    union select o.id from organization o where not o.is_partner and o.id = any (${contacts}::text[])
    union select d.customer_id from deal d where d.customer_id in (select id from merged)
    union select s.customer_id from journey_stay s where s.customer_id in (select id from merged)
    union select t.customer_id from journey_touch t where t.partner_id in (select id from merged)
    union select d.customer_id from paid r join deal d on d.id = r.deal_id
    union select d.customer_id from paid r join deal d on d.source = r.source and d.source_key = r.order_reference`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Reads what is new in the log, at most so many events. @returns how many it read */
export async function readOn(db: Db, now: Date, limit = 10_000): Promise<number> {
  const { rules } = await journeyRules(db, now)
  return advance(db, 'deals.journeys', limit, async (events) => {
    const customers = await customersOf(db, events, rules)
    await copyJourneys(db, customers, rules, now)
    await note(db, rules, now, customers.length > 0)
  })
}

const note = (db: Db, rules: JourneyRules, now: Date, changed: boolean) =>
  sql`insert into journey_reader as it (rules, edition, read_at) values (${JSON.stringify(rules)}::jsonb, 1, ${now})
    on conflict (ecosystem_id) do update set read_at = ${now}, edition = it.edition + ${changed ? 1 : 0}`.execute(db)

/** Whether the copy was made by other rules than those in force. */
export async function isOutdated(db: Db, now: Date): Promise<boolean> {
  const { rules } = await journeyRules(db, now)
  const { rows } = await sql<{ same: boolean }>`
    select rules = ${JSON.stringify(rules)}::jsonb as same from journey_reader`.execute(db)
  return rows[0] !== undefined && !rows[0].same
}

/**
 * Makes the copy anew by the rules in force, some customers at a time, in the order of their ids.
 * @param after the last one that was done; null for the first
 * @returns the last one that is done now; null where all are
 */
export async function copyOn(db: Db, after: string | null, now: Date): Promise<string | null> {
  const { rules } = await journeyRules(db, now)
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from deal where customer_id > ${after ?? ''} order by 1 limit ${chunk}`.execute(
    db,
  )
  await copyJourneys(
    db,
    rows.map(({ id }) => id),
    rules,
    now,
  )
  if (rows.length > 0) return rows.at(-1)!.id
  await sql`update journey_reader set rules = ${JSON.stringify(rules)}::jsonb, edition = edition + 1, read_at = ${now}`.execute(
    db,
  )
  return null
}

/** Up to when the log is read into the copy, and which edition of it that is. */
export async function readerState(db: Db): Promise<{ readAt: string | null; edition: number }> {
  const row = await db.selectFrom('journeyReader').select(['readAt', 'edition']).executeTakeFirst()
  return { readAt: row?.readAt.toISOString() ?? null, edition: row?.edition ?? 0 }
}
