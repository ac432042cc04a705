import type { OptionInUse, OrganizationOptions, PersonOptions } from '@hansa/contract/organizations'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../core/database/scope.ts'

/** The values that `from` yields under the name `value`, the commonest 200 first. */
const commonest = async (db: Db, from: RawBuilder<unknown>): Promise<OptionInUse[]> =>
  (
    await sql<OptionInUse>`
      select value, count(*) from ${from} where value is not null group by 1 order by 2 desc, 1 limit 200`.execute(db)
  ).rows

/** What organizations have in common: to filter by, and to call the same thing the same. Those merged away are out. */
export async function organizationOptions(db: Db): Promise<OrganizationOptions> {
  const column = (name: string) =>
    commonest(db, sql`(select ${sql.ref(name)} as value from organization where merged_into is null) held`)
  return {
    countries: await column('country'),
    industries: await column('industry'),
    tags: await commonest(db, sql`(select unnest(tags) as value from organization where merged_into is null) held`),
  }
}

/** What people have in common. */
export async function personOptions(db: Db): Promise<PersonOptions> {
  return {
    countries: await commonest(db, sql`(select country as value from person) held`),
    tags: await commonest(db, sql`(select unnest(tags) as value from person) held`),
  }
}
