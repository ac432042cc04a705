import { say } from '@hansa/contract/language'
import type { Application, ApplicationState, Proposal, Vetting } from '@hansa/contract/applications'
import { applicationStates } from '@hansa/contract/applications'
import type { Insertable, Selectable, Updateable } from 'kysely'
import { matches, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing, stale } from '../../core/errors.ts'
import { memberNames } from '../../identity/queries.ts'
import './tables.ts'

export type ApplicationRow = Selectable<Tables['application']>
type Presented = Omit<Application, 'may'>

const states = Object.entries(applicationStates) as [ApplicationState, { open: boolean }][]
export const openStates = states.filter(([, { open }]) => open).map(([state]) => state)
const closedStates = states.filter(([, { open }]) => !open).map(([state]) => state)

interface Filters {
  readonly q?: string | undefined
  readonly state?: readonly ApplicationState[] | undefined
  readonly open?: boolean | undefined
  readonly proposal?: readonly Proposal[] | undefined
  readonly programmeId?: string | undefined
  readonly country?: readonly string[] | undefined
}

const sorts = {
  queue: 'application.queueRank',
  submittedAt: 'application.submittedAt',
  company: 'application.sortName',
} as const

export async function listApplications(
  db: Db,
  ask: Filters & { sort: string; after?: string | undefined; limit: number },
): Promise<{ items: Presented[]; next: string | null; total?: number }> {
  let query = db.selectFrom('application').selectAll()
  if (ask.q) query = query.where(matches('application', ask.q))
  if (ask.state) query = query.where('state', 'in', ask.state)
  if (ask.open !== undefined) query = query.where('state', 'in', ask.open ? openStates : closedStates)
  if (ask.proposal) query = query.where('proposal', 'in', ask.proposal)
  if (ask.programmeId) query = query.where('programmeId', '=', ask.programmeId)
  if (ask.country) query = query.where('country', 'in', ask.country)
  const list = await page(db, query, ask, sorts, 'application.id', (row) => row)
  return { ...list, items: await present(db, list.items) }
}

export async function present(db: Db, rows: readonly ApplicationRow[]): Promise<Presented[]> {
  if (rows.length === 0) return []
  const programmes = new Map(
    (await db.selectFrom('programme').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  )
  const deciders = rows.flatMap((row) => (row.decidedBy?.startsWith('mem_') ? [row.decidedBy] : []))
  const names = await memberNames(db, deciders)
  return rows.map((row) => ({
    id: row.id,
    programmeId: row.programmeId,
    programme: programmes.get(row.programmeId)!,
    state: row.state,
    proposal: row.proposal,
    company: row.company,
    website: row.website,
    country: row.country,
    city: row.city,
    industry: row.industry,
    employees: row.employees,
    contact: row.contact,
    email: row.email,
    phone: row.phone,
    title: row.title,
    types: row.types,
    emailConfirmed: row.emailConfirmedAt !== null,
    found: row.found,
    organizationId: row.organizationId,
    source: row.source,
    submittedAt: row.submittedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
    reason: row.reason,
    version: row.version,
  }))
}

export async function readApplication(db: Db, id: string): Promise<ApplicationRow> {
  const row = await db.selectFrom('application').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`application`, id)
  return row
}

/** Holds an application until the transaction ends: of two who decide at once, one waits and is then told. */
export async function holdApplication(db: Db, id: string, version?: number): Promise<ApplicationRow> {
  const row = await db.selectFrom('application').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`application`, id)
  if (version !== undefined && row.version !== version) throw stale(say`application`, row.version)
  return row
}

/** Writes what became of a held application. */
export async function changeApplication(
  db: Db,
  held: Pick<ApplicationRow, 'id' | 'version'>,
  set: Updateable<Tables['application']>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('application')
    .set({ ...set, updatedAt: now, version: held.version + 1 })
    .where('id', '=', held.id)
    .execute()
}

/** Takes in applications; answers, by their own key, those that were known already. */
export async function insertApplications(
  db: Db,
  rows: readonly Insertable<Tables['application']>[],
): Promise<Set<string>> {
  const inserted = await db
    .insertInto('application')
    .values(rows)
    .onConflict((on) =>
      on.columns(['ecosystemId', 'source', 'sourceKey']).where('sourceKey', 'is not', null).doNothing(),
    )
    .returning('id')
    .execute()
  return new Set(inserted.map((row) => row.id))
}

/** The applications of a source by its keys. */
export async function applicationsByKey(db: Db, source: string, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('application')
    .select(['id', 'sourceKey'])
    .where('source', '=', source)
    .where('sourceKey', 'in', keys)
    .execute()
  return new Map(rows.map((row) => [row.sourceKey!, row.id]))
}

/** An open application of the same company by the same person, of which the same form sent again is a repetition. */
export const sameApplication = (db: Db, row: { programmeId: string; email: string; matchName: string }) =>
  db
    .selectFrom('application')
    .selectAll()
    .where('programmeId', '=', row.programmeId)
    .where('email', '=', row.email)
    .where('matchName', '=', row.matchName)
    .where('state', 'in', openStates)
    .executeTakeFirst()

export async function vettingsOf(db: Db, applicationId: string): Promise<Vetting[]> {
  const rows = await db
    .selectFrom('vetting')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(presentVetting)
}

export const presentVetting = (row: Selectable<Tables['vetting']>): Vetting => ({
  number: row.number,
  at: row.at.toISOString(),
  rulesVersion: row.rulesVersion,
  sanctionsVersion: row.sanctionsVersion,
  proposal: row.proposal,
  bySelf: row.bySelf,
  findings: row.findings,
})

export async function documentsOf(db: Db, applicationIds: readonly string[]) {
  if (applicationIds.length === 0) return []
  return db
    .selectFrom('applicationDocument')
    .innerJoin('file', 'file.id', 'applicationDocument.fileId')
    .select([
      'applicationDocument.applicationId',
      'applicationDocument.key',
      'file.id as fileId',
      'file.name',
      'file.bytes',
    ])
    .where('applicationDocument.applicationId', 'in', applicationIds)
    .orderBy('applicationDocument.createdAt')
    .orderBy('file.id')
    .execute()
}
