import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import pg from 'pg'
import { openEngine, type Engine } from '../database/engine.ts'
import { migrate, readMigrations } from '../database/migrate.ts'
import { connect, type Database } from '../database/scope.ts'

export interface TestDatabase extends Database {
  /** The owner's connection, past every wall: for arranging and for looking, never for what is tested. */
  readonly owner: pg.Pool
}

const cache = new URL('../../../../node_modules/.cache/hansa/', import.meta.url)

/** Names the migrations by what they say: a database made from the same ones can be used again. */
async function migrationsHash(): Promise<string> {
  const all = (await readMigrations()).map((migration) => migration.checksum).join()
  return createHash('sha256').update(all).digest('hex').slice(0, 16)
}

/** The embedded engine in memory, migrated; from a snapshot after the first time. */
async function embedded(): Promise<TestDatabase> {
  const file = new URL(`${await migrationsHash()}.tar`, cache)
  const snapshot = await readFile(file).catch(() => undefined)
  const engine = await openEngine({ memory: true, ...(snapshot && { snapshot }) })
  if (!snapshot) {
    await migrate(engine)
    await mkdir(cache, { recursive: true })
    const part = new URL(`${file.href}.${process.pid}.${Math.random()}`)
    await writeFile(part, await engine.dump!())
    await rename(part, file)
  }
  return { ...connect(engine), owner: engine.pool }
}

/** A database of its own on a real server; requests come in as a login that owns nothing, as an operator would set it up. */
async function postgres(url: string): Promise<TestDatabase> {
  const name = `hansa_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const at = (database: string, login?: string) => {
    const address = new URL(url)
    address.pathname = `/${database}`
    if (login) [address.username, address.password] = [login, login]
    return address.href
  }
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const owner = await openEngine({ url: at(name) })
  await migrate(owner)
  await owner.pool.query(`
    select pg_advisory_lock(hashtext('hansa_test_login'));
    do $$ begin if not exists (select from pg_roles where rolname = 'hansa_test_login') then
      create role hansa_test_login login password 'hansa_test_login' nosuperuser; end if; end $$;
    grant hansa_app, hansa_identity to hansa_test_login;
    select pg_advisory_unlock(hashtext('hansa_test_login'))`)
  const login = await openEngine({ url: at(name, 'hansa_test_login') })
  const engine: Engine = {
    ...login,
    async close() {
      await login.close()
      await owner.close()
    },
  }
  return { ...connect(engine), owner: owner.pool }
}

let opened: Promise<TestDatabase> | undefined

/** One migrated database for all tests of this worker. Which engine: PostgreSQL where `TEST_DATABASE` names a server. */
export const testDatabase = (): Promise<TestDatabase> =>
  (opened ??= process.env.TEST_DATABASE ? postgres(process.env.TEST_DATABASE) : embedded())
