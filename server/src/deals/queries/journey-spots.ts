import type { JourneyStage } from '@hansa/contract/journey-rules'
import { sql } from 'kysely'
import { readCursor, writeCursor } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { inSegment, stayAsOf, within, withRoom, type Segment } from './journey-segment.ts'

const ofType = (type: string | undefined) =>
  type === undefined
    ? sql``
    : sql`and exists (select from partnership p where p.organization_id = t.partner_id and ${type} = any (p.types))`

export interface FirstTouch {
  readonly stage: JourneyStage
  /** Days until a partner was there first, or until the stay ended, or the day, without one. */
  readonly days: number
  readonly had: boolean
  readonly count: number
}

/** After how many days in a stage a partner was there first, over all stays. */
export async function firstTouches(db: Db, asOf: string, type: string | undefined): Promise<FirstTouch[]> {
  await withRoom(db)
  const stay = sql`select ${stayAsOf(asOf)} from journey_stay s where s.from_day <= ${asOf}::date`
  const first = sql`
    select s.deal_id, s.stage, s.from_day, s.to_day, min(t.day) as touched_on
    from s left join journey_touch t on ${within(asOf)} ${ofType(type)} group by 1, 2, 3, 4`
  const { rows } = await sql<FirstTouch>`
    with s as (${stay}), it as (${type === undefined ? sql`select * from s` : first})
    select stage, coalesce(touched_on, to_day, ${asOf}::date) - from_day as days, touched_on is not null as had,
      count(*)::int as count
    from it group by 1, 2, 3`.execute(db)
  return rows
}

interface SpotRow {
  readonly dealId: string
  readonly dealName: string
  readonly customerId: string
  readonly customerName: string
  readonly stage: JourneyStage
  readonly since: string
  readonly days: number
  readonly amount: number
  readonly currency: string
}

export interface SpotAsk extends Segment {
  readonly stage?: JourneyStage | undefined
  readonly currency: string
  /** From which age on a stay without a partner is a white spot; stages without one are left out. */
  readonly ages: ReadonlyMap<JourneyStage, number>
  readonly after?: string | undefined
  readonly limit: number
}

const aged = (ages: ReadonlyMap<JourneyStage, number>, asOf: string) => sql`
  exists (select from unnest(${[...ages.keys()]}::text[], ${[...ages.values()]}::int[]) age (stage, days)
    where age.stage = s.stage and ${asOf}::date - s.from_day >= age.days)`

/** Open stays that nobody touches, the most valuable first. */
export async function whiteSpots(db: Db, ask: SpotAsk) {
  const [amount, last] = ask.after === undefined ? ['', ''] : readCursor(ask.after, 2)
  const where = sql`
    where ${inSegment(ask)} and (s.to_day is null or s.to_day > ${ask.asOf}::date)
      and s.currency = ${ask.currency} and ${aged(ask.ages, ask.asOf)}
      ${ask.stage === undefined ? sql`` : sql`and s.stage = ${ask.stage}`}
      and ${
        ask.type === undefined
          ? sql`(s.touched_on is null or s.touched_on > ${ask.asOf}::date)`
          : sql`not exists (select from journey_touch t where ${within(ask.asOf)} ${ofType(ask.type)})`
      }`
  const from = sql`from journey_stay s join organization o on o.id = s.customer_id join deal d on d.id = s.deal_id`
  const { rows } = await sql<SpotRow>`
    select s.deal_id, d.name as deal_name, s.customer_id, o.name as customer_name, s.stage, s.from_day as since,
      ${ask.asOf}::date - s.from_day as days, s.amount, s.currency
    ${from} ${where}
    ${ask.after === undefined ? sql`` : sql`and (s.amount, s.deal_id) < (${amount}::bigint, ${last})`}
    order by s.amount desc, s.deal_id desc limit ${ask.limit + 1}`.execute(db)
  const shown = rows.slice(0, ask.limit)
  const end = shown.at(-1)
  const next = rows.length > ask.limit && end ? writeCursor([String(end.amount), end.dealId]) : null
  if (ask.after !== undefined) return { items: shown, next }
  const {
    rows: [all],
  } = await sql<{
    count: number
  }>`select count(*)::int as count from (select ${from} ${where} limit 10000) counted`.execute(db)
  return { items: shown, next, total: all!.count }
}

/** Currencies of open stays, the commonest first; null counts those without a value. */
export async function openCurrencies(db: Db, asOf: string): Promise<{ currency: string | null; count: number }[]> {
  const { rows } = await sql<{ currency: string | null; count: number }>`
    select s.currency, count(*)::int as count from journey_stay s
    where s.from_day <= ${asOf}::date and (s.to_day is null or s.to_day > ${asOf}::date)
    group by 1 order by 2 desc, 1`.execute(db)
  return rows
}
