import type { PartnerStage } from '@hansa/contract/partners'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'

/** Every spell of the field stage that began on or after a day, each partnership's in the order of its days. */
export async function stageSpells(db: Db, from: string | undefined, until: string) {
  const { rows } = await sql<{ organizationId: string; stage: PartnerStage; from: string; to: string | null }>`
    select organization_id, value as stage, from_day::text as "from", to_day::text as "to" from partnership_spell
    where field = 'stage' and from_day <= ${until} and from_day >= ${from ?? '0001-01-01'}
    order by organization_id, from_day`.execute(db)
  return rows
}

export async function companyNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('organization').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
