import { say } from '@hansa/contract/language'
import type { Deal, DealOptions } from '@hansa/contract/deals'
import type { DealStage } from '@hansa/contract/pipeline'
import { sql, type RawBuilder } from 'kysely'
import { matches, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing, stale } from '../../core/errors.ts'
import type { DealChange, DealFacts, Known } from '../rules/deal.ts'
import { readLines, writeLines } from './lines.ts'
import { inProgramme, type ProgrammeFilter, standsIn, type StageFilter } from './pipelines.ts'
import { readStages, writeStages } from './stages.ts'
import './tables.ts'
import { dealColumns } from './upsert.ts'

/** A deal before it is said what its programme calls its stage. */
export type Presented = Omit<Deal, 'may' | 'pipelineStage' | 'pipelineStageName' | 'forecastCategory'> & {
  readonly pipelineStage: string | null
}

const withNames = (db: Db) =>
  db
    .selectFrom('deal')
    .leftJoin('organization as customer', 'customer.id', 'deal.customerId')
    .leftJoin('organization as partner', 'partner.id', 'deal.partnerId')
    .selectAll('deal')
    .select(['customer.name as customerName', 'partner.name as partnerName'])

type Row = Awaited<ReturnType<ReturnType<typeof withNames>['execute']>>[number]

const present = (row: Row): Presented => ({
  id: row.id,
  name: row.name,
  customerId: row.customerId,
  customerName: row.customerName,
  partnerId: row.partnerId,
  partnerName: row.partnerName,
  owner: row.owner,
  value: row.amount === null || row.currency === null ? null : { amount: row.amount, currency: row.currency },
  product: row.product,
  openedOn: row.openedOn,
  expectedCloseOn: row.expectedCloseOn,
  nextStep: row.nextStep,
  nextStepOn: row.nextStepOn,
  forecast: row.forecast,
  closeReason: row.closeReason,
  closeNote: row.closeNote,
  competitor: row.competitor,
  programmeId: row.programmeId,
  stage: row.stage,
  pipelineStage: row.pipelineStage,
  stageSince: row.stageSince,
  sourceStage: row.sourceStage,
  closedOn: row.closedOn,
  source: row.source,
  sourceKey: row.sourceKey,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  version: row.version,
})

export interface DealFilters {
  readonly q?: string | undefined
  readonly stage?: readonly DealStage[] | undefined
  readonly programme?: ProgrammeFilter | undefined
  readonly column?: StageFilter | undefined
  readonly partnerId?: readonly string[] | undefined
  readonly customerId?: readonly string[] | undefined
  readonly owner?: readonly string[] | undefined
  readonly currency?: readonly string[] | undefined
  readonly closeFrom?: string | undefined
  readonly closeUntil?: string | undefined
}

const closes = sql<string>`coalesce(deal.closed_on, deal.expected_close_on)`

const sorts = {
  name: 'deal.sortName',
  createdAt: 'deal.createdAt',
  amount: sql`coalesce(deal.amount, -1)`,
  expectedClose: sql`coalesce(deal.expected_close_on, 'infinity'::date)`,
  stageSince: 'deal.stageSince',
} as const

/** The conditions of a list's filters. */
export function filtersOf(ask: DealFilters): RawBuilder<boolean>[] {
  const oneOf = (column: string, values: readonly string[] | undefined) =>
    values && sql<boolean>`${sql.ref(column)} in (${sql.join(values)})`
  return [
    ask.q ? matches('deal', ask.q) : undefined,
    oneOf('deal.stage', ask.stage),
    ask.programme && inProgramme(ask.programme),
    ask.column && standsIn(ask.column),
    oneOf('deal.partner_id', ask.partnerId),
    oneOf('deal.customer_id', ask.customerId),
    oneOf('deal.owner', ask.owner),
    oneOf('deal.currency', ask.currency),
    ask.closeFrom ? sql<boolean>`${closes} >= ${ask.closeFrom}` : undefined,
    ask.closeUntil ? sql<boolean>`${closes} <= ${ask.closeUntil}` : undefined,
  ].filter((condition) => condition !== undefined)
}

export function listDeals(
  db: Db,
  ask: DealFilters & { sort: string; after?: string | undefined; limit: number },
): Promise<{ items: Presented[]; next: string | null; total?: number }> {
  const query = withNames(db).where((of) => of.and(filtersOf(ask)))
  return page(db, query, ask, sorts, 'deal.id', present)
}

export async function readDeal(db: Db, id: string): Promise<Presented> {
  const row = await withNames(db).where('deal.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`deal`, id)
  return present(row)
}

/** The values in use of the fields that a list is filtered by, the commonest first; as the table of counts has them. */
export async function dealOptions(db: Db): Promise<DealOptions> {
  const { rows } = await sql<{ field: string; value: string; label: string | null; count: number }>`
    select field, value, case field when 'partner' then (select name from organization where id = value) else value end as label, count
    from (
      select field, value, sum(deals)::int as count, row_number() over (partition by field order by sum(deals) desc, value) as place
      from deal_tally where field in ('partner', 'owner', 'currency', 'product')
      group by field, value having sum(deals) > 0
    ) used where place <= 200 order by place`.execute(db)
  const of = (field: string) =>
    rows
      .filter((row) => row.field === field)
      .map(({ value, label, count }) => ({ value, label: label ?? value, count }))
  return { partners: of('partner'), owners: of('owner'), currencies: of('currency'), products: of('product') }
}

/** Takes hold of a deal until the transaction ends, so that nobody else changes it meanwhile. */
export async function holdDeal(db: Db, id: string, version: number): Promise<Known & { readonly before: DealFacts }> {
  const row = await db
    .selectFrom('deal')
    .select(['version', ...dealColumns])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw missing(say`deal`, id)
  const { version: current, ...before } = row
  if (current !== version) throw stale(say`deal`, current)
  return {
    id,
    before,
    stagesBefore: (await readStages(db, [id])).get(id) ?? [],
    linesBefore: (await readLines(db, [id])).get(id) ?? [],
  }
}

export async function insertDeal(db: Db, change: DealChange, source: string, now: Date): Promise<void> {
  await db
    .insertInto('deal')
    .values({ ...change.deal, id: change.id, source, sourceKey: null, createdAt: now, updatedAt: now })
    .execute()
  await writeStages(db, [change])
  await writeLines(db, [change])
}

export async function updateDeal(db: Db, change: DealChange, now: Date): Promise<void> {
  if (change.outcome === 'unchanged') return
  await db
    .updateTable('deal')
    .set({ ...change.deal, updatedAt: now, version: sql`version + 1` })
    .where('id', '=', change.id)
    .execute()
  await writeStages(db, [change])
  await writeLines(db, [change])
}
