import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const textArrayId: number = 1009
const textArray = pg.types.getTypeParser(textArrayId) as (text: string) => (string | null)[]

/** `bigint` as a number: amounts in minor units and counts fit; what does not is refused rather than rounded. */
function wholeNumber(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new RangeError(
    `The database holds the whole number ${text}; numbers beyond ±${Number.MAX_SAFE_INTEGER} are not exact here, so select it as text.`,
  )
}

const asIs = (text: string): string => text

/** By the type's number in PostgreSQL's catalogue. All other types as `pg` does: timestamptz is a Date, numeric a string. */
const parsers = new Map<number, (text: string) => unknown>([
  [20, wholeNumber], // int8
  [1016, (text) => textArray(text).map((one) => (one === null ? null : wholeNumber(one)))], // int8[]
  [1082, asIs], // date: a day has no time zone, a Date would
  [1182, textArray], // date[]
  [1231, textArray], // numeric[]: exact, like numeric
])

const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    (format !== 'binary' && parsers.get(id)) || (pg.types.getTypeParser(id, format) as (text: string) => unknown),
}

interface OpenPool {
  readonly pool: pg.Pool
  /** Lets running and waiting queries finish for `patience` milliseconds, then fails those that are left. */
  readonly end: (patience: number) => Promise<void>
}

/** A pool that survives the loss of any of its connections: the next query fails, never the process. */
export function openPool(config: pg.PoolConfig): OpenPool {
  let closed = false
  const clients = new Set<pg.PoolClient>()
  const pool = new pg.Pool({
    application_name: 'hansa',
    ...config,
    types,
    onConnect: () => {
      if (closed) throw new Error('The database is closed.')
    },
  })
  const loss = (): void => {
    // the query that runs on it, or the next one, says so
  }
  pool.on('error', loss)
  pool.on('connect', (client) => {
    clients.add(client)
    client.on('error', loss)
  })
  pool.on('remove', (client) => clients.delete(client))

  /** Waits, at most `limit` milliseconds. The pool's own `end` would wait for ever, and forget who waits for a client. */
  const until = async (state: () => boolean, limit: number): Promise<boolean> => {
    for (const start = performance.now(); !state() && performance.now() - start < limit;) await sleep(5)
    return state()
  }
  const end = async (patience: number): Promise<void> => {
    if (pool.ending) return
    const done = await until(() => pool.waitingCount === 0 && pool.idleCount === pool.totalCount, patience)
    closed = true
    if (!done) {
      for (const client of clients) client.connection.stream.destroy()
      await until(() => pool.waitingCount === 0, 1_000)
    }
    void pool.end()
  }
  return { pool, end }
}
