import { say } from '@hansa/contract/language'
import type { Certification } from '@hansa/contract/enablement'
import { sql } from 'kysely'
import { matchesText, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing, stale } from '../../core/errors.ts'
import { expired, type CertificationChange, type CertificationFacts } from '../rules.ts'
import './tables.ts'

type Presented = Omit<Certification, 'may'>

const withNames = (db: Db) =>
  db
    .selectFrom('certification')
    .leftJoin('organization', 'organization.id', 'certification.organizationId')
    .leftJoin('person', 'person.id', 'certification.personId')
    .selectAll('certification')
    .select(['organization.name as organizationName', 'person.name as personName'])

type Row = Awaited<ReturnType<ReturnType<typeof withNames>['execute']>>[number]

const present = (row: Row): Presented => ({
  id: row.id,
  organizationId: row.organizationId,
  organizationName: row.organizationName,
  personId: row.personId,
  personName: row.personName,
  name: row.name,
  grantedOn: row.grantedOn,
  expiresOn: row.expiresOn,
  endedOn: row.endedOn,
  endReason: row.endReason,
  source: row.source,
  sourceKey: row.sourceKey,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  version: row.version,
})

export interface CertificationFilters {
  readonly q?: string | undefined
  readonly organizationId?: readonly string[] | undefined
  readonly personId?: string | undefined
  readonly name?: readonly string[] | undefined
  readonly state?: 'valid' | 'ended' | undefined
  readonly expiresFrom?: string | undefined
  readonly expiresUntil?: string | undefined
}

const sorts = {
  name: 'certification.name',
  grantedOn: 'certification.grantedOn',
  expiresOn: sql`coalesce(certification.expires_on, 'infinity'::date)`,
  createdAt: 'certification.createdAt',
} as const

export function listCertifications(
  db: Db,
  ask: CertificationFilters & { sort: string; after?: string | undefined; limit: number },
) {
  let query = withNames(db)
  if (ask.q) query = query.where(matchesText(['certification.name'], ask.q))
  if (ask.organizationId) query = query.where('certification.organizationId', 'in', ask.organizationId)
  if (ask.personId) query = query.where('certification.personId', '=', ask.personId)
  if (ask.name) query = query.where('certification.name', 'in', ask.name)
  if (ask.state) query = query.where('certification.endedOn', ask.state === 'valid' ? 'is' : 'is not', null)
  if (ask.expiresFrom) query = query.where('certification.expiresOn', '>=', ask.expiresFrom)
  if (ask.expiresUntil) query = query.where('certification.expiresOn', '<=', ask.expiresUntil)
  return page(db, query, ask, sorts, 'certification.id', present)
}

export async function readCertification(db: Db, id: string): Promise<Presented> {
  const row = await withNames(db).where('certification.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`certification`, id)
  return present(row)
}

const columns = ['organizationId', 'personId', 'name', 'grantedOn', 'expiresOn', 'endedOn', 'endReason'] as const

/** Takes hold of a certification until the transaction ends, so that nobody else changes it meanwhile. */
export async function holdCertification(db: Db, id: string, version: number): Promise<CertificationFacts> {
  const row = await db
    .selectFrom('certification')
    .select(['version', ...columns])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw missing(say`certification`, id)
  const { version: current, ...facts } = row
  if (current !== version) throw stale(say`certification`, current)
  return facts
}

export async function insertCertification(
  db: Db,
  { id, certification }: CertificationChange,
  source: string,
  now: Date,
): Promise<void> {
  await db
    .insertInto('certification')
    .values({ ...certification, id, source, sourceKey: null, createdAt: now, updatedAt: now })
    .execute()
}

export async function updateCertification(
  db: Db,
  { id, outcome, certification }: CertificationChange,
  now: Date,
): Promise<void> {
  if (outcome === 'unchanged') return
  await db
    .updateTable('certification')
    .set({ ...certification, updatedAt: now, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Ends what has expired before `day`, on the day after its last; answers what became of each. */
export async function endExpired(db: Db, day: string, now: Date): Promise<CertificationChange[]> {
  const ended = await db
    .updateTable('certification')
    .set({ endedOn: sql`expires_on + 1`, endReason: expired, updatedAt: now, version: sql`version + 1` })
    .where('endedOn', 'is', null)
    .where('expiresOn', '<', day)
    .returning(['id', ...columns])
    .execute()
  return ended.map(({ id, ...certification }) => ({
    id,
    outcome: 'updated',
    before: { ...certification, endedOn: null, endReason: null },
    certification,
  }))
}
