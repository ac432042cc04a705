import { say } from '@hansa/contract/language'
import type { Duplicate } from '@hansa/contract/hygiene'
import { sql, type Generated } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Json } from '../../core/database/tables.ts'
import { newId } from '../../core/ids.ts'
import { missing } from '../../core/errors.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    duplicate: {
      ecosystemId: Generated<string>
      id: string
      leftId: string
      rightId: string
      probability: number
      reasons: Json<Duplicate['reasons']>
      state: Generated<Duplicate['state']>
      foundAt: Date
    }
  }
}

const withSides = (db: Db) =>
  db
    .selectFrom('duplicate')
    .innerJoin('organization as a', 'a.id', 'duplicate.leftId')
    .innerJoin('organization as b', 'b.id', 'duplicate.rightId')
    .where('a.mergedInto', 'is', null)
    .where('b.mergedInto', 'is', null)
    .selectAll('duplicate')
    .select([
      'a.name as aName',
      'a.domain as aDomain',
      'a.country as aCountry',
      'a.city as aCity',
      'a.isPartner as aPartner',
    ])
    .select([
      'b.name as bName',
      'b.domain as bDomain',
      'b.country as bCountry',
      'b.city as bCity',
      'b.isPartner as bPartner',
    ])
type Row = Awaited<ReturnType<ReturnType<typeof withSides>['execute']>>[number]

const present = (row: Row): Omit<Duplicate, 'may'> => ({
  id: row.id,
  left: {
    id: row.leftId,
    name: row.aName,
    domain: row.aDomain,
    country: row.aCountry,
    city: row.aCity,
    isPartner: row.aPartner,
  },
  right: {
    id: row.rightId,
    name: row.bName,
    domain: row.bDomain,
    country: row.bCountry,
    city: row.bCity,
    isPartner: row.bPartner,
  },
  probability: row.probability,
  reasons: row.reasons,
  state: row.state,
  foundAt: row.foundAt.toISOString(),
})

export async function listDuplicates(
  db: Db,
  ask: {
    state: Duplicate['state']
    organizationId?: string | undefined
    sort: string
    after?: string | undefined
    limit: number
  },
) {
  let query = withSides(db).where('duplicate.state', '=', ask.state)
  const { organizationId } = ask
  if (organizationId)
    query = query.where((or) =>
      or.or([or('duplicate.leftId', '=', organizationId), or('duplicate.rightId', '=', organizationId)]),
    )
  return page(db, query, ask, { probability: 'duplicate.probability' }, 'duplicate.id', present)
}

export async function dismissDuplicate(db: Db, id: string): Promise<{ leftId: string; rightId: string }> {
  const row = await db
    .updateTable('duplicate')
    .set({ state: 'dismissed' })
    .where('id', '=', id)
    .returning(['leftId', 'rightId'])
    .executeTakeFirst()
  if (!row) throw missing(say`duplicate candidate`, id)
  return row
}

/** What matching looks at, a page of organizations after another. */
export const companiesAfter = (db: Db, after: string, limit: number) =>
  db
    .selectFrom('organization')
    .leftJoin('organization as parent', 'parent.id', 'organization.parentId')
    .select([
      'organization.id',
      'organization.name',
      'organization.aliases',
      'organization.domain',
      'organization.country',
      'organization.city',
      'parent.name as parent',
    ])
    .where('organization.mergedInto', 'is', null)
    .where('organization.id', '>', after)
    .orderBy('organization.id')
    .limit(limit)
    .execute()

export interface FoundPair {
  readonly leftId: string
  readonly rightId: string
  readonly probability: number
  readonly reasons: Duplicate['reasons']
}

/** Keeps the pairs that were found now; what a person dismissed stays dismissed, what no longer looks alike goes. */
export async function keepDuplicates(db: Db, pairs: readonly FoundPair[], now: Date): Promise<number> {
  await sql`delete from duplicate where state = 'open' and (left_id, right_id) not in (
    select * from unnest(${pairs.map((pair) => pair.leftId)}::text[], ${pairs.map((pair) => pair.rightId)}::text[]))`.execute(
    db,
  )
  const { rows } = await sql`
    insert into duplicate (id, left_id, right_id, probability, reasons, found_at)
    select id, left_id, right_id, probability, reasons::jsonb, ${now} from unnest(
      ${pairs.map(() => newId('dup', now))}::text[], ${pairs.map((pair) => pair.leftId)}::text[], ${pairs.map((pair) => pair.rightId)}::text[],
      ${pairs.map((pair) => pair.probability)}::double precision[], ${pairs.map((pair) => JSON.stringify(pair.reasons))}::text[]
    ) as t (id, left_id, right_id, probability, reasons)
    on conflict (ecosystem_id, left_id, right_id) do update set probability = excluded.probability, reasons = excluded.reasons
    returning id`.execute(db)
  return rows.length
}
