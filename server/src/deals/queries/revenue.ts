import { say } from '@hansa/contract/language'
import type { Revenue, RevenueSum } from '@hansa/contract/revenue'
import { sql } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing, Refusal, wrong } from '../../core/errors.ts'
import { exactly } from '../rules/revenue.ts'
import './tables.ts'

type Presented = Omit<Revenue, 'may'>

const withNames = (db: Db) =>
  db
    .selectFrom('revenue')
    .leftJoin('organization as partner', 'partner.id', 'revenue.partnerId')
    .leftJoin('deal', 'deal.id', 'revenue.dealId')
    .leftJoin('revenue as reversal', 'reversal.reversesId', 'revenue.id')
    .selectAll('revenue')
    .select(['partner.name as partnerName', 'deal.name as dealName', 'reversal.id as reversedById'])

type Row = Awaited<ReturnType<ReturnType<typeof withNames>['execute']>>[number]

const present = (row: Row): Presented => ({
  id: row.id,
  partnerId: row.partnerId,
  partnerName: row.partnerName,
  kind: row.kind,
  day: row.day,
  amount: row.amount,
  currency: row.currency,
  product: row.product,
  orderReference: row.orderReference,
  dealId: row.dealId,
  dealName: row.dealName,
  reversesId: row.reversesId,
  reversedById: row.reversedById,
  note: row.note,
  source: row.source,
  sourceKey: row.sourceKey,
  recordedAt: row.recordedAt.toISOString(),
})

export interface RevenueFilters {
  readonly partnerId?: readonly string[] | undefined
  readonly kind?: readonly string[] | undefined
  readonly currency?: readonly string[] | undefined
  readonly dealId?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

const allOf = (ask: RevenueFilters) => {
  const any = (column: string, values: readonly string[] | undefined) =>
    values && sql`${sql.ref(`revenue.${column}`)} = any (${values}::text[])`
  const conditions = [
    any('partnerId', ask.partnerId),
    any('kind', ask.kind),
    any('currency', ask.currency),
    any('dealId', ask.dealId === undefined ? undefined : [ask.dealId]),
    ask.from && sql`revenue.day >= ${ask.from}::date`,
    ask.until && sql`revenue.day <= ${ask.until}::date`,
  ].filter((condition) => typeof condition === 'object')
  return conditions.length > 0 ? sql<boolean>`(${sql.join(conditions, sql` and `)})` : sql<boolean>`true`
}

export const listRevenue = (
  db: Db,
  ask: RevenueFilters & { sort: string; after?: string | undefined; limit: number },
) =>
  page(
    db,
    withNames(db).where(allOf(ask)),
    ask,
    { day: 'revenue.day', amount: 'revenue.amount', recordedAt: 'revenue.recordedAt' },
    'revenue.id',
    present,
  )

export async function readRevenue(db: Db, id: string): Promise<Presented> {
  const row = await withNames(db).where('revenue.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`revenue entry`, id)
  return present(row)
}

/** Takes an entry back, whole: the opposite amount, and everything else as it was. */
export async function insertReversal(
  db: Db,
  originalId: string,
  reversal: { id: string; day: string; note: string | null; source: string; now: Date },
): Promise<void> {
  await sql`
    insert into revenue (id, partner_id, kind, day, amount, currency, product, order_reference, deal_id, reverses_id, note, source, recorded_at)
    select ${reversal.id}, partner_id, kind, ${reversal.day}::date, -amount, currency, product, order_reference, deal_id, id,
      ${reversal.note}, ${reversal.source}, ${reversal.now}
    from revenue where id = ${originalId}`.execute(db)
}

const periodOf = {
  all: sql`null::text`,
  year: sql`to_char(day, 'YYYY')`,
  quarter: sql`to_char(day, 'YYYY-"Q"Q')`,
  month: sql`to_char(day, 'YYYY-MM')`,
}
const mostLines = 10_000

/**
 * Exact totals by currency and kind, and where asked by period and partner, in that order. Refused where there are more
 * than 10,000 of them, and where one is beyond what a number holds exactly.
 */
export async function sumRevenue(
  db: Db,
  ask: RevenueFilters & { by: keyof typeof periodOf; perPartner: boolean },
): Promise<RevenueSum[]> {
  const { rows } = await sql<Omit<RevenueSum, 'amount'> & { amount: string }>`
    select * from (
      select ${periodOf[ask.by]} as period, ${ask.perPartner ? sql`partner_id` : sql`null::text`} as partner_id,
        currency, kind, sum(amount)::text as amount, count(*) as entries
      from revenue where ${allOf(ask)} group by 1, 2, 3, 4
    ) total order by period, partner_id, currency, kind limit ${mostLines + 1}`.execute(db)
  if (rows.length > mostLines)
    throw wrong('perPartner', say`makes more than ${mostLines} lines; name the partners, or narrow the days`)
  return rows.map((row) => {
    const amount = exactly(row.amount)
    if (amount === undefined)
      throw new Refusal(
        'invalid',
        say`The total of ${row.kind} in ${row.currency} is ${String(row.amount)}, beyond ±${String(Number.MAX_SAFE_INTEGER)}; narrow the days.`,
      )
    return { ...row, amount }
  })
}
