import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { newId } from '../../core/ids.ts'
import './tables.ts'

/** One entry of revenue as a source tells of it. */
export interface GivenRevenue {
  /** What the source calls the entry; null for one that has no name there, and is new each time. */
  readonly sourceKey: string | null
  readonly partnerId: string
  readonly kind: string
  readonly day: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
  readonly product?: string | null | undefined
  readonly orderReference?: string | null | undefined
  readonly dealId?: string | null | undefined
  readonly note?: string | null | undefined
}

export interface InsertedRevenue {
  readonly id: string
  readonly sourceKey: string | null
  /** `differs`: the key is recorded already with another kind, day, amount or currency, and stays as it is. */
  readonly outcome: 'created' | 'unchanged' | 'differs'
  /** Where it differs, what is recorded. */
  readonly recorded: Pick<GivenRevenue, 'kind' | 'day' | 'amount' | 'currency'>
}

const chunk = 10_000

/**
 * Records many entries of revenue at once, in two statements for each 10,000. An entry is recorded once: what is
 * recorded is never changed, only reversed. Of several rows with one key the first counts.
 *
 * @param source where the rows come from; with a row's `sourceKey` it names one entry
 * @returns one result for each row, in their order. Recording events (`revenueEvents` in the rules, for those
 *   that are created) is the caller's.
 */
export async function insertRevenue(
  db: Db,
  rows: readonly GivenRevenue[],
  how: { readonly source: string; readonly now: Date },
): Promise<InsertedRevenue[]> {
  const done: InsertedRevenue[] = []
  for (let from = 0; from < rows.length; from += chunk)
    done.push(...(await insertChunk(db, rows.slice(from, from + chunk), how)))
  return done
}

async function insertChunk(
  db: Db,
  rows: readonly GivenRevenue[],
  { source, now }: { source: string; now: Date },
): Promise<InsertedRevenue[]> {
  const ids = rows.map(() => newId('rev', now))
  const text = (value: (row: GivenRevenue) => string | null | undefined) =>
    sql`${rows.map((row) => value(row) ?? null)}::text[]`
  const { rows: created } = await sql<{ id: string }>`
    insert into revenue (id, partner_id, kind, day, amount, currency, product, order_reference, deal_id, note, source_key, source, recorded_at)
    select *, ${source}, ${now} from unnest(
      ${ids}::text[], ${text((r) => r.partnerId)}, ${text((r) => r.kind)}, ${rows.map((r) => r.day)}::date[],
      ${rows.map((r) => r.amount)}::bigint[], ${text((r) => r.currency)}, ${text((r) => r.product)},
      ${text((r) => r.orderReference)}, ${text((r) => r.dealId)}, ${text((r) => r.note)}, ${text((r) => r.sourceKey)})
    on conflict (ecosystem_id, source, source_key) where source_key is not null do nothing
    returning id`.execute(db)
  const isNew = new Set(created.map((row) => row.id))
  const others = rows.filter((_, i) => !isNew.has(ids[i]!)).map((row) => row.sourceKey)
  const known =
    others.length === 0
      ? []
      : await db
          .selectFrom('revenue')
          .select(['id', 'sourceKey', 'kind', 'day', 'amount', 'currency'])
          .where('source', '=', source)
          .where(sql<boolean>`source_key = any (${others}::text[])`)
          .execute()
  const byKey = new Map(known.map(({ sourceKey, ...row }) => [sourceKey, row]))
  return rows.map((row, i) => {
    const { sourceKey, kind, day, amount, currency } = row
    const told = { kind, day, amount, currency }
    if (isNew.has(ids[i]!)) return { id: ids[i]!, sourceKey, outcome: 'created', recorded: told }
    const { id, ...recorded } = byKey.get(sourceKey)!
    const same =
      kind === recorded.kind && day === recorded.day && amount === recorded.amount && currency === recorded.currency
    return { id, sourceKey, outcome: same ? 'unchanged' : 'differs', recorded }
  })
}
