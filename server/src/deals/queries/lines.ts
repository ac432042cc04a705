import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { DealChange } from '../rules/deal.ts'
import type { LineFact } from '../rules/lines.ts'
import './tables.ts'

/** The lines of many deals, each in their order. */
export async function readLines(db: Db, dealIds: readonly string[]): Promise<Map<string, LineFact[]>> {
  if (dealIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('dealLine')
    .select(['dealId', 'product', 'family', 'quantity', 'unitPrice', 'amount', 'partnerId', 'sourceKey'])
    .where(sql<boolean>`deal_id = any (${dealIds}::text[])`)
    .orderBy('dealId')
    .orderBy('place')
    .execute()
  const lines = new Map<string, LineFact[]>()
  for (const { dealId, ...line } of rows) {
    const all = lines.get(dealId)
    if (all) all.push(line)
    else lines.set(dealId, [line])
  }
  return lines
}

/** Writes the lines of those deals whose lines are others now. */
export async function writeLines(db: Db, changes: readonly DealChange[]): Promise<void> {
  const changed = changes.filter(({ linesBefore, linesAfter }) => linesBefore !== linesAfter)
  if (changed.length === 0) return
  await sql`delete from deal_line where deal_id = any (${changed.map(({ id }) => id)}::text[])`.execute(db)
  const rows = changed.flatMap(({ id, linesAfter }) =>
    linesAfter.map((line, place) => ({ dealId: id, place, ...line })),
  )
  if (rows.length === 0) return
  await sql`
    insert into deal_line (deal_id, place, product, family, quantity, unit_price, amount, partner_id, source_key)
    select * from unnest(
      ${rows.map((row) => row.dealId)}::text[], ${rows.map((row) => row.place)}::int[],
      ${rows.map((row) => row.product)}::text[], ${rows.map((row) => row.family)}::text[],
      ${rows.map((row) => row.quantity)}::bigint[], ${rows.map((row) => row.unitPrice)}::bigint[],
      ${rows.map((row) => row.amount)}::bigint[], ${rows.map((row) => row.partnerId)}::text[],
      ${rows.map((row) => row.sourceKey)}::text[])`.execute(db)
}

/** What organizations are called. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('organization').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The currency of each deal of a source that has lines, by the source's key. */
export async function currenciesOfLines(db: Db, source: string, keys: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ sourceKey: string; currency: string }>`
    select source_key, currency from deal
    where source = ${source} and source_key = any (${keys}::text[])
      and exists (select from deal_line where deal_line.deal_id = deal.id)`.execute(db)
  return new Map(rows.map(({ sourceKey, currency }) => [sourceKey, currency]))
}
