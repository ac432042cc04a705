import { say } from '@hansa/contract/language'
import type { Organization } from '@hansa/contract/organizations'
import { sql, type Generated, type Insertable, type Selectable } from 'kysely'
import { matches, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Json, Tables } from '../../core/database/tables.ts'
import { missing, stale } from '../../core/errors.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    organization: {
      ecosystemId: Generated<string>
      id: string
      name: string
      sortName: string
      matchName: string
      searchText: string
      website: string | null
      domain: string | null
      country: string | null
      city: string | null
      industry: string | null
      employees: number | null
      parentId: string | null
      aliases: Generated<string[]>
      tags: Generated<string[]>
      traits: Json<Organization['traits']>
      description: string | null
      isPartner: Generated<boolean>
      mergedInto: string | null
      createdAt: Date
      updatedAt: Date
      version: Generated<number>
    }
    organizationKey: { ecosystemId: Generated<string>; source: string; key: string; organizationId: string }
  }
}

export type OrganizationRow = Selectable<Tables['organization']> & { parentName: string | null }
type Presented = Omit<Organization, 'may'>

const present = (row: OrganizationRow): Presented => ({
  id: row.id,
  name: row.name,
  website: row.website,
  domain: row.domain,
  country: row.country,
  city: row.city,
  industry: row.industry,
  employees: row.employees,
  parentId: row.parentId,
  parentName: row.parentName,
  aliases: row.aliases,
  tags: row.tags,
  traits: row.traits,
  description: row.description,
  isPartner: row.isPartner,
  mergedInto: row.mergedInto,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  version: row.version,
})

export interface OrganizationFilters {
  readonly q?: string | undefined
  readonly country?: readonly string[] | undefined
  readonly industry?: readonly string[] | undefined
  readonly tag?: readonly string[] | undefined
  readonly partner?: 'yes' | 'no' | undefined
  readonly parentId?: string | undefined
  readonly id?: readonly string[] | undefined
}

const withParent = (db: Db) =>
  db
    .selectFrom('organization')
    .selectAll('organization')
    .select((of) =>
      of
        .selectFrom('organization as parent')
        .select('parent.name')
        .whereRef('parent.id', '=', 'organization.parentId')
        .as('parentName'),
    )

function filtered(db: Db, ask: OrganizationFilters) {
  let query = withParent(db).where('organization.mergedInto', 'is', null)
  if (ask.q) query = query.where(matches('organization', ask.q))
  if (ask.country) query = query.where('organization.country', 'in', ask.country)
  if (ask.industry) query = query.where('organization.industry', 'in', ask.industry)
  if (ask.tag) query = query.where(sql<boolean>`organization.tags && ${ask.tag}::text[]`)
  if (ask.partner) query = query.where('organization.isPartner', '=', ask.partner === 'yes')
  if (ask.parentId) query = query.where('organization.parentId', '=', ask.parentId)
  if (ask.id) query = query.where('organization.id', 'in', ask.id)
  return query
}

const sorts = {
  name: 'organization.sortName',
  createdAt: 'organization.createdAt',
  employees: sql`coalesce(organization.employees, -1)`,
} as const

export const listOrganizations = (
  db: Db,
  ask: OrganizationFilters & { sort: string; after?: string | undefined; limit: number },
) => page(db, filtered(db, ask), ask, sorts, 'organization.id', present)

export async function readOrganization(db: Db, id: string): Promise<Presented> {
  const row = await withParent(db).where('organization.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`organization`, id)
  return present(row)
}

export async function insertOrganization(db: Db, row: Insertable<Tables['organization']>): Promise<void> {
  await db.insertInto('organization').values(row).execute()
}

export async function updateOrganization(
  db: Db,
  id: string,
  version: number,
  set: Partial<Insertable<Tables['organization']>>,
): Promise<void> {
  const result = await db
    .updateTable('organization')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (result.numUpdatedRows > 0n) return
  throw stale(say`organization`, (await readOrganization(db, id)).version)
}

/** The organization of this domain, else of this name: the oldest where there are several. */
export const namesake = (
  db: Db,
  domain: string | null,
  matchName: string,
): Promise<{ id: string; name: string } | undefined> =>
  db
    .selectFrom('organization')
    .select(['id', 'name'])
    .where('mergedInto', 'is', null)
    .where((or) => or.or([...(domain ? [or('domain', '=', domain)] : []), or('matchName', '=', matchName)]))
    .orderBy(sql`domain is not distinct from ${domain}`, 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** True where making `parentId` the parent of `id` would close a circle. */
export async function isBelow(db: Db, id: string, parentId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive above (id) as (
      select ${parentId}::text collate "C"
      union
      select organization.parent_id from organization join above on organization.id = above.id where organization.parent_id is not null
    ) select id from above where id = ${id}`.execute(db)
  return rows.length > 0
}

/** Edits many at once; answers the ids that exist. */
export async function bulkEdit(
  db: Db,
  ids: readonly string[],
  edit: {
    addTags: readonly string[]
    removeTags: readonly string[]
    country?: string | undefined
    industry?: string | undefined
  },
  now: Date,
): Promise<string[]> {
  const rows = await db
    .updateTable('organization')
    .set({
      tags: sql`array(select distinct tag from unnest(tags || ${edit.addTags}::text[]) tag where tag <> all (${edit.removeTags}::text[]) order by tag)`,
      ...(edit.country !== undefined && { country: edit.country }),
      ...(edit.industry !== undefined && { industry: edit.industry }),
      updatedAt: now,
      version: sql`version + 1`,
    })
    .where('id', 'in', ids)
    .where('mergedInto', 'is', null)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Says of many organizations whether they are partners now. Derived from their partnerships, so it is no edit: the
 * version stays.
 */
export async function markPartner(db: Db, ids: readonly string[], is: boolean): Promise<void> {
  if (ids.length === 0) return
  await sql`update organization set is_partner = ${is} where id = any (${ids}::text[]) and is_partner <> ${is}`.execute(
    db,
  )
}
