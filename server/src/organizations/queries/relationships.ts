import { say } from '@hansa/contract/language'
import type { Relationship } from '@hansa/contract/organizations'
import { sql, type Generated } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing, stale } from '../../core/errors.ts'

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
      disclosed: Generated<boolean>
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
  disclosed: row.disclosed,
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
  if (!row) throw missing(say`relationship`, id)
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
    disclosed: boolean
    createdAt: Date
  },
): Promise<Relationship> {
  await db.insertInto('relationship').values(row).execute()
  return readRelationship(db, row.id)
}

export async function discloseRelationship(db: Db, id: string, version: number, disclosed: boolean): Promise<void> {
  const result = await db
    .updateTable('relationship')
    .set({ disclosed, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw stale(say`relationship`, (await readRelationship(db, id)).version)
}

export const deleteRelationship = (db: Db, id: string) => db.deleteFrom('relationship').where('id', '=', id).execute()

/** Records many relationships at once; one that is known is left as it is. Answers which of them were new. */
export async function insertRelationships(
  db: Db,
  rows: readonly {
    id: string
    kind: Relationship['kind']
    fromId: string
    toId: string
    since: string | null
    until: string | null
  }[],
  now: Date,
): Promise<Set<string>> {
  const { rows: created } = await sql<{ id: string }>`
    insert into relationship (id, kind, from_id, to_id, since, until, created_at)
    select id, kind, from_id, to_id, since, until, ${now} from unnest(
      ${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.fromId)}::text[],
      ${rows.map((row) => row.toId)}::text[], ${rows.map((row) => row.since)}::date[], ${rows.map((row) => row.until)}::date[]
    ) as t (id, kind, from_id, to_id, since, until)
    on conflict do nothing returning id`.execute(db)
  return new Set(created.map((row) => row.id))
}

/** Sets parents, but for those that would close a circle. Answers whose parent was changed. */
export async function setParents(
  db: Db,
  rows: readonly { id: string; parentId: string }[],
  now: Date,
): Promise<Set<string>> {
  const { rows: chains } = await sql<{ id: string; parentId: string }>`
    with recursive above (id, parent_id) as (
      select id, parent_id from organization where id = any (${rows.flatMap((row) => [row.id, row.parentId])}::text[]) and parent_id is not null
      union
      select o.id, o.parent_id from organization o join above on o.id = above.parent_id where o.parent_id is not null
    ) select id, parent_id from above`.execute(db)
  const parents = new Map(chains.map((chain) => [chain.id, chain.parentId]))
  const changed = new Map<string, string>()
  for (const { id, parentId } of rows) {
    if (parents.get(id) === parentId) continue
    let above: string | undefined = parentId
    while (above && above !== id) above = parents.get(above)
    if (above === id) continue
    parents.set(id, parentId)
    changed.set(id, parentId)
  }
  await sql`
    update organization o set parent_id = t.parent_id, updated_at = ${now}, version = o.version + 1
    from unnest(${[...changed.keys()]}::text[], ${[...changed.values()]}::text[]) as t (id, parent_id)
    where o.id = t.id collate "C"`.execute(db)
  return new Set(changed.keys())
}
