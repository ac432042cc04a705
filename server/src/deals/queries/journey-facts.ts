import type { JourneyRules, TouchKind } from '@hansa/contract/journey-rules'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { defaultProgramme, rulesAt } from '../../programme/queries/programmes.ts'
import type { JourneyDeal, RawTouch } from '../rules/journey.ts'
import { readStages } from './stages.ts'
import './tables.ts'

/** Everything that the log and the deals know of one customer’s journey. */
export interface JourneyFacts {
  readonly deals: JourneyDeal[]
  readonly touches: RawTouch[]
}

/** The rules by which journeys are read at a moment. */
export async function journeyRules(db: Db, at: Date): Promise<{ rules: JourneyRules; version: number }> {
  const { rules, version } = await rulesAt(db, await defaultProgramme(db), at)
  return { rules: rules.journey, version }
}

/** The facts of many customers. Records that were merged into one bring their history along. */
export async function readFacts(
  db: Db,
  customerIds: readonly string[],
  rules: JourneyRules,
): Promise<Map<string, JourneyFacts>> {
  const facts = new Map(customerIds.map((id) => [id, { deals: [], touches: [] } as JourneyFacts]))
  const deals = await dealsOf(db, customerIds)
  const stages = await readStages(
    db,
    deals.map(({ id }) => id),
  )
  const customerOf = new Map(deals.map(({ id, customerId }) => [id, customerId]))
  const add = (customerId: string | undefined, touch: RawTouch) => facts.get(customerId ?? '')?.touches.push(touch)
  for (const { customerId, partnerId, ...deal } of deals) {
    facts.get(customerId)!.deals.push({ ...deal, stages: stages.get(deal.id) ?? [] })
    if (partnerId)
      add(customerId, {
        id: deal.id,
        day: deal.openedOn,
        what: 'brought',
        partnerId,
        role: 'sourced',
        channel: null,
        dealId: deal.id,
      })
  }
  for (const touch of [
    ...(await eventsOfDeals(db, [...customerOf.keys()], rules)),
    ...(await revenueOfDeals(db, customerIds, rules)),
    ...(await registrationsOf(db, customerIds)),
  ])
    add(customerOf.get(touch.dealId ?? ''), touch)
  for (const { customerId, ...touch } of await eventsOfCustomers(db, customerIds, rules)) add(customerId, touch)
  return facts
}

async function dealsOf(db: Db, customerIds: readonly string[]) {
  return db
    .selectFrom('deal')
    .select(['id', 'customerId', 'partnerId', 'name', 'product', 'openedOn', 'amount', 'currency'])
    .where(sql<boolean>`customer_id = any (${customerIds}::text[])`)
    .orderBy('openedOn')
    .orderBy('id')
    .execute()
}

interface Told extends Omit<RawTouch, 'what'> {
  readonly verb: string
  readonly customerId: string
}

const event = sql`e.id, e.verb, (e.happened_at at time zone ecosystem.time_zone)::date as day, e.data->>'role' as role,
  coalesce(e.data->>'channel', e.data->>'activity') as channel`

const kindOf = (verb: string, rules: JourneyRules): TouchKind =>
  verb === 'deal.participant_joined' ? 'joined' : rules.usageVerbs.includes(verb) ? 'usage' : 'contact'

const verbsOf = (rules: JourneyRules) => [...rules.contactVerbs, ...rules.usageVerbs]

async function eventsOfDeals(db: Db, dealIds: readonly string[], rules: JourneyRules): Promise<RawTouch[]> {
  if (dealIds.length === 0) return []
  const { rows } = await sql<Told>`
    select ${event}, e.partner_id, e.object_id as deal_id from event e cross join ecosystem
    where e.object_id = any (${dealIds}::text[]) and e.verb = any (${[...verbsOf(rules), 'deal.participant_joined']}::text[])`.execute(
    db,
  )
  return rows.map(({ verb, ...touch }) => ({ ...touch, what: kindOf(verb, rules) }))
}

/**
 * What was told of the customer and not of a deal: with the customer as the object in the name of a partner, or with the
 * customer as the organization, which is the vendor’s own word.
 */
async function eventsOfCustomers(db: Db, customerIds: readonly string[], rules: JourneyRules) {
  const { rows } = await sql<Told>`
    with asked as (
      select id, id as customer_id from unnest(${customerIds}::text[]) id
      union all select id, into_id from record_alias where into_id = any (${customerIds}::text[])
    )
    select ${event}, nullif(e.partner_id, asked.id) as partner_id, null as deal_id, asked.customer_id
    from asked join event e on e.object_id = asked.id cross join ecosystem where e.verb = any (${verbsOf(rules)}::text[])
    union all
    select ${event}, null, null, asked.customer_id
    from asked join event e on e.organization_id = asked.id cross join ecosystem
    where e.object_id is null and e.verb = any (${verbsOf(rules)}::text[]) and (e.partner_id is null or e.partner_id = asked.id)`.execute(
    db,
  )
  return rows.map(({ verb, ...touch }) => ({ ...touch, what: kindOf(verb, rules) }))
}

/** Entries that stand: neither taken back nor taking back. Those of an import name the deal by its source’s number. */
async function revenueOfDeals(db: Db, customerIds: readonly string[], rules: JourneyRules): Promise<RawTouch[]> {
  const { rows } = await sql<{ id: string; day: string; kind: string; partnerId: string; dealId: string }>`
    with asked as (
      select id, source, source_key from deal where customer_id = any (${customerIds}::text[])
    ), entry as (
      select r.id, r.day, r.kind, r.partner_id, asked.id as deal_id, r.amount, r.reverses_id
      from asked join revenue r on r.deal_id = asked.id
      union all
      select r.id, r.day, r.kind, r.partner_id, asked.id, r.amount, r.reverses_id
      from asked join revenue r on r.source = asked.source and r.order_reference = asked.source_key
      where r.deal_id is null and r.order_reference is not null
    )
    select id, day, kind, partner_id, deal_id from entry
    where amount > 0 and reverses_id is null
      and not exists (select from revenue back where back.reverses_id = entry.id)`.execute(db)
  return rows.map(({ kind, ...entry }) => ({
    ...entry,
    what: rules.renewalKinds.includes(kind) ? 'renewal' : rules.serviceKinds.includes(kind) ? 'service' : 'sale',
    role: 'resells',
    channel: null,
  }))
}

async function registrationsOf(db: Db, customerIds: readonly string[]): Promise<RawTouch[]> {
  const { rows } = await sql<Omit<RawTouch, 'what' | 'role' | 'channel'>>`
    select r.id, r.partner_id, r.deal_id, (r.complete_at at time zone ecosystem.time_zone)::date as day
    from deal d join registration r on r.deal_id = d.id cross join ecosystem
    where d.customer_id = any (${customerIds}::text[]) and r.complete_at is not null`.execute(db)
  return rows.map((row) => ({ ...row, what: 'registered', role: 'sourced', channel: null }))
}

/** The roles that partners have in the teams of a customer’s deals. */
export async function teamRoles(db: Db, customerId: string): Promise<{ partnerId: string; role: string }[]> {
  const { rows } = await sql<{ partnerId: string; role: string }>`
    select distinct p.partner_id, p.role from deal d join deal_participant p on p.deal_id = d.id
    where d.customer_id = ${customerId} and p.state in ('active', 'dissolved') order by 1, 2`.execute(db)
  return rows
}

/** Technical relationships of a customer: what it integrates with, and who implements for it. */
export async function technicalRelationships(db: Db, customerId: string) {
  const { rows } = await sql<{ organizationId: string; name: string; since: string }>`
    select o.id as organization_id, o.name, min(r.since) as since
    from relationship r join organization o on o.id = case r.from_id when ${customerId} then r.to_id else r.from_id end
    where ${customerId} in (r.from_id, r.to_id) and r.kind in ('integrates_with', 'implements') and r.since is not null
    group by 1, 2 order by 3, 1`.execute(db)
  return rows
}

export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('organization')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any (${[...new Set(ids)]}::text[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The deals that a source calls by these keys. */
export async function dealsByKey(db: Db, source: string, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ id: string; sourceKey: string }>`
    select id, source_key from deal where source = ${source} and source_key = any (${[...new Set(keys)]}::text[])`.execute(
    db,
  )
  return new Map(rows.map(({ id, sourceKey }) => [sourceKey, id]))
}
