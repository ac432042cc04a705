import { say } from '@hansa/contract/language'
import type { ApplicationState } from '@hansa/contract/applications'
import type { PartnerStage } from '@hansa/contract/partners'
import { partnerStages } from '@hansa/contract/partners'
import { sql, type Selectable } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing } from '../../core/errors.ts'
import { findOrganizations } from '../../organizations/queries/resolve.ts'
import { registrableDomain } from '../../organizations/rules.ts'
import { isEmpty } from '../rules/answers.ts'
import { listedLike, type Listed } from '../rules/sanctions.ts'
import type { VettingDecision, VettingFacts } from '../rules/vet.ts'
import { documentsOf, openStates, type ApplicationRow } from './applications.ts'

/** The next applications that are due for vetting, held; those that somebody else holds are passed over. */
export const holdDue = (db: Db, most: number): Promise<ApplicationRow[]> =>
  db
    .selectFrom('application')
    .selectAll()
    .where('vettingDue', '=', true)
    .orderBy('submittedAt')
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()

/** The list in force: the version uploaded last, and its names. */
export async function sanctionsInForce(db: Db): Promise<{ version: number | null; list: Listed[] }> {
  const newest = await db.selectFrom('sanctionsList').select('version').orderBy('version', 'desc').executeTakeFirst()
  if (!newest) return { version: null, list: [] }
  const list = await db
    .selectFrom('sanctionsEntry')
    .select(['name', 'words', 'country', 'reference'])
    .where('version', '=', newest.version)
    .execute()
  return { version: newest.version, list }
}

/** All that vetting looks at, of several applications. */
export async function gatherFacts(
  db: Db,
  rows: readonly ApplicationRow[],
  sanctions: { version: number | null; list: readonly Listed[] },
): Promise<VettingFacts[]> {
  const documents = await documentsOf(
    db,
    rows.map((row) => row.id),
  )
  const found = await findOrganizations(
    db,
    rows.map((row) => ({ keys: [], name: row.company, website: row.website, country: row.country })),
  )
  const known = await knownCompanies(
    db,
    rows.map((row, i) => row.organizationId ?? idOf(found[i]!)),
  )
  const others = await otherApplications(db, rows)
  return rows.map((row, i) => {
    const own = documents.filter((one) => one.applicationId === row.id)
    const picked = found[i]!
    const company = known.get(row.organizationId ?? idOf(picked) ?? '')
    return {
      company: row.company,
      website: row.website,
      domain: row.domain,
      country: row.country,
      city: row.city,
      industry: row.industry,
      employees: row.employees,
      phone: row.phone,
      title: row.title,
      email: row.email,
      emailDomain: registrableDomain(row.email),
      emailConfirmed: row.source === 'form' ? row.emailConfirmedAt !== null : null,
      answered: [
        ...Object.entries(row.answers).flatMap(([key, answer]) => (isEmpty(answer) ? [] : [key])),
        ...own.flatMap((one) => one.key ?? []),
      ],
      documents: own.flatMap((one) => one.key ?? []),
      known: company
        ? { is: 'known', ...company }
        : 'names' in picked
          ? { is: 'several', names: picked.names }
          : { is: 'new' },
      others: others
        .filter(
          (other) =>
            other.id !== row.id &&
            (other.matchName === row.matchName || (row.domain !== null && other.domain === row.domain)),
        )
        .map(({ id, company: name }) => ({ id, company: name })),
      sanctions: { version: sanctions.version, matches: listedLike(row.company, sanctions.list) },
      reopened: row.state === 'reopened',
    }
  })
}

const idOf = (picked: object): string | null => ('id' in picked && typeof picked.id === 'string' ? picked.id : null)

/** What is known here of companies: their stage, and whether they are marked as competing. */
async function knownCompanies(db: Db, ids: readonly (string | null)[]) {
  const asked = ids.filter((id) => id !== null)
  if (asked.length === 0) return new Map<string, never>()
  const rows = await db
    .selectFrom('organization')
    .leftJoin('partnership', 'partnership.organizationId', 'organization.id')
    .select(['organization.id', 'organization.name', 'organization.tags', 'organization.traits', 'partnership.stage'])
    .where('organization.id', 'in', asked)
    .execute()
  return new Map(
    rows.map(({ id, name, tags, traits, stage }) => [
      id,
      {
        organizationId: id,
        name,
        stage: stage as PartnerStage | null,
        inside: stage !== null && partnerStages[stage].in,
        competitor: tags.includes('competitor') || (traits as Record<string, unknown>).competitor === true,
      },
    ]),
  )
}

/** Open applications that share a name or a domain with one of these. */
async function otherApplications(db: Db, rows: readonly ApplicationRow[]) {
  const names = rows.map((row) => row.matchName)
  const domains = rows.flatMap((row) => row.domain ?? [])
  const columns = ['id', 'company', 'matchName', 'domain'] as const
  const open = db.selectFrom('application').select(columns).where('state', 'in', openStates)
  const byName = await open.where('matchName', 'in', names).orderBy('id').limit(500).execute()
  const byDomain =
    domains.length > 0 ? await open.where('domain', 'in', domains).orderBy('id').limit(500).execute() : []
  return [...new Map([...byName, ...byDomain].map((one) => [one.id, one])).values()]
}

/** What came of vetting one application. */
export interface Vetted extends VettingDecision {
  readonly applicationId: string
  readonly rulesVersion: number
  readonly sanctionsVersion: number | null
  readonly facts: VettingFacts
  readonly found: readonly string[]
  readonly organizationId: string | null
  readonly state: ApplicationState
}

/** Keeps what vettings looked at and found, and says of the applications what came of it. Answers their numbers. */
export async function keepVettings(db: Db, all: readonly Vetted[], now: Date): Promise<Map<string, number>> {
  const rows = JSON.stringify(all)
  const { rows: kept } = await sql<{ applicationId: string; number: number }>`
    insert into vetting (application_id, number, at, rules_version, sanctions_version, facts, proposal, by_self, findings)
    select t."applicationId", coalesce((select max(v.number) from vetting v where v.application_id = t."applicationId" collate "C"), 0) + 1,
      ${now}, t."rulesVersion", t."sanctionsVersion", t.facts, t.proposal, t."bySelf", t.findings
    from jsonb_to_recordset(${rows}::jsonb) as t ("applicationId" text, "rulesVersion" integer, "sanctionsVersion" integer,
      facts jsonb, proposal text, "bySelf" boolean, findings jsonb)
    returning application_id, number`.execute(db)
  await sql`
    update application a set state = t.state, proposal = t.proposal, found = t.found, organization_id = t."organizationId",
      vetting_due = false, updated_at = ${now}, version = a.version + 1
    from jsonb_to_recordset(${rows}::jsonb) as t ("applicationId" text, state text, proposal text, found text[], "organizationId" text)
    where a.id = t."applicationId" collate "C"`.execute(db)
  return new Map(kept.map((row) => [row.applicationId, row.number]))
}

export async function readVetting(
  db: Db,
  applicationId: string,
  number: number,
): Promise<Selectable<Tables['vetting']>> {
  const row = await db
    .selectFrom('vetting')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) throw missing(say`vetting`, `${applicationId} ${number}`)
  return row
}

/** The last vetting of each of a programme's newest applications. */
export const lastVettings = async (db: Db, programmeId: string, newest: number) =>
  (
    await sql<Selectable<Tables['vetting']> & Pick<ApplicationRow, 'company' | 'state'>>`
      select v.*, a.company, a.state
      from (select * from application where programme_id = ${programmeId} order by submitted_at desc, id desc limit ${newest}) a,
        lateral (select * from vetting where ecosystem_id = a.ecosystem_id and application_id = a.id order by number desc limit 1) v
      order by a.submitted_at desc, a.id desc`.execute(db)
  ).rows

/** Lets open applications be vetted again: what vetting looks into has changed. */
export const makeDue = (db: Db) =>
  db.updateTable('application').set({ vettingDue: true }).where('state', 'in', openStates).execute()

/** Whether a job that vets stands in the queue already. */
export const vettingWaits = async (db: Db): Promise<boolean> =>
  (await db
    .selectFrom('job')
    .select('id')
    .where('kind', '=', 'programme.vet')
    .where('state', '=', 'queued')
    .limit(1)
    .executeTakeFirst()) !== undefined
