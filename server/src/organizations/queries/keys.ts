import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import './organizations.ts'

/** The organizations that a source calls by these keys; those that it has never named are left out. */
export async function organizationsByKey(
  db: Db,
  source: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ key: string; organizationId: string }>`
    select key, organization_id from organization_key
    where source = ${source} and key = any (${[...new Set(keys)]}::text[])`.execute(db)
  return new Map(rows.map(({ key, organizationId }) => [key, organizationId]))
}
