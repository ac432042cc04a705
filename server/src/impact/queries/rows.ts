import type { Drill } from '@hansa/contract/impact'
import type { MetricKey } from '@hansa/contract/metrics'
import { sql, type RawBuilder } from 'kysely'
import '../../deals/queries/tables.ts'
import { anniversary, lastFullYear, type Look } from '../rules/window.ts'

export interface Seen extends Look {
  readonly currency: string | null
}

type Rows = (seen: Seen, drill: Drill) => RawBuilder<unknown>

const holdsOn = (table: string, day: string) =>
  sql`${sql.ref(`${table}.from_day`)} <= ${day}::date and (${sql.ref(`${table}.to_day`)} is null or ${sql.ref(`${table}.to_day`)} > ${day}::date)`

const tierOf = (day: string) => sql`
  left join partnership_spell tier on tier.organization_id = m.organization_id and tier.field = 'tier' and ${holdsOn('tier', day)}`
const where = (...conditions: (RawBuilder<unknown> | false | undefined)[]) => {
  const all = conditions.filter((one) => one !== undefined && one !== false)
  return all.length === 0 ? sql`` : sql`where ${sql.join(all, sql` and `)}`
}
const tierIs = (tier: string | undefined) =>
  tier !== undefined && (tier === '-' ? sql`tier.value is null` : sql`tier.value = ${tier}`)

/** Within the days looked at and, where one is asked for, within a month. */
const within = (column: RawBuilder<unknown>, { from, until }: Look, month: string | undefined) => sql`
  ${column} between ${from}::date and ${until}::date
  ${month === undefined ? sql`` : sql`and ${column} >= ${`${month}-01`}::date and ${column} < (${`${month}-01`}::date + interval '1 month')`}`

const eachMembership = sql`m.organization_id, m.organization_id || ':' || m.joined as id, m.joined, m.left_on as "left"`
const joins: Rows = (seen, { month }) =>
  sql`select ${eachMembership}, 1 as value from m where ${within(sql`m.joined`, seen, month)}`
const leaves: Rows = (seen, { month }) =>
  sql`select ${eachMembership}, 1 as value from m where ${within(sql`m.left_on`, seen, month)}`
const netJoins: Rows = (seen, drill) => {
  const sides = [
    ...(drill.kind === 'leave' ? [] : [sql`select joining.*, '+' as side from (${joins(seen, drill)}) joining`]),
    ...(drill.kind === 'join' ? [] : [sql`select leaving.*, '-' as side from (${leaves(seen, drill)}) leaving`]),
  ]
  return sql`select organization_id, id || side as id, joined, "left", case side when '+' then 1 else -1 end as value
    from (${sql.join(sides, sql` union all `)}) both_sides`
}

/** A partner's first entry of revenue that stands: one that was taken back, and one that takes back, do not. */
const firstRevenue = (asOf: string) => sql`
  select day as first from revenue
  where partner_id = m.organization_id and amount > 0 and reverses_id is null and day <= ${asOf}::date
    and not exists (select from revenue back where back.reverses_id = revenue.id)
  order by day, id limit 1`

const revenue: Rows = ({ from, until, currency }) => sql`
  select organization_id, organization_id as id, value, entries,
    case when total > 0 then greatest(value, 0)::double precision / total::double precision end as share
  from (
    select partner_id as organization_id, sum(amount)::bigint as value, count(*) as entries, 
      sum(greatest(sum(amount), 0)) over () as total
    from revenue where currency = ${currency} and day between ${from}::date and ${until}::date group by partner_id) it`

const noName = ['-', '?', 'n/a', 'none', 'tbd', 'test', 'unknown']
/** By fact: whether a partner `p` with its organization `o` has it, filled and valid. */
const has: Record<NonNullable<Drill['missing']>, RawBuilder<unknown>> = {
  name: sql`(length(o.name) > 1 and lower(o.name) not in (${sql.join(noName)}))`,
  country: sql`(o.country is not null)`,
  domain: sql`(o.domain is not null)`,
  types: sql`(cardinality(p.types) > 0)`,
  tier: sql`(p.tier is not null)`,
  manager: sql`(p.manager is not null)`,
}

/**
 * The rows behind each figure: `organization_id`, a unique `id`, `value`, and the metric's own columns. Figures are
 * nothing but counts and sums of these. They read memberships from `m`.
 */
const rows: Record<MetricKey, Rows> = {
  active_partners: ({ asOf }, { tier, type }) => sql`
    select m.organization_id, m.organization_id as id, 1 as value, m.joined, tier.value as tier, kind.types
    from m ${tierOf(asOf)}
    left join (
      select organization_id, array_agg(value order by value) as types from partnership_spell type
      where field = 'type' and ${holdsOn('type', asOf)} group by organization_id
    ) kind on kind.organization_id = m.organization_id
    ${where(sql`m.left_on is null`, tierIs(tier), type !== undefined && (type === '-' ? sql`kind.types is null` : sql`${type} = any (kind.types)`))}`,
  joins,
  leaves,
  net_joins: netJoins,
  yearly_loss: ({ asOf }) => {
    const before = anniversary(asOf, -1)
    return sql`select ${eachMembership}, (m.left_on is not null)::int as value from m
      where m.joined <= ${before}::date and (m.left_on is null or m.left_on > ${before}::date)`
  },
  retention: ({ asOf }, { cohort, age = 1 }) => sql`
    select ${eachMembership},
      (m.left_on is null or m.left_on > (m.joined + make_interval(years => ${age}::int))::date)::int as value
    from m ${where(
      sql`extract(year from m.joined) <= ${lastFullYear(asOf) - age}::int`,
      cohort !== undefined && sql`extract(year from m.joined) = ${cohort}::int`,
    )}`,
  time_to_first_revenue: ({ asOf }, { cohort }) => sql`
    select organization_id, organization_id as id, had::int as value, joined, case when had then first end as first_revenue,
      case when had then first else coalesce(left_on, ${asOf}::date) end - joined as days
    from (
      select m.*, paid.first, paid.first is not null and (m.left_on is null or paid.first < m.left_on) as had
      from m left join lateral (${firstRevenue(asOf)}) paid on true
      where m.nth = 1 and (paid.first is null or paid.first >= m.joined)
    ) it ${where(cohort !== undefined && sql`extract(year from joined) = ${cohort}::int`)}`,
  revenue,
  revenue_concentration: revenue,
  certification_coverage: ({ asOf }, { tier, certification }) => sql`
    select m.organization_id, m.organization_id as id, (held.n is not null)::int as value, tier.value as tier,
      coalesce(held.n, 0) as certifications
    from m ${tierOf(asOf)}
    left join (
      select organization_id, count(*) as n from certification
      where ${validOn(asOf)} ${certification === undefined ? sql`` : sql`and name = ${certification}`} group by organization_id
    ) held on held.organization_id = m.organization_id
    ${where(sql`m.left_on is null`, tierIs(tier), certification !== undefined && sql`held.n is not null`)}`,
  data_hygiene: (_, { missing }) => sql`
    select m.organization_id, m.organization_id as id,
      ${sql.join(
        Object.values(has).map((it) => sql`${it}::int`),
        sql` + `,
      )} as value,
      array_remove(array[${sql.join(Object.entries(has).map(([fact, it]) => sql`case when not ${it} then ${fact}::text end`))}], null) as missing
    from m join partnership p on p.organization_id = m.organization_id join organization o on o.id = m.organization_id
    ${where(sql`m.left_on is null`, missing !== undefined && sql`not ${has[missing]}`)}`,
}

/** A certification counts from the day of its grant to its last day, unless it was ended before. */
export function validOn(day: string): RawBuilder<unknown> {
  return sql`granted_on <= ${day}::date and (ended_on is null or ended_on > ${day}::date)
    and (expires_on is null or expires_on >= ${day}::date)`
}

export const rowsOf = (metric: MetricKey, seen: Seen, drill: Drill = {}): RawBuilder<unknown> =>
  rows[metric](seen, drill)

/** The parts of a figure that can be asked for. */
export const drillsOf: Record<MetricKey, readonly (keyof Drill)[]> = {
  active_partners: ['tier', 'type'],
  joins: ['month'],
  leaves: ['month'],
  net_joins: ['month', 'kind'],
  yearly_loss: [],
  retention: ['cohort', 'age'],
  time_to_first_revenue: ['cohort'],
  revenue: [],
  revenue_concentration: [],
  certification_coverage: ['tier', 'certification'],
  data_hygiene: ['missing'],
}
