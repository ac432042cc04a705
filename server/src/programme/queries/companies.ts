import type { Db } from '../../core/database/scope.ts'

/** Says which organization an application is from, as a source's key does: it is then found by it. */
export const nameCompany = (db: Db, applicationId: string, organizationId: string) =>
  db
    .insertInto('organizationKey')
    .values({ source: 'application', key: applicationId, organizationId })
    .onConflict((on) => on.columns(['ecosystemId', 'source', 'key']).doUpdateSet({ organizationId }))
    .execute()

/** What is known here of a company, beside what an application says of it. */
export async function knownCompany(db: Db, organizationId: string) {
  const row = await db
    .selectFrom('organization')
    .leftJoin('partnership', 'partnership.organizationId', 'organization.id')
    .select([
      'organization.id as organizationId',
      'organization.name',
      'organization.website',
      'organization.country',
      'organization.city',
      'organization.industry',
      'organization.employees',
      'partnership.stage',
    ])
    .where('organization.id', '=', organizationId)
    .executeTakeFirst()
  return row ?? null
}
