import type { JourneyStage } from '@hansa/contract/journey-rules'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { PartnerPast } from '../rules/journey-suggest.ts'
import { within, withRoom } from './journey-segment.ts'

/** The stage in which a deal's customer stands on a day, and what past stays are compared by. */
export interface Wanted {
  readonly customerId: string
  readonly dealId: string
  readonly stage: JourneyStage
  readonly since: string
  readonly days: number
  readonly country: string | null
  readonly industry: string | null
  readonly product: string | null
  readonly isTouched: boolean
  readonly asOf: string
}

/** @returns undefined where the deal stands in no stage on that day */
export async function wantedFor(db: Db, dealId: string, asOf: string): Promise<Wanted | undefined> {
  const { rows } = await sql<Omit<Wanted, 'asOf'>>`
    select s.customer_id, s.deal_id, s.stage, s.from_day as since, ${asOf}::date - s.from_day as days, o.country, o.industry, s.product,
      coalesce(s.touched_on <= ${asOf}::date, false) as is_touched
    from journey_stay s join organization o on o.id = s.customer_id
    where s.deal_id = ${dealId} and s.from_day <= ${asOf}::date and (s.to_day is null or s.to_day > ${asOf}::date)
    order by s.from_day desc limit 1`.execute(db)
  return rows[0] && { ...rows[0], asOf }
}

/** Ended stays of other deals in that stage, with how many of the three traits they share. Nothing after the day. */
const past = ({ dealId, stage, country, industry, product, asOf }: Wanted) => sql`
  select s.*, o.country = ${country} as same_country, o.industry = ${industry} as same_industry, s.product = ${product} as same_product,
    coalesce((o.country = ${country})::int, 0) + coalesce((o.industry = ${industry})::int, 0) + coalesce((s.product = ${product})::int, 0) as alike
  from journey_stay s join organization o on o.id = s.customer_id
  where s.stage = ${stage} and s.deal_id <> ${dealId} and s.went is not null and s.to_day <= ${asOf}::date`

/** How many ended stays there are, and how many went on, by the number of traits that they share. */
export async function pastStays(db: Db, wanted: Wanted): Promise<{ alike: number; stays: number; wentOn: number }[]> {
  const { rows } = await sql<{ alike: number; stays: number; wentOn: number }>`
    select alike, count(*)::int as stays, (count(*) filter (where went))::int as went_on from (${past(wanted)}) s group by 1`.execute(
    db,
  )
  return rows
}

/**
 * Every partner that was there in such a stay, with what became of those. Its territory holds a country where its own
 * company, or another partner of the territory, is at home there.
 *
 * @param alike how many traits the stays must share at least
 * @param certification which one counts; null for none
 */
export async function partnerPasts(
  db: Db,
  wanted: Wanted,
  alike: number,
  certification: string | null,
): Promise<PartnerPast[]> {
  const { asOf, country, dealId, customerId } = wanted
  await withRoom(db)
  const { rows } = await sql<PartnerPast>`
    with s as materialized (select * from (${past(wanted)}) past where alike >= ${alike}::int),
    near as materialized (
      select distinct other.territory from partnership other join organization home on home.id = other.organization_id
      where home.country = ${country} and other.territory is not null
    ),
    there as (
      select distinct t.partner_id, s.deal_id, s.from_day, s.customer_id, s.went, s.same_country, s.same_industry, s.same_product
      from s join journey_touch t on ${within(asOf)}
    ), summed as (
      select partner_id, count(*)::int as stays, (count(*) filter (where went))::int as went_on,
        (count(*) filter (where customer_id = ${customerId}))::int as same_customer,
        (count(*) filter (where same_country))::int as same_country,
        (count(*) filter (where same_industry))::int as same_industry,
        (count(*) filter (where same_product))::int as same_product
      from there group by 1
    )
    select summed.*, o.name as partner_name, o.country, p.types,
      exists (select from partnership_spell spell
        where spell.organization_id = p.organization_id and spell.field = 'stage' and spell.value = 'active'
          and spell.from_day <= ${asOf}::date and (spell.to_day is null or spell.to_day > ${asOf}::date)) as is_active,
      coalesce(${country}::text is null or o.country = ${country} or p.territory in (select territory from near), false) as is_own,
      summed.same_country > 0 as has_served,
      exists (select from certification c
        where c.organization_id = p.organization_id and c.name = ${certification} and c.granted_on <= ${asOf}::date
          and (c.ended_on is null or c.ended_on > ${asOf}::date) and (c.expires_on is null or c.expires_on >= ${asOf}::date)) as is_certified,
      exists (select from deal d where d.id = ${dealId} and d.partner_id = p.organization_id)
        or exists (select from deal_participant member
          where member.deal_id = ${dealId} and member.partner_id = p.organization_id and member.state in ('invited', 'active')) as in_team
    from summed join organization o on o.id = summed.partner_id join partnership p on p.organization_id = summed.partner_id
    order by summed.partner_id`.execute(db)
  return rows
}
