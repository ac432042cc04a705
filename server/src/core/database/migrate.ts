import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
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
 * Brings the database to the newest shape: each file once, in order, each in one transaction; forward only. Two
 * processes that start together wait for each other. A migration that was changed after it ran is refused.
 *
 * @returns the names of the migrations that ran now.
 */
export async function migrate(engine: Engine): Promise<string[]> {
  const migrations = await readMigrations()
  const client = await engine.pool.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtext('hansa.migrate'))`)
    // A login that is not the owner may not create anything, and need not where all is there.
    if ((await client.query(`select to_regclass('migration') as it`)).rows[0].it === null)
      await client.query(
        `create table migration (name text primary key, checksum text not null, ran_at timestamptz not null default now())`,
      )
    const ran = new Map(
      (await client.query<{ name: string; checksum: string }>('select name, checksum from migration')).rows.map(
        (row) => [row.name, row.checksum],
      ),
    )
    const unknown = [...ran.keys()].filter((name) => !migrations.some((migration) => migration.name === name))
    if (unknown.length)
      throw new Error(
        `This database was made by a newer Hansa (it knows ${unknown.join(', ')}). Start that version, or a newer one.`,
      )
    const now: string[] = []
    for (const { name, text, checksum } of migrations) {
      const before = ran.get(name)
      if (before !== undefined && before !== checksum)
        throw new Error(
          `The migration ${name} was changed after it ran on this database. Restore the file as it was; put changes into a new migration.`,
        )
      if (before !== undefined) continue
      await client.query(text)
      await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
      now.push(name)
    }
    if (now.length > 0) await client.query('grant select on migration to hansa_app')
    await client.query('commit')
    return now
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
