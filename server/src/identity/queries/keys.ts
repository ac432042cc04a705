import type { ApiKey } from '@hansa/contract/identity'
import { say } from '@hansa/contract/language'
import type { Permission } from '@hansa/contract/permissions'
import type { Generated, Selectable } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    apiKey: {
      ecosystemId: Generated<string>
      id: string
      memberId: string
      name: string
      secretHash: string
      scopes: Permission[]
      expiresAt: Date | null
      lastUsedAt: Date | null
      revokedAt: Date | null
      createdAt: Date
    }
  }
}

const presentKey = (row: Selectable<Tables['apiKey']>): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
})

export async function listApiKeys(
  db: Db,
  memberId: string,
  ask: { sort: string; after?: string | undefined; limit: number },
) {
  const query = db.selectFrom('apiKey').selectAll().where('memberId', '=', memberId).where('revokedAt', 'is', null)
  return page(db, query, ask, { createdAt: 'apiKey.createdAt' }, 'apiKey.id', presentKey)
}

export async function insertApiKey(
  db: Db,
  key: { memberId: string; name: string; secretHash: string; scopes: Permission[]; expiresAt: Date | null },
  now: Date,
): Promise<ApiKey> {
  const row = await db
    .insertInto('apiKey')
    .values({ ...key, id: newId('key', now), createdAt: now })
    .returningAll()
    .executeTakeFirstOrThrow()
  return presentKey(row)
}

export async function revokeApiKey(db: Db, memberId: string, id: string, now: Date): Promise<void> {
  const result = await db
    .updateTable('apiKey')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('memberId', '=', memberId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw missing(say`API key`, id)
}

/** Ends all keys of a member. */
export const revokeAllKeys = (db: Db, memberId: string, now: Date): Promise<unknown> =>
  db
    .updateTable('apiKey')
    .set({ revokedAt: now })
    .where('memberId', '=', memberId)
    .where('revokedAt', 'is', null)
    .execute()
