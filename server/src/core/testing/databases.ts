import pg from 'pg'
import { openEngine, type Engine } from '../database/engine.ts'

/** The engines that tests can use here; PostgreSQL where `TEST_DATABASE` names a server. */
export const engines: readonly Engine['kind'][] = process.env.TEST_DATABASE ? ['embedded', 'postgres'] : ['embedded']

/** An empty database of its own, without any table. `remove` takes it away. */
export async function emptyDatabase(
  kind: Engine['kind'],
): Promise<{ engine: Engine; url?: string; remove: () => Promise<void> }> {
  if (kind === 'embedded') {
    const engine = await openEngine({ memory: true })
    return { engine, remove: () => engine.close() }
  }
  const { url, drop } = await freshPostgres()
  const engine = await openEngine({ url })
  return {
    engine,
    url,
    async remove() {
      await engine.close()
      await drop()
    },
  }
}

/** The URL of an empty database on the server of `TEST_DATABASE`. */
export async function freshPostgres(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `hansa_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const run = async (statement: string) => {
    const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE })
    await admin.connect()
    try {
      await admin.query(statement)
    } finally {
      await admin.end()
    }
  }
  await run(`create database ${name}`)
  const url = new URL(process.env.TEST_DATABASE!)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) }
}
