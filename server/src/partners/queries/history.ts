import type { Spell as PresentedSpell } from '@hansa/contract/partners'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import './tables.ts'

type Spell = Omit<PresentedSpell, 'label'>

/**
 * The dated history of many partnerships, by organization: of each field its spells in the order of their days, each
 * up to but not including `to`. An organization without a partnership is left out.
 */
export async function readSpells(db: Db, organizationIds: readonly string[]): Promise<Map<string, Spell[]>> {
  const rows = await db
    .selectFrom('partnershipSpell')
    .selectAll()
    .where(sql<boolean>`organization_id = any (${organizationIds}::text[])`)
    .orderBy('organizationId')
    .orderBy('field')
    .orderBy('fromDay')
    .orderBy('value')
    .execute()
  const spells = new Map<string, Spell[]>()
  for (const { id, organizationId, field, value, fromDay, toDay, reason, source } of rows) {
    const list = spells.get(organizationId) ?? []
    list.push({ id, field, value, from: fromDay, to: toDay, reason, source })
    spells.set(organizationId, list)
  }
  return spells
}
