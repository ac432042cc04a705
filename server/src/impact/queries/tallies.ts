import { say } from '@hansa/contract/language'
import type { Drill, FigureRow } from '@hansa/contract/impact'
import { metricOf, type MetricKey } from '@hansa/contract/metrics'
import { sql, type RawBuilder } from 'kysely'
import { readCursor, writeCursor } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { wrong } from '../../core/errors.ts'
import '../../organizations/queries/organizations.ts'
import type { Look } from '../rules/window.ts'
import { memberships } from './memberships.ts'
import { rowsOf, type Seen } from './rows.ts'

export interface Tally {
  /** How many rows. */
  readonly count: number
  /** What their values add up to. */
  readonly sum: number
}

const withMemberships = (asOf: string, query: RawBuilder<unknown>) =>
  sql`with m as materialized (${memberships(asOf)}) ${query}`
const tally = sql`count(*), coalesce(sum(value), 0)::bigint as sum`

/** Count and sum of the rows of many figures, memberships being found once. */
export async function tallies(
  db: Db,
  asked: readonly { readonly metric: MetricKey; readonly seen: Seen }[],
): Promise<Map<MetricKey, Tally>> {
  const [first] = asked
  if (!first) return new Map()
  const each = asked.map(
    ({ metric, seen }) => sql`select ${metric}::text as metric, ${tally} from (${rowsOf(metric, seen)}) it`,
  )
  const { rows } = await sql<Tally & { metric: MetricKey }>`${withMemberships(
    first.seen.asOf,
    sql.join(each, sql` union all `),
  )}`.execute(db)
  return new Map(rows.map(({ metric, count, sum }) => [metric, { count, sum }]))
}

/** Count and sum of a figure's rows, for each value of one of their columns, or of an expression over them. */
export async function talliesBy(
  db: Db,
  metric: MetricKey,
  seen: Seen,
  by: RawBuilder<unknown>,
  drill: Drill = {},
): Promise<(Tally & { readonly key: string | null })[]> {
  const { rows } = await sql<Tally & { key: string | null }>`${withMemberships(
    seen.asOf,
    sql`select (${by})::text as key, ${tally} from (${rowsOf(metric, seen, drill)}) it group by 1 order by 1`,
  )}`.execute(db)
  return rows
}

/** Joinings and leavings of each month that has any, and how many were inside before the first of `from`. */
export async function joinsAndLeaves(db: Db, { asOf, from, until }: Look) {
  const { rows } = await sql<{ month: string; joined: number; leftAgain: number }>`${withMemberships(
    asOf,
    sql`
    select to_char(day, 'YYYY-MM') as month, count(*) filter (where joins) as joined, count(*) filter (where not joins) as left_again
    from (select joined as day, true as joins from m union all select left_on, false from m where left_on is not null) turn
    where day <= ${until}::date group by 1 order by 1`,
  )}`.execute(db)
  const first = (from ?? asOf).slice(0, 7)
  const before = rows.filter((row) => row.month < first)
  return {
    before: before.reduce((sum, row) => sum + row.joined - row.leftAgain, 0),
    months: new Map(rows.map(({ month, joined, leftAgain }) => [month, { joined, left: leftAgain }])),
  }
}

/** Joinings by year and by the first anniversary on which they were outside; null where they still were inside. */
export async function cohorts(db: Db, { asOf }: Look) {
  const { rows } = await sql<{ year: number; gone: number | null; count: number }>`${withMemberships(
    asOf,
    sql`
    select extract(year from joined)::int as year, count(*),
      case when (joined + make_interval(years => years))::date >= left_on then years else years + 1 end as gone
    from (select *, (extract(year from left_on) - extract(year from joined))::int as years from m) m
    group by 1, 3 order by 1, 3`,
  )}`.execute(db)
  return rows.map(({ year, gone, count }) => ({ year, gone, count }))
}

/** How many partners went how many days with, or still without, a first revenue. */
export async function waits(db: Db, seen: Seen, drill: Drill = {}) {
  const { rows } = await sql<{ days: number; had: number; count: number }>`${withMemberships(
    seen.asOf,
    sql`select days, value as had, count(*) from (${rowsOf('time_to_first_revenue', seen, drill)}) it group by 1, 2`,
  )}`.execute(db)
  return rows
}

/** Revenue of the days looked at by currency, the one with most entries first. */
export async function currencies(db: Db, { from, until }: Look) {
  const { rows } = await sql<{ currency: string; amount: number; entries: number }>`
    select currency, sum(amount)::bigint as amount, count(*) as entries from revenue
    where day between ${from}::date and ${until}::date group by 1 order by 3 desc, 1`.execute(db)
  return rows
}

/** Each partner's revenue by currency: what concentration is of. */
export async function revenueByPartner(db: Db, { from, until }: Look) {
  const { rows } = await sql<{ currency: string; amount: number; entries: number }>`
    select currency, sum(amount)::bigint as amount, count(*) as entries from revenue
    where day between ${from}::date and ${until}::date group by currency, partner_id`.execute(db)
  return rows
}

/** Active partners by certification that is valid, commonest first. */
export async function certifiedByName(db: Db, { asOf }: Look, validOn: RawBuilder<unknown>) {
  const { rows } = await sql<{ name: string; partners: number }>`${withMemberships(
    asOf,
    sql`
    select certification.name, count(distinct certification.organization_id) as partners
    from certification join m on m.organization_id = certification.organization_id and m.left_on is null
    where ${validOn} group by 1 order by 2 desc, 1 limit 50`,
  )}`.execute(db)
  return rows
}

type Raw = Record<string, string | number | string[] | null> & { id: string; organizationId: string; name: string }

/** A page of the rows behind a figure; with the first one their exact count and sum. */
export async function figureRows(
  db: Db,
  metric: MetricKey,
  seen: Seen,
  drill: Drill,
  ask: {
    readonly sort: 'name' | '-name' | 'value' | '-value'
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: FigureRow[]; next: string | null; total?: number; sum?: number }> {
  const down = ask.sort.startsWith('-')
  const key = ask.sort.endsWith('name') ? sql`o.sort_name` : sql`it.value`
  const direction = down ? sql`desc` : sql`asc`
  let past = sql``
  if (ask.after !== undefined) {
    const [sort, value, id] = readCursor(ask.after, 3)
    if (sort !== ask.sort) throw wrong('after', say`belongs to a list sorted by "${sort}", not by "${ask.sort}"`)
    past = sql`where (${key}, it.id) ${down ? sql`<` : sql`>`} (${value}, ${id})`
  }
  const { rows } = await sql<Raw>`${withMemberships(
    seen.asOf,
    sql`
    select it.*, o.name, (${key})::text as cursor_value
    from (${rowsOf(metric, seen, drill)}) it join organization o on o.id = it.organization_id
    ${past} order by ${key} ${direction}, it.id ${direction} limit ${ask.limit + 1}`,
  )}`.execute(db)
  const shown = rows.slice(0, ask.limit)
  const last = shown.at(-1)
  const columns = metricOf(metric).rows.columns
  const list = {
    items: shown.map((row) => ({
      id: row.id,
      organizationId: row.organizationId,
      name: row.name,
      value: Number(row['value']),
      facts: Object.fromEntries(
        columns.map((column) => {
          const fact = row[column.key] ?? null
          return [column.key, Array.isArray(fact) ? fact.join(', ') || null : fact]
        }),
      ),
    })),
    next: rows.length > ask.limit && last ? writeCursor([ask.sort, String(last['cursorValue']), last.id]) : null,
  }
  if (ask.after !== undefined) return list
  const {
    rows: [all],
  } =
    await sql<Tally>`${withMemberships(seen.asOf, sql`select ${tally} from (${rowsOf(metric, seen, drill)}) it`)}`.execute(
      db,
    )
  return { ...list, total: all?.count ?? 0, sum: all?.sum ?? 0 }
}
