import { say } from '@hansa/contract/language'
import type { Merge } from '@hansa/contract/hygiene'
import { sql, type ColumnType, type Generated } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Json } from '../../core/database/tables.ts'
import { missing } from '../../core/errors.ts'
import type { PartnershipsBefore } from '../../partners/queries/merge.ts'
import type { Moved, Removed } from './references.ts'

type Facts = Readonly<Record<string, unknown>>

declare module '../../core/database/tables.ts' {
  interface Tables {
    merge: {
      ecosystemId: Generated<string>
      id: string
      intoId: string
      fromId: string
      moved: Json<readonly Moved[]>
      removed: Json<readonly Removed[]>
      facts: Json<{ before: Facts; after: Facts }>
      partnerships: ColumnType<PartnershipsBefore | null, string | null, string | null>
      mergedBy: string | null
      mergedAt: Date
      undoneAt: Date | null
    }
  }
}

const withNames = (db: Db) =>
  db
    .selectFrom('merge')
    .innerJoin('organization as survivor', 'survivor.id', 'merge.intoId')
    .innerJoin('organization as gone', 'gone.id', 'merge.fromId')
    .selectAll('merge')
    .select((of) => [
      'survivor.name as intoName',
      'gone.name as fromName',
      of.selectFrom('member').select('member.name').whereRef('member.id', '=', 'merge.mergedBy').as('byName'),
    ])
type Row = Awaited<ReturnType<ReturnType<typeof withNames>['execute']>>[number]

const present = (row: Row): Omit<Merge, 'may'> => ({
  id: row.id,
  into: { id: row.intoId, name: row.intoName },
  from: { id: row.fromId, name: row.fromName },
  mergedAt: row.mergedAt.toISOString(),
  mergedBy: row.byName,
  undoneAt: row.undoneAt?.toISOString() ?? null,
  moved: row.moved.reduce((sum, one) => sum + one.keys.length, 0),
})

export async function listMerges(
  db: Db,
  ask: { organizationId?: string | undefined; sort: string; after?: string | undefined; limit: number },
) {
  let query = withNames(db)
  const { organizationId } = ask
  if (organizationId)
    query = query.where((or) =>
      or.or([or('merge.intoId', '=', organizationId), or('merge.fromId', '=', organizationId)]),
    )
  return page(db, query, ask, { mergedAt: 'merge.mergedAt' }, 'merge.id', present)
}

export async function readMerge(db: Db, id: string): Promise<Omit<Merge, 'may'>> {
  const row = await withNames(db).where('merge.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`merge`, id)
  return present(row)
}

export async function holdMerge(db: Db, id: string) {
  const row = await db.selectFrom('merge').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`merge`, id)
  return row
}

/** Both organizations, held until the transaction ends; always in the same order, so that two merges never wait for each other. */
export async function holdBoth(db: Db, ids: readonly [string, string]) {
  const rows = await db
    .selectFrom('organization')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  return ids.map((id) => rows.find((row) => row.id === id))
}

export async function insertMerge(
  db: Db,
  it: {
    id: string
    intoId: string
    fromId: string
    moved: readonly Moved[]
    removed: readonly Removed[]
    facts: { before: Facts; after: Facts }
    partnerships: PartnershipsBefore | null
    mergedBy: string
    mergedAt: Date
  },
): Promise<void> {
  await db
    .insertInto('merge')
    .values({
      ...it,
      moved: JSON.stringify(it.moved),
      removed: JSON.stringify(it.removed),
      facts: JSON.stringify(it.facts),
      partnerships: it.partnerships && JSON.stringify(it.partnerships),
    })
    .execute()
}

export const closeMerge = (db: Db, id: string, now: Date) =>
  db.updateTable('merge').set({ undoneAt: now }).where('id', '=', id).execute()

/** From now on the history of `fromId`, and of what was merged into it, is read as that of `intoId`. */
export async function alias(db: Db, fromId: string, intoId: string): Promise<void> {
  await sql`insert into record_alias (id, into_id) select id, ${intoId} from (select ${fromId}::text as id union select id from record_alias where into_id = ${fromId}) of_it
    on conflict (ecosystem_id, id) do update set into_id = excluded.into_id`.execute(db)
}

/** The history of `fromId` is its own again, with that of what stands merged into it. */
export async function unalias(db: Db, fromId: string): Promise<void> {
  await db.deleteFrom('recordAlias').where('id', '=', fromId).execute()
  await sql`
    with recursive below (id) as (
      select from_id from merge where into_id = ${fromId} and undone_at is null
      union select m.from_id from merge m join below on m.into_id = below.id where m.undone_at is null
    ) update record_alias set into_id = ${fromId} from below where record_alias.id = below.id`.execute(db)
}
