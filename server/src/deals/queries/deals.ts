import { say } from '@hansa/contract/language'
import type { Deal, DealOptions, DealStage } from '@hansa/contract/deals'
import { sql } from 'kysely'
import { matches, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing, stale } from '../../core/errors.ts'
import type { DealChange, DealFacts } from '../rules/deal.ts'
import type { StageFact } from '../rules/stages.ts'
import { addStages, readStages, removeStages } from './stages.ts'
import './tables.ts'
import { dealColumns } from './upsert.ts'

type Presented = Omit<Deal, 'may'>

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
  lostReason: row.lostReason,
  stage: row.stage,
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
} as const

export function listDeals(
  db: Db,
  ask: DealFilters & { sort: string; after?: string | undefined; limit: number },
): Promise<{ items: Presented[]; next: string | null; total?: number }> {
  let query = withNames(db)
  if (ask.q) query = query.where(matches('deal', ask.q))
  if (ask.stage) query = query.where('deal.stage', 'in', ask.stage)
  if (ask.partnerId) query = query.where('deal.partnerId', 'in', ask.partnerId)
  if (ask.customerId) query = query.where('deal.customerId', 'in', ask.customerId)
  if (ask.owner) query = query.where('deal.owner', 'in', ask.owner)
  if (ask.currency) query = query.where('deal.currency', 'in', ask.currency)
  if (ask.closeFrom) query = query.where(closes, '>=', ask.closeFrom)
  if (ask.closeUntil) query = query.where(closes, '<=', ask.closeUntil)
  return page(db, query, ask, sorts, 'deal.id', present)
}

export async function readDeal(db: Db, id: string): Promise<Presented> {
  const row = await withNames(db).where('deal.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`deal`, id)
  return present(row)
}

/** The values in use of the fields that a list is filtered by, the commonest first. */
export async function dealOptions(db: Db): Promise<DealOptions> {
  const values = async (column: 'partnerId' | 'owner' | 'currency' | 'product') =>
    (
      await sql<{ value: string; label: string; count: number }>`
        select value, ${column === 'partnerId' ? sql`(select name from organization where id = value)` : sql`value`} as label, count
        from (
          select ${sql.ref(column)} as value, count(*) from deal where ${sql.ref(column)} is not null
          group by 1 order by 2 desc, 1 limit 200
        ) used order by count desc, value`.execute(db)
    ).rows.map((option) => ({ ...option, label: option.label ?? option.value }))
  return {
    partners: await values('partnerId'),
    owners: await values('owner'),
    currencies: await values('currency'),
    products: await values('product'),
  }
}

/** Takes hold of a deal until the transaction ends, so that nobody else changes it meanwhile. */
export async function holdDeal(
  db: Db,
  id: string,
  version: number,
): Promise<{ id: string; before: DealFacts; stagesBefore: StageFact[] }> {
  const row = await db
    .selectFrom('deal')
    .select(['version', ...dealColumns])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw missing(say`deal`, id)
  const { version: current, ...before } = row
  if (current !== version) throw stale(say`deal`, current)
  return { id, before, stagesBefore: (await readStages(db, [id])).get(id) ?? [] }
}

export async function insertDeal(db: Db, change: DealChange, source: string, now: Date): Promise<void> {
  await db
    .insertInto('deal')
    .values({ ...change.deal, id: change.id, source, sourceKey: null, createdAt: now, updatedAt: now })
    .execute()
  await writeStages(db, change)
}

export async function updateDeal(db: Db, change: DealChange, now: Date): Promise<void> {
  if (change.outcome === 'unchanged') return
  await db
    .updateTable('deal')
    .set({ ...change.deal, updatedAt: now, version: sql`version + 1` })
    .where('id', '=', change.id)
    .execute()
  await writeStages(db, change)
}

async function writeStages(db: Db, { id, stagesBefore, stagesAfter }: DealChange): Promise<void> {
  await removeStages(
    db,
    id,
    stagesBefore.filter((fact) => !stagesAfter.includes(fact)),
  )
  await addStages(
    db,
    stagesAfter.filter((fact) => !stagesBefore.includes(fact)).map((fact) => ({ dealId: id, ...fact })),
  )
}
