import { customerSizes, type CustomerSize, type JourneyCustomer } from '@hansa/contract/journey-segments'
import type { JourneyStage } from '@hansa/contract/journey-rules'
import { sql, type RawBuilder } from 'kysely'
import { readCursor, writeCursor } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import './journey-tables.ts'

/** Which customers, and whose touches count. */
export interface Segment {
  readonly asOf: string
  readonly industry?: string | undefined
  readonly country?: string | undefined
  readonly size?: CustomerSize | undefined
  readonly product?: string | undefined
  /** Only partners of this type. */
  readonly type?: string | undefined
}

/** Sorting and joining every stay of an ecosystem in memory, for this transaction: at the usual 4 MB it goes by way of the disk. */
export const withRoom = (db: Db): Promise<unknown> => sql`select set_config('work_mem', '128MB', true)`.execute(db)

/** The size of a customer `o`. */
const sizeOf = sql`case ${sql.join(
  Object.entries(customerSizes).map(([size, { to }]) =>
    to === null
      ? sql`when o.employees is not null then ${size}::text`
      : sql`when o.employees <= ${to}::int then ${size}::text`,
  ),
  sql` `,
)} end`

/** A stay `s` with its customer `o`, in the segment, as it was known on the day. */
export const inSegment = ({ asOf, industry, country, size, product }: Segment): RawBuilder<unknown> =>
  sql.join(
    [
      sql`s.from_day <= ${asOf}::date`,
      ...(industry === undefined ? [] : [sql`o.industry = ${industry}`]),
      ...(country === undefined ? [] : [sql`o.country = ${country}`]),
      ...(product === undefined ? [] : [sql`s.product = ${product}`]),
      ...(size === undefined ? [] : [sql`(${sizeOf}) = ${size}`]),
    ],
    sql` and `,
  )

/** Columns of a stay as of a day: later ends are not known yet. */
export const stayAsOf = (asOf: string): RawBuilder<unknown> => sql`
  s.customer_id, s.deal_id, s.stage, s.from_day, s.product, s.amount, s.currency, case when s.touched_on <= ${asOf}::date then s.touched_on end as touched_on,
  case when s.to_day <= ${asOf}::date then s.to_day end as to_day,
  case when s.to_day <= ${asOf}::date then s.went end as went`

/** A partner's touch `t` within a stay `s`: there itself, in the deal and the stage, before the stay ended. */
export const within = (asOf: string): RawBuilder<unknown> => sql`
  t.deal_id = s.deal_id and t.stage = s.stage and t.stay_from = s.from_day and t.day <= ${asOf}::date`

/** Each customer of the segment once in each stage, with its first stay there. */
const firstStays = (segment: Segment, stage?: JourneyStage): RawBuilder<unknown> => sql`
  select distinct on (s.customer_id, s.stage) ${stayAsOf(segment.asOf)}, o.industry, o.country, ${sizeOf} as size
  from journey_stay s join organization o on o.id = s.customer_id
  where ${inSegment(segment)} ${stage === undefined ? sql`` : sql`and s.stage = ${stage}`}
  order by s.customer_id, s.stage, s.from_day, s.deal_id`

/** Which columns touched which customer in which stage: a partner's types, or the partner itself. */
const touchedBy = ({ asOf, type }: Segment, by: 'type' | 'partner'): RawBuilder<unknown> => sql`
  select distinct s.customer_id, s.stage, ${by === 'type' ? sql`kind` : sql`t.partner_id`} as key
  from stay s join journey_touch t on ${within(asOf)}
  join partnership p on p.organization_id = t.partner_id
  ${by === 'type' ? sql`cross join unnest(p.types) kind` : sql``}
  ${type === undefined ? sql`` : by === 'type' ? sql`where kind = ${type}` : sql`where ${type} = any (p.types)`}`

/** Whether any partner, of the wanted type, was there: the stay itself knows it where every type counts. */
const anybody = ({ type }: Segment): RawBuilder<unknown> =>
  type === undefined
    ? sql``
    : sql`left join (select distinct customer_id, stage from touched) a on a.customer_id = s.customer_id and a.stage = s.stage`
const isTouched = ({ type }: Segment): RawBuilder<unknown> =>
  type === undefined ? sql`s.touched_on is not null` : sql`a.stage is not null`

const outcome = sql`case when s.to_day is null then 'open' when s.went then 'on' when not s.went then 'lost' else 'back' end`

export interface Tally {
  readonly stage: JourneyStage
  readonly column: string
  readonly days: number
  readonly outcome: 'open' | 'on' | 'lost' | 'back'
  readonly count: number
}

/** Customers by stage, column, days in the stage and what became of the stay. */
export async function matrixTallies(db: Db, segment: Segment, by: 'type' | 'partner'): Promise<Tally[]> {
  const days = sql`coalesce(s.to_day, ${segment.asOf}::date) - s.from_day`
  await withRoom(db)
  const { rows } = await sql<Tally>`
    with stay as materialized (${firstStays(segment)}),
    touched as materialized (${touchedBy(segment, by)})
    select s.stage, column_key as "column", ${days} as days, ${outcome} as outcome, count(*)::int as count
    from stay s ${anybody(segment)}
    cross join lateral (values ('all'), (case when ${isTouched(segment)} then 'any' else 'none' end)) of (column_key)
    group by 1, 2, 3, 4
    union all
    select s.stage, touched.key, ${days}, ${outcome}, count(*)::int
    from stay s join touched on touched.customer_id = s.customer_id and touched.stage = s.stage
    group by 1, 2, 3, 4`.execute(db)
  return rows
}

interface Row extends JourneyCustomer {
  readonly sortName: string
}

export interface CustomerAsk extends Segment {
  readonly by: 'type' | 'partner'
  readonly stage: JourneyStage
  readonly column: string
  readonly after?: string | undefined
  readonly limit: number
}

/** The customers behind a cell, by name; the first page with their count. */
export async function matrixCustomers(db: Db, ask: CustomerAsk) {
  const [name, last] = ask.after === undefined ? ['', ''] : readCursor(ask.after, 2)
  const column =
    ask.column === 'all'
      ? sql`true`
      : ask.column === 'any'
        ? sql`(${isTouched(ask)})`
        : ask.column === 'none'
          ? sql`not (${isTouched(ask)})`
          : sql`exists (select from touched where touched.customer_id = s.customer_id and touched.key = ${ask.column})`
  const asked = sql`
    with stay as materialized (${firstStays(ask, ask.stage)}),
    touched as materialized (${touchedBy(ask, ask.by)})`
  await withRoom(db)
  const { rows } = await sql<Row>`${asked}
    select s.customer_id, o.name as customer_name, o.sort_name, s.deal_id, s.from_day as "from", s.to_day as "to",
      coalesce(s.to_day, ${ask.asOf}::date) - s.from_day as days, ${outcome} as outcome
    from stay s join organization o on o.id = s.customer_id ${anybody(ask)}
    where ${column} and (o.sort_name, s.customer_id) > (${name}, ${last})
    order by o.sort_name, s.customer_id limit ${ask.limit + 1}`.execute(db)
  const shown = rows.slice(0, ask.limit)
  const bottom = shown.at(-1)
  const list = {
    items: shown.map(({ customerId, customerName, dealId, from, to, days, outcome: end }): JourneyCustomer => ({
      customerId,
      customerName,
      dealId,
      from,
      to,
      days,
      outcome: end,
    })),
    next: rows.length > ask.limit && bottom ? writeCursor([bottom.sortName, bottom.customerId]) : null,
  }
  if (ask.after !== undefined) return list
  const {
    rows: [all],
  } = await sql<{
    count: number
  }>`${asked} select count(*)::int as count from stay s ${anybody(ask)} where ${column}`.execute(db)
  return { ...list, total: all!.count }
}

/** What segments can be narrowed by: the commonest values of customers with a journey. */
export async function segmentOptions(db: Db) {
  const values = async (column: RawBuilder<unknown>) =>
    (
      await sql<{ value: string }>`
        select value from (
          select ${column} as value, count(*) from journey_stay s join organization o on o.id = s.customer_id
          where ${column} is not null group by 1 order by 2 desc, 1 limit 100
        ) used order by value`.execute(db)
    ).rows.map(({ value }) => value)
  return {
    industry: await values(sql`o.industry`),
    country: await values(sql`o.country`),
    product: await values(sql`s.product`),
  }
}

export interface SegmentTally {
  readonly stage: JourneyStage
  readonly dimension: 'industry' | 'country' | 'size' | 'product'
  readonly value: string
  /** Null for all customers of the segment, touched or not. */
  readonly type: string | null
  readonly currency: string | null
  readonly customers: number
  /** Minor units of those that are still in the stage. */
  readonly open: number
}

/** Customers of every segment in every stage, and how many of them partners of each type touched. */
export async function segmentTallies(db: Db, asOf: string): Promise<SegmentTally[]> {
  const sums = sql`count(*)::int as customers, coalesce(sum(s.amount) filter (where s.to_day is null), 0)::bigint as open`
  const dimensions = sql`cross join lateral (
    values ('industry', s.industry), ('country', s.country), ('size', s.size), ('product', s.product)) of (dimension, value)`
  await withRoom(db)
  const { rows } = await sql<SegmentTally>`
    with stay as materialized (${firstStays({ asOf })}),
    touched as materialized (${touchedBy({ asOf }, 'type')})
    select s.stage, dimension, value, null as type, s.currency, ${sums}
    from stay s ${dimensions} where value is not null group by 1, 2, 3, 5
    union all
    select s.stage, dimension, value, touched.key, s.currency, ${sums}
    from stay s join touched on touched.customer_id = s.customer_id and touched.stage = s.stage
    ${dimensions} where value is not null group by 1, 2, 3, 4, 5`.execute(db)
  return rows
}
