import { standing, type DealStage } from '@hansa/contract/pipeline'
import type { BoardColumn } from '@hansa/contract/deals'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { exactly } from '../rules/revenue.ts'
import { filtersOf, type DealFilters } from './deals.ts'
import { inProgramme, type Pipeline } from './pipelines.ts'

interface Counted {
  readonly stage: DealStage
  readonly pipelineStage: string | null
  readonly currency: string | null
  readonly count: number
  /** Minor units, as text: a sum may be more than a number holds. */
  readonly sum: string
}

const isFiltered = ({ q, stage, partnerId, customerId, owner, closeFrom, closeUntil }: DealFilters) =>
  [q, stage, partnerId, customerId, owner, closeFrom, closeUntil].some((filter) => filter !== undefined)

/** Currencies are part of the counts that are kept; anything else is counted among the deals that it leaves. */
async function counted(db: Db, ask: DealFilters): Promise<readonly Counted[]> {
  const all = (conditions: readonly RawBuilder<boolean>[]) =>
    conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
  if (isFiltered(ask))
    return (
      await sql<Counted>`
        select stage, pipeline_stage, currency, count(*)::int as count, coalesce(sum(amount), 0)::text as sum
        from deal where ${all(filtersOf(ask))} group by 1, 2, 3`.execute(db)
    ).rows
  const conditions = [
    ask.programme && inProgramme(ask.programme, 'deal_tally'),
    ask.currency && sql<boolean>`currency in (${sql.join(ask.currency)})`,
  ].filter((condition) => condition !== undefined)
  return (
    await sql<Counted>`
      select value as stage, pipeline_stage, currency, sum(deals)::int as count, sum(amount)::text as sum
      from deal_tally where field = 'stage' and ${all(conditions)} group by 1, 2, 3 having sum(deals) > 0`.execute(db)
  ).rows
}

/** The columns of a board with what stands in them: exact sums, each currency by itself. */
export async function boardColumns(db: Db, { stages, rules }: Pipeline, ask: DealFilters): Promise<BoardColumn[]> {
  const rows = await counted(db, ask)
  return stages
    .map((stage) => {
      const inside = rows.filter((row) => standing(stages, row.stage, row.pipelineStage) === stage)
      const byCurrency = Map.groupBy(
        inside.filter(({ currency }) => currency !== null),
        ({ currency }) => currency!,
      )
      return {
        ...stage,
        count: inside.reduce((sum, row) => sum + row.count, 0),
        sums: [...byCurrency]
          .map(([currency, some]) => ({
            currency,
            amount: exactly(some.reduce((sum, row) => sum + BigInt(row.sum), 0n).toString()) ?? null,
          }))
          .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
      }
    })
    .filter((column) => column.count > 0 || rules.stages.some(({ key }) => key === column.key))
}

/** So many rows are no burden, however few keys they are of. */
const few = 1000

/** Adds up the differences that have come together in the counts of deals; nobody waits for it. */
export async function addUpTallies(db: Db): Promise<void> {
  const { rows } = await sql<{ many: boolean }>`
    select count(*) > ${few} + 2 * count(distinct (field, value, programme_id, pipeline_stage, currency)) as many from deal_tally`.execute(
    db,
  )
  if (!rows[0]!.many) return
  await sql`
    with gone as (delete from deal_tally returning *)
    insert into deal_tally (field, value, programme_id, pipeline_stage, currency, deals, amount)
    select field, value, programme_id, pipeline_stage, currency, sum(deals), sum(amount) from gone
    group by 1, 2, 3, 4, 5 having sum(deals) <> 0 or sum(amount) <> 0`.execute(db)
}
