import type { Db } from '../../core/database/scope.ts'

/** Says which organizations applications are from, as a source's keys do: they are then found by them. */
export async function nameCompanies(
  db: Db,
  named: readonly { readonly applicationId: string; readonly organizationId: string }[],
): Promise<void> {
  if (named.length === 0) return
  await db
    .insertInto('organizationKey')
    .values(named.map(({ applicationId: key, organizationId }) => ({ source: 'application', key, organizationId })))
    .onConflict((on) =>
      on
        .columns(['ecosystemId', 'source', 'key'])
        .doUpdateSet((now) => ({ organizationId: now.ref('excluded.organizationId') })),
    )
    .execute()
}

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
