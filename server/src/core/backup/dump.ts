import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Engine } from '../database/engine.ts'
import { BackupProblem, format, Tallying, type Header } from './format.ts'
import { linesOf, plainText, readShape, type Table } from './shape.ts'

const pieceBytes = 4_000_000
const mostRows = 4_000

/**
 * The whole database as the lines of a backup, of one moment: all of it is read in one transaction that sees nothing
 * that is written meanwhile.
 *
 * @returns pieces of a few megabytes, each of whole lines.
 */
export async function* dump(engine: Engine, now: Date): AsyncGenerator<Buffer> {
  const client = await engine.pool.connect()
  const hash = createHash('sha256')
  let whole = false
  const told = (text: string): Buffer => {
    const bytes = Buffer.from(text)
    hash.update(bytes)
    return bytes
  }
  try {
    await client.query('begin isolation level repeatable read read only')
    // Whoever reads the file may be slow; that is not a transaction that somebody forgot.
    await client.query(`set local idle_in_transaction_session_timeout = 0; ${plainText}`)
    await refuseHalfSight(client)
    const tables = await readShape(client)
    yield told(`${JSON.stringify(await header(client, now))}\n`)
    let rows = 0
    for (const table of tables) {
      yield told(`${JSON.stringify({ table: table.name, columns: table.columns })}\n`)
      const tallying = new Tallying()
      for await (const lines of rowsOf(client, table)) {
        for (const line of lines) tallying.add(line)
        yield told(`${lines.join('\n')}\n`)
      }
      rows += tallying.tally.rows
      yield told(`${JSON.stringify(tallying.tally)}\n`)
    }
    for (const sequence of await sequences(client)) yield told(`${JSON.stringify(sequence)}\n`)
    await client.query('commit')
    whole = true
    yield Buffer.from(`${JSON.stringify({ end: 'backup', tables: tables.length, rows, sha256: hash.digest('hex') })}\n`)
  } finally {
    client.release(!whole) // broken off in the middle: the connection goes, and its transaction with it
  }
}

/** Whether the login of this engine may read every row of every table. */
export async function seesAll(engine: Engine): Promise<boolean> {
  const client = await engine.pool.connect()
  try {
    return (await unseen(client)) === undefined
  } finally {
    client.release()
  }
}

async function unseen(client: pg.ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(`
    select relname::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and (row_security_active(oid) or not has_table_privilege(oid, 'select')) limit 1`)
  return rows[0]?.name
}

/** A login that the walls stop would leave out rows without a word. */
async function refuseHalfSight(client: pg.ClientBase): Promise<void> {
  const name = await unseen(client)
  if (name !== undefined)
    throw new BackupProblem(
      `This database login may not read all of "${name}", so a backup would be incomplete. Make it with the login that owns the tables: DATABASE_URL=postgres://owner… npm start -- backup`,
    )
}

async function header(client: pg.ClientBase, now: Date): Promise<Header> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migration order by name collate "C"',
  )
  return {
    hansa: 'backup',
    format,
    madeAt: now.toISOString(),
    migrations: rows.map(({ name, checksum }) => [name, checksum] as const),
  }
}

/** A table's lines, in portions of about the same number of bytes. */
async function* rowsOf(client: pg.ClientBase, table: Table): AsyncGenerator<string[]> {
  await client.query(`declare rows_of no scroll cursor for ${linesOf(table)}`)
  for (let count = 4; ;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${count} from rows_of`)
    if (rows.length === 0) break
    const lines = rows.map((row) => row.line)
    yield lines
    const each = lines.reduce((sum, line) => sum + line.length, 0) / lines.length
    count = Math.max(1, Math.min(mostRows, 4 * count, Math.floor(pieceBytes / each)))
  }
  await client.query('close rows_of')
}

async function sequences(client: pg.ClientBase): Promise<{ sequence: string; value: string }[]> {
  const { rows } = await client.query<{ sequence: string; value: string }>(`
    select sequencename::text as sequence, last_value::text as value from pg_sequences
    where schemaname = 'public' and last_value is not null order by sequencename collate "C"`)
  return rows
}
