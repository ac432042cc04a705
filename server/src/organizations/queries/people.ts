import { say } from '@hansa/contract/language'
import type { Person } from '@hansa/contract/organizations'
import { sql, type Generated, type Insertable } from 'kysely'
import { matches, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing, stale } from '../../core/errors.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    person: {
      ecosystemId: Generated<string>
      id: string
      name: string
      sortName: string
      searchText: string
      email: string | null
      phone: string | null
      title: string | null
      country: string | null
      organizationId: string | null
      tags: Generated<string[]>
      createdAt: Date
      updatedAt: Date
      version: Generated<number>
    }
  }
}

type Presented = Omit<Person, 'may'>

const withOrganization = (db: Db) =>
  db
    .selectFrom('person')
    .leftJoin('organization', 'organization.id', 'person.organizationId')
    .selectAll('person')
    .select('organization.name as organizationName')

type Row = Awaited<ReturnType<ReturnType<typeof withOrganization>['execute']>>[number]

const present = (row: Row): Presented => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  title: row.title,
  country: row.country,
  tags: row.tags,
  organizationId: row.organizationId,
  organizationName: row.organizationName,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  version: row.version,
})

export interface PersonFilters {
  readonly q?: string | undefined
  readonly organizationId?: string | undefined
  readonly country?: readonly string[] | undefined
  readonly tag?: readonly string[] | undefined
  readonly id?: readonly string[] | undefined
}

export async function listPeople(
  db: Db,
  ask: PersonFilters & { sort: string; after?: string | undefined; limit: number },
) {
  let query = withOrganization(db)
  if (ask.q) query = query.where(matches('person', ask.q))
  if (ask.organizationId) query = query.where('person.organizationId', '=', ask.organizationId)
  if (ask.country) query = query.where('person.country', 'in', ask.country)
  if (ask.tag) query = query.where(sql<boolean>`person.tags && ${ask.tag}::text[]`)
  if (ask.id) query = query.where('person.id', 'in', ask.id)
  return page(db, query, ask, { name: 'person.sortName', createdAt: 'person.createdAt' }, 'person.id', present)
}

export async function readPerson(db: Db, id: string): Promise<Presented> {
  const row = await withOrganization(db).where('person.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`person`, id)
  return present(row)
}

export async function insertPerson(db: Db, row: Insertable<Tables['person']>): Promise<void> {
  await db.insertInto('person').values(row).execute()
}

export async function updatePerson(
  db: Db,
  id: string,
  version: number,
  set: Partial<Insertable<Tables['person']>>,
): Promise<void> {
  const result = await db
    .updateTable('person')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (result.numUpdatedRows > 0n) return
  throw stale(say`person`, (await readPerson(db, id)).version)
}

export const personWithEmail = (db: Db, email: string): Promise<{ id: string; name: string } | undefined> =>
  db.selectFrom('person').select(['id', 'name']).where('email', '=', email).executeTakeFirst()
