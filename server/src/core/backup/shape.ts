import type pg from 'pg'

/** A table as a backup sees it: the columns whose values are kept, not those that the database works out itself. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Of each column, as in `cast (… as …)`. */
  readonly types: readonly string[]
}

/** What belongs to the schema rather than to the data, and is made anew. */
const ofTheSchema = 'migration'

/** Every table of the database, partitions with their parents. */
export async function readShape(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; types: string[] }>(
    `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns,
       array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> $1
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by c.relname order by c.relname collate "C"`,
    [ofTheSchema],
  )
  return rows
}

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A query of a table's rows as lines of a backup. */
export const linesOf = ({ name, columns }: Table): string =>
  `select array_to_json(array[${columns.map((column) => `${quote(column)}::text`).join(', ')}])::text as line from ${quote(name)}`

/** Makes values come out, and go in, as the same text on every server; for the transaction. */
export const plainText = `
  set local search_path = public; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local bytea_output = 'hex';
  set local extra_float_digits = 1; set local intervalstyle = 'iso_8601'; set local row_security = off`
