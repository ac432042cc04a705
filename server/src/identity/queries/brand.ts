import type { BrandSettings } from '@hansa/contract/brand'
import { sql, type Insertable, type Transaction } from 'kysely'
import { brandHere } from '../../core/brand.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { Refusal, stale } from '../../core/errors.ts'
import { say } from '@hansa/contract/language'

export const logoPath = (hash: string | null): string | null => hash && `/brand/logo/${hash}`

export async function readBrandSettings(db: Db): Promise<BrandSettings> {
  const { logoHash, name: _, ...look } = await brandHere(db)
  const kept = await db.selectFrom('brand').select(['version', 'name']).executeTakeFirst()
  return { ...look, name: kept?.name ?? null, logo: logoPath(logoHash), version: kept?.version ?? 0 }
}

type Change = Partial<Omit<Insertable<Tables['brand']>, 'version' | 'ecosystemId'>>

/** Writes an edit that was made on this version; version 0 is that of a look that was never edited. */
export async function writeBrand(db: Db, version: number, change: Change): Promise<void> {
  const insert = () =>
    db
      .insertInto('brand')
      .values({ language: 'en', ...change, version: 1 })
      .onConflict((on) => on.column('ecosystemId').doNothing())
      .executeTakeFirst()
      .then((result) => result.numInsertedOrUpdatedRows)
  const update = () =>
    db
      .updateTable('brand')
      .set({ ...change, version: version + 1 })
      .where('version', '=', version)
      .executeTakeFirst()
      .then((result) => result.numUpdatedRows)
  const written = await (version === 0 ? insert() : update()).catch((error: { constraint?: string }) => {
    if (error.constraint !== 'brand_domain_key') throw error
    throw new Refusal('conflict', say`"${change.domain ?? ''}" is the domain of another portal already.`, [
      { field: 'domain', message: say`"${change.domain ?? ''}" is the domain of another portal already` },
    ])
  })
  if (written !== 1n) throw stale(say`look of the portal`, (await readBrandSettings(db)).version)
}

/** A logo's image, by the hash of its content. */
export const logoOf = async (
  db: Transaction<Tables>,
  hash: string,
): Promise<{ type: string; content: Buffer } | undefined> =>
  (await sql<{ type: string; content: Buffer }>`select * from brand_logo(${hash})`.execute(db)).rows[0]
