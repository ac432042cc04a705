import { say } from '@hansa/contract/language'
import { usualRights, type CompanyField, type CompanyRelationship, type FieldRight } from '@hansa/contract/company'
import { sql, type Generated } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Json } from '../../core/database/tables.ts'
import { stale } from '../../core/errors.ts'

type Rights = Record<CompanyField, FieldRight>

declare module '../../core/database/tables.ts' {
  interface Tables {
    companyRights: { ecosystemId: Generated<string>; rights: Json<Partial<Rights>>; version: number }
  }
}

/** What partners may do with each fact of their own company. */
export async function companyRights(db: Db): Promise<{ rights: Rights; version: number }> {
  const kept = await db.selectFrom('companyRights').select(['rights', 'version']).executeTakeFirst()
  return { rights: { ...usualRights, ...kept?.rights }, version: kept?.version ?? 0 }
}

/** Writes an edit of the rights that was made on this version; 0 is that of rights that were never edited. */
export async function writeCompanyRights(db: Db, version: number, rights: Rights): Promise<void> {
  const values = { rights: JSON.stringify(rights), version: version + 1 }
  const written =
    version === 0
      ? (
          await db
            .insertInto('companyRights')
            .values(values)
            .onConflict((on) => on.column('ecosystemId').doNothing())
            .executeTakeFirst()
        ).numInsertedOrUpdatedRows
      : (await db.updateTable('companyRights').set(values).where('version', '=', version).executeTakeFirst())
          .numUpdatedRows
  if (written !== 1n) throw stale(say`setting`, (await companyRights(db)).version)
}

/** Relationships of the partner that the transaction stands for, as far as they were disclosed to it. */
export const disclosedRelationships = async (db: Db): Promise<CompanyRelationship[]> =>
  (await sql<CompanyRelationship>`select * from disclosed_relationships()`.execute(db)).rows

/** Waits for whoever else edits this organization, so that the next to look at it sees it as it then is. */
export const holdOrganization = (db: Db, id: string) =>
  db.selectFrom('organization').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
