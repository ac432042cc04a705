import type { SanctionsList } from '@hansa/contract/applications'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Listed } from '../rules/sanctions.ts'
import './tables.ts'

/** The versions of the list, newest first; the newest is the one that is looked into. */
export async function listSanctionsLists(db: Db): Promise<SanctionsList[]> {
  const rows = await db.selectFrom('sanctionsList').selectAll().orderBy('version', 'desc').execute()
  return rows.map((row, i) => ({
    version: row.version,
    name: row.name,
    entries: row.entries,
    skipped: row.skipped,
    uploadedAt: row.uploadedAt.toISOString(),
    uploadedBy: row.uploaderName,
    inForce: i === 0,
  }))
}

/** Keeps a list as the next version. Answers its number. */
export async function insertSanctionsList(
  db: Db,
  { entries, skipped }: { entries: readonly Listed[]; skipped: number },
  about: { name: string; uploadedAt: Date; uploadedBy: string; uploaderName: string },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('sanctions ' || current_ecosystem()))`.execute(db)
  const newest = await db.selectFrom('sanctionsList').select('version').orderBy('version', 'desc').executeTakeFirst()
  const version = (newest?.version ?? 0) + 1
  await db
    .insertInto('sanctionsList')
    .values({ version, entries: entries.length, skipped, ...about })
    .execute()
  for (let from = 0; from < entries.length; from += 20_000) {
    const part = entries.slice(from, from + 20_000)
    await sql`
      insert into sanctions_entry (version, position, name, words, country, reference)
      select ${version}, ${from} + row_number() over (), name, words, country, reference
      from unnest(${part.map((one) => one.name)}::text[], ${part.map((one) => one.words)}::text[],
        ${part.map((one) => one.country)}::text[], ${part.map((one) => one.reference)}::text[]) as t (name, words, country, reference)`.execute(
      db,
    )
  }
  return version
}
