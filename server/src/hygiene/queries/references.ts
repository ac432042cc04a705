import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'

interface Reference {
  readonly tableName: string
  readonly columnName: string
  readonly keyColumns: readonly string[]
}
type Key = Readonly<Record<string, string>>

/** Rows whose column now names another organization, by their primary keys. */
export interface Moved {
  readonly table: string
  readonly column: string
  readonly keys: readonly Key[]
}
/** Rows that were taken out, whole. */
export interface Removed {
  readonly table: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

async function references(db: Db): Promise<Reference[]> {
  return (await sql<Reference>`select * from organization_reference order by table_name, column_name`.execute(db)).rows
}

const keyOf = (columns: readonly string[]) =>
  sql.join(columns.map((column) => sql`${sql.lit(column)}, ${sql.ref(column)}`))

/**
 * Takes out relationships that a merge would make senseless: between the two themselves, and those that the survivor has
 * already.
 */
export async function removeRelationships(db: Db, intoId: string, fromId: string): Promise<Removed> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    delete from relationship r where (r.from_id, r.to_id) in ((${intoId}, ${fromId}), (${fromId}, ${intoId}))
      or exists (
        select from relationship s
        where s.kind = r.kind and coalesce(s.since, '-infinity') = coalesce(r.since, '-infinity') and (
          (r.from_id = ${fromId} and s.from_id = ${intoId} and s.to_id = r.to_id)
          or (r.to_id = ${fromId} and s.to_id = ${intoId} and s.from_id = r.from_id)))
    returning to_jsonb(r) as row`.execute(db)
  return { table: 'relationship', rows: rows.map(({ row }) => row) }
}

/** Lets every reference to one organization name another one instead. */
export async function moveReferences(db: Db, fromId: string, intoId: string): Promise<Moved[]> {
  const moved: Moved[] = []
  for (const { tableName, columnName, keyColumns } of await references(db)) {
    const { rows } = await sql<{ key: Key }>`
      update ${sql.table(tableName)} set ${sql.ref(columnName)} = ${intoId} where ${sql.ref(columnName)} = ${fromId}
      returning jsonb_build_object(${keyOf(keyColumns)}) as key`.execute(db)
    if (rows.length > 0) moved.push({ table: tableName, column: columnName, keys: rows.map(({ key }) => key) })
  }
  return moved
}

/** Gives back what a merge moved: those rows that still name the survivor. */
export async function moveBack(db: Db, moved: readonly Moved[], fromId: string, intoId: string): Promise<void> {
  const known = await references(db)
  for (const { table, column, keys } of moved) {
    const reference = known.find((one) => one.tableName === table && one.columnName === column)
    if (!reference) continue
    await sql`
      update ${sql.table(table)} t set ${sql.ref(column)} = ${fromId}
      from jsonb_array_elements(${JSON.stringify(keys)}::jsonb) as k
      where t.${sql.ref(column)} = ${intoId}
        and ${sql.join(
          reference.keyColumns.map((name) => sql`t.${sql.ref(name)} = k ->> ${sql.lit(name)}`),
          sql` and `,
        )}`.execute(db)
  }
}

/** Puts rows back that were taken out, where nothing has taken their place. */
export async function putBack(db: Db, removed: readonly Removed[]): Promise<void> {
  for (const { table, rows } of removed)
    if (rows.length > 0)
      await sql`
        insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
        on conflict do nothing`.execute(db)
}
