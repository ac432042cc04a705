import type { Relationship } from '@hansa/contract/organizations'
import { sql, type Generated } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing } from '../../core/errors.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    relationship: {
      ecosystemId: Generated<string>
      id: string
      kind: Relationship['kind']
      fromId: string
      toId: string
      since: string | null
      until: string | null
      note: string | null
      createdAt: Date
      version: Generated<number>
    }
  }
}

const withNames = (db: Db) =>
  db
    .selectFrom('relationship')
    .innerJoin('organization as origin', 'origin.id', 'relationship.fromId')
    .innerJoin('organization as target', 'target.id', 'relationship.toId')
    .selectAll('relationship')
    .select(['origin.name as fromName', 'target.name as toName'])

type Row = Awaited<ReturnType<ReturnType<typeof withNames>['execute']>>[number]

const present = (row: Row): Relationship => ({
  id: row.id,
  kind: row.kind,
  from: { id: row.fromId, name: row.fromName },
  to: { id: row.toId, name: row.toName },
  since: row.since,
  until: row.until,
  note: row.note,
  version: row.version,
})

export async function listRelationships(
  db: Db,
  ask: {
    organizationId?: string | undefined
    kind?: Relationship['kind'] | undefined
    sort: string
    after?: string | undefined
    limit: number
  },
) {
  let query = withNames(db)
  if (ask.organizationId)
    query = query.where(sql<boolean>`${ask.organizationId} in (relationship.from_id, relationship.to_id)`)
  if (ask.kind) query = query.where('relationship.kind', '=', ask.kind)
  return page(db, query, ask, { createdAt: 'relationship.createdAt' }, 'relationship.id', present)
}

export async function readRelationship(db: Db, id: string): Promise<Relationship> {
  const row = await withNames(db).where('relationship.id', '=', id).executeTakeFirst()
  if (!row) throw missing('relationship', id)
  return present(row)
}

export async function insertRelationship(
  db: Db,
  row: {
    id: string
    kind: Relationship['kind']
    fromId: string
    toId: string
    since: string | null
    until: string | null
    note: string | null
    createdAt: Date
  },
): Promise<Relationship> {
  await db.insertInto('relationship').values(row).execute()
  return readRelationship(db, row.id)
}

export const deleteRelationship = (db: Db, id: string) => db.deleteFrom('relationship').where('id', '=', id).execute()
