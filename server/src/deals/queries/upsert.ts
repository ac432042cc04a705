import { sql } from 'kysely'
import { beginnings } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import { newId } from '../../core/ids.ts'
import { completed, type DealChange, type DealFacts, type GivenDeal } from '../rules/deal.ts'
import { dealDays, dealEvents, type Telling } from '../rules/tell.ts'
import { readLines, writeLines } from './lines.ts'
import { readStages, writeStages } from './stages.ts'
import './tables.ts'

export type UpsertedDeal = DealChange & { readonly sourceKey: string }

const chunk = 5_000

/**
 * Creates or completes many deals at once, in a handful of statements for each 5,000. The same input again changes
 * nothing. Of several rows with one key the last says what the deal is; what they say of its stages is joined.
 *
 * @param source where the rows come from; with a row's `sourceKey` it names one deal
 * @param day the ecosystem's today: since when a stage holds that comes without a day (in a new deal that is open: since
 *   it was opened)
 * @returns one result for each key, in the order in which they first appear; none for a new deal of which no row names the
 *   customer. Recording events (`tellDeals`) is the
 *   caller's.
 */
export async function upsertDeals(
  db: Db,
  rows: readonly GivenDeal[],
  how: { readonly source: string; readonly now: Date; readonly day: string },
): Promise<UpsertedDeal[]> {
  // Two imports of one source take turns: what one reads, the other does not change before it is written.
  await sql`select pg_advisory_xact_lock(hashtextextended('deal ' || current_ecosystem() || ${how.source}, 0))`.execute(
    db,
  )
  const given = new Map<string, GivenDeal[]>()
  for (const row of rows) {
    const same = given.get(row.sourceKey)
    if (same) same.push(row)
    else given.set(row.sourceKey, [row])
  }
  const all = [...given.values()]
  const done: UpsertedDeal[] = []
  for (let from = 0; from < all.length; from += chunk)
    done.push(...(await upsertChunk(db, all.slice(from, from + chunk), how)))
  return done
}

/** What the log is to be told of deals that changed: hand it to `record`. */
export async function tellDeals(
  db: Db,
  changes: readonly DealChange[],
  { now, day }: { readonly now: Date; readonly day: string },
): Promise<Telling[]> {
  const began = await beginnings(db, dealDays(changes))
  return dealEvents(changes, now, (on) => (on < day ? began.get(on)! : now))
}

export const dealColumns = [
  'name',
  'sortName',
  'customerId',
  'partnerId',
  'owner',
  'amount',
  'currency',
  'product',
  'openedOn',
  'expectedCloseOn',
  'nextStep',
  'nextStepOn',
  'forecast',
  'closeReason',
  'closeNote',
  'competitor',
  'programmeId',
  'pipelineStage',
  'stage',
  'stageSince',
  'sourceStage',
  'closedOn',
] as const satisfies (keyof DealFacts)[]

type How = Parameters<typeof upsertDeals>[2]

async function upsertChunk(db: Db, given: readonly (readonly GivenDeal[])[], how: How): Promise<UpsertedDeal[]> {
  const known = await db
    .selectFrom('deal')
    .select(['id', 'sourceKey', ...dealColumns])
    .where('source', '=', how.source)
    .where(sql<boolean>`source_key = any (${given.map(([row]) => row!.sourceKey)}::text[])`)
    .forUpdate()
    .execute()
  const byKey = new Map(known.map(({ id, sourceKey, ...before }) => [sourceKey, { id, before }]))
  const ids = known.map((row) => row.id)
  const [stages, lines] = [await readStages(db, ids), await readLines(db, ids)]
  const result = given.flatMap((rows): UpsertedDeal[] => {
    const { sourceKey } = rows[0]!
    const { id, before } = byKey.get(sourceKey) ?? { id: newId('deal', how.now), before: undefined }
    if (!before && rows.every(({ customerId }) => customerId === undefined)) return []
    const [stagesBefore, linesBefore] = [stages.get(id) ?? [], lines.get(id) ?? []]
    return [{ ...completed(rows, { id, before, stagesBefore, linesBefore }, how.day), sourceKey }]
  })
  const inserted = result.filter((one) => one.outcome === 'created')
  const updated = result.filter((one) => one.outcome === 'updated')
  if (inserted.length > 0) await insertDeals(db, inserted, how)
  if (updated.length > 0) await updateDeals(db, updated, how.now)
  await writeStages(db, [...inserted, ...updated])
  await writeLines(db, [...inserted, ...updated])
  return result
}

/** Deals as one array per column, for `unnest`. */
const given = (deals: readonly UpsertedDeal[]) => {
  const text = (value: (deal: DealFacts) => string | null) => sql`${deals.map(({ deal }) => value(deal))}::text[]`
  const days = (value: (deal: DealFacts) => string | null) => sql`${deals.map(({ deal }) => value(deal))}::date[]`
  return sql`unnest(
    ${deals.map(({ id }) => id)}::text[], ${deals.map(({ sourceKey }) => sourceKey)}::text[],
    ${text((d) => d.name)}, ${text((d) => d.sortName)}, ${text((d) => d.customerId)}, ${text((d) => d.partnerId)},
    ${text((d) => d.owner)}, ${deals.map(({ deal }) => deal.amount)}::bigint[], ${text((d) => d.currency)},
    ${text((d) => d.product)}, ${days((d) => d.openedOn)}, ${days((d) => d.expectedCloseOn)},
    ${text((d) => d.nextStep)}, ${days((d) => d.nextStepOn)}, ${text((d) => d.forecast)}, ${text((d) => d.closeReason)},
    ${text((d) => d.closeNote)}, ${text((d) => d.competitor)}, ${text((d) => d.programmeId)}, ${text((d) => d.pipelineStage)},
    ${text((d) => d.stage)}, ${days((d) => d.stageSince)}, ${text((d) => d.sourceStage)}, ${days((d) => d.closedOn)}
  ) as given (id, source_key, name, sort_name, customer_id, partner_id, owner, amount, currency, product, opened_on,
    expected_close_on, next_step, next_step_on, forecast, close_reason, close_note, competitor, programme_id, pipeline_stage,
    stage, stage_since, source_stage, closed_on)`
}

const insertDeals = (db: Db, deals: readonly UpsertedDeal[], { source, now }: How) =>
  sql`insert into deal (id, source_key, name, sort_name, customer_id, partner_id, owner, amount, currency, product,
      opened_on, expected_close_on, next_step, next_step_on, forecast, close_reason, close_note, competitor, programme_id,
      pipeline_stage, stage, stage_since, source_stage, closed_on, search_text, source, created_at, updated_at)
    select given.*, concat_ws(' ', given.sort_name, customer.sort_name, partner.sort_name), ${source}, ${now}, ${now}
    from ${given(deals)}
    left join organization customer on customer.id = given.customer_id
    left join organization partner on partner.id = given.partner_id`.execute(db)

const updateDeals = (db: Db, deals: readonly UpsertedDeal[], now: Date) =>
  sql`update deal set name = given.name, sort_name = given.sort_name, customer_id = given.customer_id,
      partner_id = given.partner_id, owner = given.owner, amount = given.amount, currency = given.currency,
      product = given.product, opened_on = given.opened_on, expected_close_on = given.expected_close_on,
      next_step = given.next_step, next_step_on = given.next_step_on, forecast = given.forecast,
      close_reason = given.close_reason, close_note = given.close_note, competitor = given.competitor,
      programme_id = given.programme_id, pipeline_stage = given.pipeline_stage, stage = given.stage,
      stage_since = given.stage_since, source_stage = given.source_stage, closed_on = given.closed_on, updated_at = ${now}, version = version + 1
    from ${given(deals)} where deal.id = given.id`.execute(db)
