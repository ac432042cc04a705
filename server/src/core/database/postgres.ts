import pg from 'pg'
import type { Engine } from './engine.ts'
import { openPool } from './pool.ts'

const oldest = 15
const patience = 5_000 // milliseconds

/** The same days as on the embedded engine, and the same end for a transaction that somebody forgot. */
const session = '-c TimeZone=UTC -c idle_in_transaction_session_timeout=60s'

/** Connects to a PostgreSQL server. `url`: postgres://user:password@host:port/database?sslmode=… */
export async function openPostgres(url: string): Promise<Engine> {
  const { host, port, database } = parse(url)
  const where = `the PostgreSQL database "${database}" on ${host}:${port}`
  const { pool, end } = openPool({
    connectionString: url,
    options: session,
    max: 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  try {
    const version = await serverVersion(pool)
    if (Number.parseInt(version) < oldest) {
      throw new Error(`it runs PostgreSQL ${version}, and Hansa needs version ${oldest} or newer.`)
    }
  } catch (cause) {
    await end(0)
    throw new Error(`Cannot use ${where}: ${reason(cause)}`, { cause })
  }
  const engine = { kind: 'postgres', pool, where } as const
  const frozen = async (): Promise<Engine> => ({ ...engine, frozen, close: async () => {} })
  return { ...engine, frozen, close: () => end(patience) }
}

function parse(url: string): pg.Client {
  try {
    if (/^postgres(ql)?:\/\//.test(url)) return new pg.Client(url)
  } catch {
    // refused below
  }
  throw new Error("The database's address is not of the form postgres://user:password@host:port/database.")
}

/** Like "15.4" or "19beta1". */
async function serverVersion(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ server_version: string }>('show server_version')
  return rows[0]?.server_version ?? 'of an unknown version'
}

/** When a name stands for several addresses and none answers, only the code says why. */
const reason = (error: unknown): string => {
  const { message, code } = error as NodeJS.ErrnoException
  return message || code || String(error)
}
