import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'
import type { Engine } from './engine.ts'

const folder = new URL('../../../migrations/', import.meta.url)

interface Migration {
  readonly name: string
  readonly text: string
  readonly checksum: string
}

export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Brings the database to the newest shape: each file once, in order, all in one transaction; forward only. Two
 * processes that start together wait for each other. A migration that was changed after it ran is refused.
 *
 * @returns the names of the migrations that ran now.
 */
export async function migrate(engine: Engine): Promise<string[]> {
  const client = await engine.pool.connect()
  try {
    await client.query('begin')
    const now = await migrateInside(client)
    await client.query('commit')
    return now
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/**
 * The same in the caller's transaction.
 *
 * @param only migrations of these names; all when not given.
 */
export async function migrateInside(client: pg.ClientBase, only?: ReadonlySet<string>): Promise<string[]> {
  const migrations = await readMigrations()
  await client.query(`select pg_advisory_xact_lock(hashtext('hansa.migrate'))`)
  // A login that is not the owner may not create anything, and need not where all is there.
  if ((await client.query(`select to_regclass('migration') as it`)).rows[0].it === null)
    await client.query(
      `create table migration (name text primary key, checksum text not null, ran_at timestamptz not null default now())`,
    )
  const ran = (await client.query<{ name: string; checksum: string }>('select name, checksum from migration')).rows
  const problem = strangeness(migrations, ran, 'database')
  if (problem) throw new Error(problem)
  const now: string[] = []
  for (const { name, text, checksum } of migrations) {
    if (ran.some((one) => one.name === name) || (only && !only.has(name))) continue
    await client.query(text)
    await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
    now.push(name)
  }
  if (now.length > 0) await client.query('grant select on migration to hansa_app')
  return now
}

/** Why a database or a backup, by the migrations that it went through, is not for this version of Hansa. */
export function strangeness(
  ours: readonly { readonly name: string; readonly checksum: string }[],
  theirs: readonly { readonly name: string; readonly checksum: string }[],
  what: 'database' | 'backup',
): string | undefined {
  const known = new Map(ours.map(({ name, checksum }) => [name, checksum]))
  const unknown = theirs.filter(({ name }) => !known.has(name)).map(({ name }) => name)
  if (unknown.length > 0)
    return `This ${what} was made by a newer Hansa (it knows ${unknown.join(', ')}). Start that version, or a newer one.`
  const changed = theirs.find(({ name, checksum }) => known.get(name) !== checksum)
  return (
    changed &&
    `The migration ${changed.name} was changed after it ran on this ${what}. Restore the file as it was; put changes into a new migration.`
  )
}
