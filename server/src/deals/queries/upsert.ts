import { dealStages, stageNow, type DealStage, type StageFact } from '@hansa/contract/deals'
import type { Money } from '@hansa/contract/fields'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { newId } from '../../core/ids.ts'
import { changes } from '../../core/objects.ts'
import { addStages, readStages } from './stages.ts'
import './tables.ts'

/** What a source knows about one deal. What it leaves out stays as it is. */
export interface GivenDeal {
  /** What the source calls the deal. */
  readonly sourceKey: string
  readonly customerId: string
  /** The source's key serves a new deal without one. */
  readonly name?: string | undefined
  readonly partnerId?: string | null | undefined
  readonly owner?: string | null | undefined
  readonly value?: Money | null | undefined
  readonly product?: string | null | undefined
  readonly openedOn?: string | undefined
  readonly expectedCloseOn?: string | null | undefined
  readonly lostReason?: string | null | undefined
  /** On which day it came into which stage, in any order. */
  readonly stages?: readonly { stage: DealStage; fromDay: string; sourceStage?: string | null | undefined }[]
  /** The stage that the source shows without saying since when. */
  readonly stage?: { readonly stage: DealStage; readonly sourceStage?: string | null | undefined } | undefined
}

/** A deal's columns as they are compared and written. */
export interface DealColumns {
  readonly name: string
  readonly customerId: string
  readonly partnerId: string | null
  readonly owner: string | null
  readonly amount: number | null
  readonly currency: string | null
  readonly product: string | null
  readonly openedOn: string
  readonly expectedCloseOn: string | null
  readonly lostReason: string | null
  readonly stage: DealStage
  readonly stageSince: string
  readonly sourceStage: string | null
  readonly closedOn: string | null
}

export interface UpsertedDeal {
  readonly id: string
  readonly sourceKey: string
  readonly outcome: 'created' | 'updated' | 'unchanged'
  /** The deal as it is now. */
  readonly deal: DealColumns
  /** What differs, as [before, after]; empty for a new deal. */
  readonly changes: Record<string, [unknown, unknown]>
  /** What was known of its stages before, and what is known now. */
  readonly stagesBefore: readonly StageFact[]
  readonly stagesAfter: readonly StageFact[]
}

const chunk = 5_000

/**
 * Creates or completes many deals at once, in a handful of statements for each 5,000. The same input again changes
 * nothing. Of several rows with one key the last says what the deal is; what they say of its stages is joined.
 *
 * @param source where the rows come from; with a row's `sourceKey` it names one deal
 * @param day the ecosystem's today: since when a stage holds that comes without a day (for a new deal that is open, the
 *   day it was opened)
 * @returns one result for each key, in the order in which they first appear. Recording events (`dealEvents` in the
 *   rules) is the caller's.
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

type How = Parameters<typeof upsertDeals>[2]

async function upsertChunk(db: Db, given: readonly (readonly GivenDeal[])[], how: How): Promise<UpsertedDeal[]> {
  const keys = given.map(([row]) => row!.sourceKey)
  const known = await db
    .selectFrom('deal')
    .select(['id', 'sourceKey', ...columns])
    .where('source', '=', how.source)
    .where(sql<boolean>`source_key = any (${keys}::text[])`)
    .forUpdate()
    .execute()
  const byKey = new Map(known.map((row) => [row.sourceKey, row]))
  const stages = await readStages(
    db,
    known.map((row) => row.id),
  )
  const result = given.map((rows) => {
    const before = byKey.get(rows[0]!.sourceKey)
    return completed(rows, before, before ? (stages.get(before.id) ?? []) : [], how)
  })
  const inserted = result.filter((one) => one.outcome === 'created')
  const updated = result.filter((one) => one.outcome === 'updated')
  if (inserted.length > 0) await insertDeals(db, inserted, how)
  if (updated.length > 0) await updateDeals(db, updated, how.now)
  await addStages(
    db,
    [...inserted, ...updated].flatMap(({ id, stagesBefore, stagesAfter }) => {
      const old = new Set(stagesBefore)
      return stagesAfter.filter((fact) => !old.has(fact)).map((fact) => ({ dealId: id, ...fact }))
    }),
  )
  return result
}

const columns = [
  'name',
  'customerId',
  'partnerId',
  'owner',
  'amount',
  'currency',
  'product',
  'openedOn',
  'expectedCloseOn',
  'lostReason',
  'stage',
  'stageSince',
  'sourceStage',
  'closedOn',
] as const satisfies (keyof DealColumns)[]

function completed(
  rows: readonly GivenDeal[],
  before: (DealColumns & { readonly id: string }) | undefined,
  stagesBefore: readonly StageFact[],
  { now, day }: How,
): UpsertedDeal {
  const row = rows.at(-1)!
  let stagesAfter = stagesBefore
  for (const said of rows)
    for (const { stage, fromDay, sourceStage = null } of said.stages ?? [])
      stagesAfter = withFact(stagesAfter, { stage, fromDay, sourceStage })
  const opened = row.openedOn ?? before?.openedOn
  if (row.stage) {
    const { stage, sourceStage = null } = row.stage
    const stands = stagesAfter.length > 0 ? stageNow(stagesAfter) : undefined
    const since = stands || dealStages[stage].closed ? day : (opened ?? day)
    if (stands?.stage !== stage || (sourceStage !== null && stands.sourceStage !== sourceStage))
      stagesAfter = withFact(stagesAfter, { stage, fromDay: since, sourceStage })
  }
  if (stagesAfter.length === 0) stagesAfter = [{ stage: 'prospecting', fromDay: opened ?? day, sourceStage: null }]
  const standing = stageNow(stagesAfter)
  const days = stagesAfter.map((fact) => fact.fromDay)
  const value = row.value === undefined ? before : row.value
  const kept = <T>(given: T | null | undefined, known: T | null | undefined): T | null =>
    given === undefined ? (known ?? null) : given
  const deal: DealColumns = {
    name: row.name ?? before?.name ?? row.sourceKey,
    customerId: row.customerId,
    partnerId: kept(row.partnerId, before?.partnerId),
    owner: kept(row.owner, before?.owner),
    amount: value?.amount ?? null,
    currency: value?.currency ?? null,
    product: kept(row.product, before?.product),
    openedOn: row.openedOn ?? [...days, ...(opened ? [opened] : [])].sort()[0]!,
    expectedCloseOn: kept(row.expectedCloseOn, before?.expectedCloseOn),
    lostReason: standing.stage === 'lost' ? kept(row.lostReason, before?.lostReason) : null,
    ...standing,
  }
  const different = before ? changes<DealColumns>(before, deal) : {}
  const same = before !== undefined && Object.keys(different).length === 0 && stagesAfter === stagesBefore
  return {
    id: before?.id ?? newId('deal', now),
    sourceKey: row.sourceKey,
    outcome: same ? 'unchanged' : before ? 'updated' : 'created',
    deal,
    changes: different,
    stagesBefore,
    stagesAfter,
  }
}

/** The facts with one more; the same list where it says nothing new. */
function withFact(facts: readonly StageFact[], added: StageFact): readonly StageFact[] {
  const at = facts.findIndex((fact) => fact.stage === added.stage && fact.fromDay === added.fromDay)
  if (at < 0) return [...facts, added]
  // Of two words for one stage on one day the later in the alphabet stays, whichever came first.
  return (facts[at]!.sourceStage ?? '') >= (added.sourceStage ?? '') ? facts : facts.with(at, added)
}

/** Deals as one array per column, for `unnest`. */
const given = (deals: readonly UpsertedDeal[]) => {
  const text = (value: (deal: DealColumns) => string | null) => sql`${deals.map(({ deal }) => value(deal))}::text[]`
  const days = (value: (deal: DealColumns) => string | null) => sql`${deals.map(({ deal }) => value(deal))}::date[]`
  return sql`unnest(
    ${deals.map(({ id }) => id)}::text[], ${deals.map(({ sourceKey }) => sourceKey)}::text[],
    ${text((d) => d.name)}, ${text((d) => d.customerId)}, ${text((d) => d.partnerId)}, ${text((d) => d.owner)},
    ${deals.map(({ deal }) => deal.amount)}::bigint[], ${text((d) => d.currency)}, ${text((d) => d.product)},
    ${days((d) => d.openedOn)}, ${days((d) => d.expectedCloseOn)}, ${text((d) => d.lostReason)},
    ${text((d) => d.stage)}, ${days((d) => d.stageSince)}, ${text((d) => d.sourceStage)}, ${days((d) => d.closedOn)}
  ) as given (id, source_key, name, customer_id, partner_id, owner, amount, currency, product, opened_on,
    expected_close_on, lost_reason, stage, stage_since, source_stage, closed_on)`
}

const insertDeals = (db: Db, deals: readonly UpsertedDeal[], { source, now }: How) =>
  sql`insert into deal (id, source_key, name, customer_id, partner_id, owner, amount, currency, product, opened_on,
      expected_close_on, lost_reason, stage, stage_since, source_stage, closed_on, sort_name, search_text,
      source, created_at, updated_at)
    select given.*, folded(given.name), concat_ws(' ', folded(given.name), customer.sort_name, partner.sort_name),
      ${source}, ${now}, ${now}
    from ${given(deals)}
    left join organization customer on customer.id = given.customer_id
    left join organization partner on partner.id = given.partner_id`.execute(db)

const updateDeals = (db: Db, deals: readonly UpsertedDeal[], now: Date) =>
  sql`update deal set name = given.name, customer_id = given.customer_id, partner_id = given.partner_id,
      owner = given.owner, amount = given.amount, currency = given.currency, product = given.product,
      opened_on = given.opened_on, expected_close_on = given.expected_close_on, lost_reason = given.lost_reason,
      stage = given.stage, stage_since = given.stage_since, source_stage = given.source_stage,
      closed_on = given.closed_on, updated_at = ${now}, version = version + 1
    from ${given(deals)} where deal.id = given.id`.execute(db)
