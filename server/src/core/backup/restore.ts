import type pg from 'pg'
import type { Engine } from '../database/engine.ts'
import { migrateInside, readMigrations, strangeness } from '../database/migrate.ts'
import { BackupProblem, tallyQuery, type Header, type Tally } from './format.ts'
import type { Part } from './read.ts'
import { clear, rest } from './schema.ts'
import { linesOf, plainText, quote, readShape, type Table } from './shape.ts'

export interface Restored {
  readonly madeAt: string
  readonly tables: number
  readonly rows: number
  /** Migrations that ran after it, because the backup is of an older Hansa. */
  readonly migrated: readonly string[]
}

/**
 * Puts a backup into a database, in one transaction: all of it, proven equal by counts and checksums, or nothing.
 *
 * @param replace what is there goes, in the same transaction; without it, only an empty database is taken.
 */
export async function restore(engine: Engine, parts: AsyncIterable<Part>, replace: boolean): Promise<Restored> {
  const client = await engine.pool.connect()
  const it = parts[Symbol.asyncIterator]()
  try {
    await client.query('begin')
    // Between two pieces of a slow source; and rather a sentence than waiting for a server that still works here.
    await client.query(`set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '10s'`)
    await refuseWhileServed(client, engine)
    const first = await it.next()
    const header = !first.done && 'header' in first.value ? first.value.header : undefined
    if (!header) throw new BackupProblem('This is not a backup that Hansa made.')
    await refuseStrange(header)
    await clear(client, engine.where, replace)
    await migrateInside(client, new Set(header.migrations.map(([name]) => name)))
    await client.query(plainText)
    const tallies = await fill(client, { [Symbol.asyncIterator]: () => it })
    const migrated = await migrateInside(client)
    await moveLogOn(client)
    await client.query('analyze')
    await client.query('commit')
    const rows = [...tallies.values()].reduce((sum, tally) => sum + tally.rows, 0)
    return { madeAt: header.madeAt, tables: tallies.size, rows, migrated }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw inWords(error as Error & { code?: string }, engine)
  } finally {
    await it.return?.()
    client.release()
  }
}

async function refuseWhileServed(client: pg.ClientBase, engine: Engine): Promise<void> {
  if (engine.kind !== 'postgres') return
  const { rows } = await client.query<{ count: number }>(`
    select count(*) as count from pg_stat_activity
    where datname = current_database() and application_name = 'hansa' and pid <> pg_backend_pid()`)
  const count = rows[0]?.count ?? 0
  if (count > 0)
    throw new BackupProblem(`A Hansa works on ${engine.where} (it has ${count} connections there). Stop it first.`)
}

/** A backup of a newer Hansa, or of one with other migrations, has tables that this one does not know. */
export async function refuseStrange(header: Header): Promise<void> {
  const theirs = header.migrations.map(([name, checksum]) => ({ name, checksum }))
  const problem = strangeness(await readMigrations(), theirs, 'backup')
  if (problem) throw new BackupProblem(problem)
}

/**
 * Fills the tables of an empty schema with the rows of a backup, and proves that what stands there then is what the
 * backup says.
 */
export async function fill(client: pg.ClientBase, parts: AsyncIterable<Part>): Promise<Map<string, Tally>> {
  const shape = new Map((await readShape(client)).map((table) => [table.name, table]))
  const tallies = new Map<string, Tally>()
  const wake = await rest(client)
  let table: Table | undefined
  let whole = false
  for await (const part of parts) {
    if ('table' in part) {
      table = fitting(shape.get(part.table), part)
      await client.query(`delete from ${quote(table.name)}`) // what the migrations themselves put there
    } else if ('lines' in part && table) await insert(client, table, part.lines)
    else if ('tally' in part && table) tallies.set(table.name, part.tally)
    else if ('sequence' in part)
      await client.query('select setval($1::regclass, $2)', [quote(part.sequence), part.value])
    else if ('end' in part) whole = true
  }
  const lost = [...shape.keys()].find((name) => !tallies.has(name))
  if (!whole || lost)
    throw new BackupProblem(`The backup is not whole: ${lost ? `the table "${lost}"` : 'its end'} is missing.`)
  await wake()
  for (const [name, told] of tallies) {
    const { rows } = await client.query<Tally>(tallyQuery(linesOf(shape.get(name)!)))
    const found = rows[0]
    if (found?.rows !== told.rows || found.sum !== told.sum)
      throw new Error(
        `The table "${name}" did not arrive as it was sent: ${found?.rows} rows with sum ${found?.sum} instead of ${told.rows} with ${told.sum}. Nothing was kept.`,
      )
  }
  return tallies
}

/** The table with its columns in the backup's order. */
function fitting(table: Table | undefined, told: { table: string; columns: readonly string[] }): Table {
  const places = told.columns.map((column) => table?.columns.indexOf(column) ?? -1)
  if (!table || places.includes(-1) || places.length !== table.columns.length)
    throw new BackupProblem(`The backup’s table "${told.table}" is not shaped as the one of this Hansa.`)
  return { ...table, columns: told.columns, types: places.map((place) => table.types[place]!) }
}

async function insert(client: pg.ClientBase, table: Table, lines: readonly string[]): Promise<void> {
  const rows = lines.map((line) => JSON.parse(line) as (string | null)[])
  const values = table.columns.map((_, column) => rows.map((row) => row[column] ?? null))
  if (table.name === 'event')
    await client.query(
      `select make_room_for_events(array(select distinct date_trunc('month', at::timestamptz)::date from unnest($1::text[]) at))`,
      [values[table.columns.indexOf('happened_at')]],
    )
  const names = table.columns.map(quote).join(', ')
  const casts = table.types.map((type, column) => `cast(v${column} as ${type})`).join(', ')
  const places = table.columns.map((_, column) => `$${column + 1}::text[]`).join(', ')
  const given = table.columns.map((_, column) => `v${column}`).join(', ')
  await client.query(
    `insert into ${quote(table.name)} (${names}) overriding system value select ${casts} from unnest(${places}) as r (${given})`,
    values,
  )
}

/**
 * Positions in the log after a restore begin at its moment: the seconds since 1970, times 2³⁰. So they come after all
 * that was restored, and after every position that was ever given out before, also of a past that is undone; a database
 * makes fewer than 2³⁰ transactions a second.
 */
async function moveLogOn(client: pg.ClientBase): Promise<void> {
  await client.query(`
    do $$ declare
      last numeric := coalesce((select recorded_xid::text::numeric from event order by recorded_xid desc limit 1), 0);
      beginning numeric := greatest(last + 1073741824, floor(extract(epoch from clock_timestamp()) * 1073741824));
    begin
      execute format('create or replace function log_offset() returns bigint language sql immutable parallel safe return %s::bigint',
        greatest(0, beginning - pg_current_xact_id()::text::numeric));
    end $$`)
}

/** What the database says where a login may not, a disk is full or somebody is in the way. */
function inWords(error: Error & { code?: string }, engine: Engine): Error {
  if (error instanceof BackupProblem) return error
  const say = (text: string) => new BackupProblem(`${text} Nothing was changed.`, { cause: error })
  if (error.code === '42501')
    return say(
      `This login may not make the tables of ${engine.where} (${error.message}). Use the login that owns them.`,
    )
  if (error.code === '55P03') return say(`Something still works on ${engine.where}: stop it first.`)
  if (error.code === '53100') return say(`The disk of ${engine.where} is full.`)
  return error
}
