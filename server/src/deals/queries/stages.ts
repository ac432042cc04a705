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
    .select(['dealId', 'stage', 'fromDay', 'sourceStage'])
    .where(sql<boolean>`deal_id = any (${dealIds}::text[])`)
    .orderBy('dealId')
    .orderBy('fromDay')
    .execute()
  for (const { dealId, ...fact } of rows) {
    const facts = stages.get(dealId)
    if (facts) facts.push(fact)
    else stages.set(dealId, [fact])
  }
  return stages
}

/** Adds to what is known. Of what is known already, the source's word is replaced. */
export async function addStages(db: Db, facts: readonly (StageFact & { readonly dealId: string })[]): Promise<void> {
  if (facts.length === 0) return
  await sql`
    insert into deal_stage (deal_id, from_day, stage, source_stage)
    select * from unnest(
      ${facts.map((fact) => fact.dealId)}::text[], ${facts.map((fact) => fact.fromDay)}::date[],
      ${facts.map((fact) => fact.stage)}::text[], ${facts.map((fact) => fact.sourceStage)}::text[])
    on conflict (ecosystem_id, deal_id, from_day, stage) do update set source_stage = excluded.source_stage`.execute(db)
}

export async function removeStages(db: Db, dealId: string, facts: readonly StageFact[]): Promise<void> {
  for (const { fromDay, stage } of facts)
    await db
      .deleteFrom('dealStage')
      .where('dealId', '=', dealId)
      .where('fromDay', '=', fromDay)
      .where('stage', '=', stage)
      .execute()
}
