import type { SignInProvider } from '@hansa/contract/access'
import { sql, type Generated, type Selectable } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing, stale } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { say } from '@hansa/contract/language'
import { defined } from '../../core/objects.ts'
import type { Anywhere } from './logins.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    signInProvider: {
      ecosystemId: Generated<string>
      id: string
      name: string
      issuer: string
      clientId: string
      /** Encrypted. */
      clientSecret: string
      domains: string[]
      defaultRole: SignInProvider['defaultRole']
      enabled: boolean
      createdAt: Date
      version: Generated<number>
    }
  }
}
export type ProviderRow = Selectable<Tables['signInProvider']>
type Facts = Pick<ProviderRow, 'name' | 'issuer' | 'clientId' | 'clientSecret' | 'domains' | 'defaultRole' | 'enabled'>

const present = (row: ProviderRow): SignInProvider => ({
  id: row.id,
  name: row.name,
  issuer: row.issuer,
  clientId: row.clientId,
  domains: row.domains,
  defaultRole: row.defaultRole,
  enabled: row.enabled,
  version: row.version,
})

export const listProviders = (db: Db, ask: { sort: string; after?: string | undefined; limit: number }) =>
  page(
    db,
    db.selectFrom('signInProvider').selectAll(),
    ask,
    { name: 'signInProvider.name' },
    'signInProvider.id',
    present,
  )

export async function readProvider(db: Db, id: string): Promise<ProviderRow> {
  const row = await db.selectFrom('signInProvider').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`sign-in provider`, id)
  return row
}

export const insertProvider = async (db: Db, facts: Facts, now: Date): Promise<SignInProvider> =>
  present(
    await db
      .insertInto('signInProvider')
      .values({ ...facts, id: newId('idp', now), createdAt: now })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )

export async function updateProvider(
  db: Db,
  id: string,
  version: number,
  set: { [K in keyof Facts]?: Facts[K] | undefined },
): Promise<SignInProvider> {
  const row = await db
    .updateTable('signInProvider')
    .set({ ...defined(set), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
  if (row) return present(row)
  throw stale(say`sign-in provider`, (await readProvider(db, id)).version)
}

export const removeProvider = (db: Db, id: string) => db.deleteFrom('signInProvider').where('id', '=', id).execute()

/** The providers of all ecosystems, by what the sign-in page shows of them. */
export const openProviders = async (db: Anywhere) =>
  (await sql<{ ecosystemId: string; id: string; name: string }>`select * from open_providers()`.execute(db)).rows
