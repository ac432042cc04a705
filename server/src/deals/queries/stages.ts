import type { DealChange } from '../rules/deal.ts'
import type { StageFact } from '../rules/stages.ts'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import './tables.ts'

/** What is known of the stages of many deals, each by day. */
export async function readStages(db: Db, dealIds: readonly string[]): Promise<Map<string, StageFact[]>> {
  const stages = new Map<string, StageFact[]>()
  if (dealIds.length === 0) return stages
  const rows = await db
    .selectFrom('dealStage')
    .select(['dealId', 'stage', 'fromDay', 'sourceStage', 'assumed'])
    .where(sql<boolean>`deal_id = any (${dealIds}::text[])`)
    .orderBy('dealId')
    .orderBy('fromDay')
    .execute()
  for (const { dealId, assumed, ...told } of rows) {
    const fact = assumed ? { ...told, assumed } : told
    const facts = stages.get(dealId)
    if (facts) facts.push(fact)
    else stages.set(dealId, [fact])
  }
  return stages
}

/** Adds to what is known. Of what is known already, the source's word is replaced. */
async function addStages(db: Db, facts: readonly (StageFact & { readonly dealId: string })[]): Promise<void> {
  if (facts.length === 0) return
  await sql`
    insert into deal_stage (deal_id, from_day, stage, source_stage, assumed)
    select * from unnest(
      ${facts.map((fact) => fact.dealId)}::text[], ${facts.map((fact) => fact.fromDay)}::date[],
      ${facts.map((fact) => fact.stage)}::text[], ${facts.map((fact) => fact.sourceStage)}::text[],
      ${facts.map((fact) => fact.assumed ?? false)}::boolean[])
    on conflict (ecosystem_id, deal_id, from_day, stage)
      do update set source_stage = excluded.source_stage, assumed = excluded.assumed`.execute(db)
}

async function removeStages(db: Db, facts: readonly (StageFact & { readonly dealId: string })[]): Promise<void> {
  if (facts.length === 0) return
  await sql`
    delete from deal_stage using unnest(
      ${facts.map((fact) => fact.dealId)}::text[], ${facts.map((fact) => fact.fromDay)}::date[],
      ${facts.map((fact) => fact.stage)}::text[]) as gone (deal_id, from_day, stage)
    where deal_stage.deal_id = gone.deal_id and deal_stage.from_day = gone.from_day and deal_stage.stage = gone.stage`.execute(
    db,
  )
}

/** Writes what is known of the stages of deals now where another was known before. */
export async function writeStages(db: Db, changes: readonly DealChange[]): Promise<void> {
  const only = (
    from: (change: DealChange) => readonly StageFact[],
    but: (change: DealChange) => readonly StageFact[],
  ) =>
    changes
      .filter((change) => from(change) !== but(change))
      .flatMap((change) => {
        const others = new Set(but(change))
        return from(change)
          .filter((fact) => !others.has(fact))
          .map((fact) => ({ dealId: change.id, ...fact }))
      })
  const before = (change: DealChange) => change.stagesBefore
  const after = (change: DealChange) => change.stagesAfter
  await removeStages(db, only(before, after))
  await addStages(db, only(after, before))
}
