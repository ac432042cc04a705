import { say } from '@hansa/contract/language'
import type { Partner, PartnerOptions, PartnerStage, PartnerType } from '@hansa/contract/partners'
import { partnerStages } from '@hansa/contract/partners'
import { sql, type Selectable } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing } from '../../core/errors.ts'
import { memberNames } from '../../identity/queries.ts'
import './tables.ts'

type Presented = Omit<Partner, 'may'>
type Row = Selectable<Tables['partnership']>

export interface PartnerFilters {
  readonly q?: string | undefined
  readonly stage?: readonly PartnerStage[] | undefined
  readonly in?: 'yes' | 'no' | undefined
  readonly tier?: readonly string[] | undefined
  readonly type?: readonly PartnerType[] | undefined
  readonly manager?: readonly string[] | undefined
  readonly territory?: readonly string[] | undefined
  readonly country?: readonly string[] | undefined
  readonly tag?: readonly string[] | undefined
  readonly sinceFrom?: string | undefined
  readonly sinceTo?: string | undefined
}

const stages = Object.entries(partnerStages) as [PartnerStage, { in: boolean }][]
const stagesThat = (are: 'yes' | 'no') =>
  stages.filter(([, stage]) => stage.in === (are === 'yes')).map(([name]) => name)

function filtered(db: Db, ask: PartnerFilters) {
  let query = db.selectFrom('partnership').selectAll()
  if (ask.q) query = query.where(sql<boolean>`organization_id in (select * from search_organization(${ask.q}, 1000))`)
  if (ask.stage) query = query.where('stage', 'in', ask.stage)
  if (ask.in) query = query.where('stage', 'in', stagesThat(ask.in))
  if (ask.tier) query = query.where('tier', 'in', ask.tier)
  if (ask.type) query = query.where(sql<boolean>`types && ${ask.type}::text[]`)
  if (ask.manager) query = query.where('manager', 'in', ask.manager)
  if (ask.territory) query = query.where('territory', 'in', ask.territory)
  if (ask.country) query = query.where('country', 'in', ask.country)
  if (ask.tag) query = query.where(sql<boolean>`tags && ${ask.tag}::text[]`)
  if (ask.sinceFrom) query = query.where('since', '>=', ask.sinceFrom)
  if (ask.sinceTo) query = query.where('since', '<=', ask.sinceTo)
  return query
}

const sorts = {
  name: 'partnership.sortName',
  since: sql`coalesce(partnership.since, '-infinity')`,
  tier: sql`coalesce(partnership.tier, '')`,
  stage: 'partnership.stageRank',
  updatedAt: 'partnership.updatedAt',
} as const

/** A page of partners. The page is found in one table alone, then completed with the facts of its organizations. */
export async function listPartners(
  db: Db,
  ask: PartnerFilters & { sort: string; after?: string | undefined; limit: number },
): Promise<{ items: Presented[]; next: string | null; total?: number }> {
  const list = await page(db, filtered(db, ask), ask, sorts, 'partnership.id', (row) => row)
  return { ...list, items: await complete(db, list.items) }
}

export async function readPartner(db: Db, organizationId: string): Promise<Presented> {
  const rows = await db.selectFrom('partnership').selectAll().where('organizationId', '=', organizationId).execute()
  const [partner] = await complete(db, rows)
  if (!partner) throw missing(say`partnership of`, organizationId)
  return partner
}

async function complete(db: Db, rows: readonly Row[]): Promise<Presented[]> {
  if (rows.length === 0) return []
  const organizations = await db
    .selectFrom('organization')
    .select(['id', 'name', 'domain', 'country', 'city', 'industry', 'employees', 'tags'])
    .where(
      'id',
      'in',
      rows.map((row) => row.organizationId),
    )
    .execute()
  const facts = new Map(organizations.map(({ id, ...organization }) => [id, organization]))
  const nameOf = await managerNames(
    db,
    rows.map((row) => row.manager),
  )
  return rows.map((row) => ({
    id: row.id,
    organizationId: row.organizationId,
    ...facts.get(row.organizationId)!,
    types: row.types,
    stage: row.stage,
    tier: row.tier,
    manager:
      row.manager === null ? null : { id: isMember(row.manager) ? row.manager : null, name: nameOf(row.manager) },
    territory: row.territory,
    origin: row.origin,
    campaign: row.campaign,
    recruiter: row.recruiter,
    since: row.since,
    leftOn: row.leftOn,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }))
}

const isMember = (manager: string): boolean => /^mem_[0-9a-z]{26}$/.test(manager)

/** How managers are called: a member by the member's name, anybody else as written. */
export async function managerNames(db: Db, managers: readonly (string | null)[]): Promise<(manager: string) => string> {
  const names = await memberNames(db, managers.filter((manager) => manager !== null).filter(isMember))
  return (manager) => names.get(manager) ?? manager
}

/** The values in use of the fields that a list is filtered by, the commonest first. */
export async function partnerOptions(db: Db): Promise<PartnerOptions> {
  const values = async (column: 'tier' | 'manager' | 'territory' | 'country') =>
    (
      await sql<{ value: string; count: number }>`
        select ${sql.ref(column)} as value, count(*) from partnership where ${sql.ref(column)} is not null
        group by 1 order by 2 desc, 1 limit 200`.execute(db)
    ).rows.map(({ value, count }) => ({ value, label: value, count }))
  const tags = await sql<{ value: string; count: number }>`
    select tag as value, count(*) from partnership, unnest(tags) tag group by 1 order by 2 desc, 1 limit 200`.execute(
    db,
  )
  const managers = await values('manager')
  const nameOf = await managerNames(
    db,
    managers.map(({ value }) => value),
  )
  return {
    tiers: await values('tier'),
    managers: managers.map((option) => ({ ...option, label: nameOf(option.value) })),
    territories: await values('territory'),
    countries: await values('country'),
    tags: tags.rows.map(({ value, count }) => ({ value, label: value, count })),
  }
}

/** The organizations whose partnership changes by itself on or before a day. */
export async function awaiting(db: Db, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('partnership')
    .select('organizationId')
    .where('nextChange', '<=', day)
    .orderBy('organizationId')
    .execute()
  return rows.map((row) => row.organizationId)
}
