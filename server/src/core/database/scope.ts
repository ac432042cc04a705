import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** A transaction that stands in one ecosystem. Only `scoped` makes one, so a query outside the wall does not compile. */
export type Db = Transaction<Tables> & { readonly [inside]: true }
declare const inside: unique symbol

/** Where a transaction stands: one ecosystem and, for a partner's people, one partner organization. */
export interface Scope {
  readonly ecosystemId: string
  readonly partnerId: string | null
}

/** Steps from a transaction outside every ecosystem into one that it has just made. */
export async function enter(db: Transaction<Tables>, ecosystemId: string): Promise<Db> {
  await sql`select set_config('hansa.ecosystem', ${ecosystemId}, true)`.execute(db)
  return db as Db
}

export interface Database {
  readonly engine: Engine
  /**
   * One transaction, as the application's role, behind the walls of `scope`. Nothing of it outlives the transaction.
   * Repeated when the database asks for it (serialisation, deadlock), so `work` must have no other effects.
   */
  scoped<T>(scope: Scope, work: (db: Db) => Promise<T>): Promise<T>
  /** A transaction in no ecosystem: row-level security shows it nothing, it can only call the functions made for it. */
  outside<T>(work: (db: Transaction<Tables>) => Promise<T>): Promise<T>
}

/** True while this call chain is inside a transaction: a second one would wait for the first forever on one session. */
const busy = new AsyncLocalStorage<true>()

export function connect(engine: Engine): Database {
  const root = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: engine.pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  const inTransaction = <T>(scope: Scope | null, work: (db: Transaction<Tables>) => Promise<T>) =>
    again(() => {
      if (busy.getStore())
        throw new Error('A transaction was opened inside another one: hand the first one down instead.')
      return root.transaction().execute(async (db) => {
        // Row-level security makes plans look dearer than they are; compiling them takes longer than running them.
        await sql`select set_config('role', 'hansa_app', true),
          set_config('hansa.ecosystem', ${scope?.ecosystemId ?? ''}, true),
          set_config('hansa.partner', ${scope?.partnerId ?? ''}, true),
          set_config('jit', 'off', true)`.execute(db)
        return busy.run(true, () => work(db))
      })
    })
  return {
    engine,
    scoped: (scope, work) => inTransaction(scope, (db) => work(db as Db)),
    outside: (work) => inTransaction(null, work),
  }
}

const worthAnotherTry = new Set(['40001', '40P01'])

async function again<T>(work: () => Promise<T>, tries = 4): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if (tried === tries || !worthAnotherTry.has((error as { code?: string }).code ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** tried * Math.random()))
    }
  }
}

/** The ids of all ecosystems: for the work that runs by itself in each of them. */
export const everyEcosystem = (database: Database): Promise<string[]> =>
  database.outside(async (db) =>
    (await sql<{ id: string }>`select every_ecosystem() as id`.execute(db)).rows.map((row) => row.id),
  )
