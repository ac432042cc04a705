import { say } from '@hansa/contract/language'
import type { RegistrationRuling, RegistrationState } from '@hansa/contract/registrations'
import { sql, type Generated, type Insertable, type Selectable } from 'kysely'
import { matches, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Json, Tables } from '../../core/database/tables.ts'
import { missing, stale } from '../../core/errors.ts'
import type { Registration } from '../rules/registration/registration.ts'

type Standing = Omit<Registration, 'place' | 'isLowRisk'>

declare module '../../core/database/tables.ts' {
  interface Tables {
    registration: Standing & {
      ecosystemId: Generated<string>
      id: string
      partnerId: string
      programmeId: string
      rulesVersion: number | null
      submitterId: string
      kind: 'new' | 'renewal'
      customerName: string | null
      customerDomain: string | null
      country: string | null
      contactName: string | null
      contactEmail: string | null
      families: string[]
      amount: number | null
      currency: string | null
      expectedCloseOn: string | null
      evidence: string | null
      evidenceOn: string | null
      searchText: Generated<string>
      ruling: Json<RegistrationRuling> | null
      question: string | null
      nextDueAt: Date | null
      createdAt: Date
      version: Generated<number>
    }
    protection: {
      ecosystemId: Generated<string>
      rootId: string
      family: string
      country: string
      registrationId: string
    }
  }
}
export type RegistrationRow = Selectable<Tables['registration']>

const silences = ['none', 'reminded', 'at_risk'] as const

/** What both sides see of a registration. */
export const presentShared = (row: RegistrationRow) => ({
  id: row.id,
  kind: row.kind,
  customerName: row.customerName,
  customerDomain: row.customerDomain,
  country: row.country,
  contactName: row.contactName,
  contactEmail: row.contactEmail,
  families: row.families,
  value: row.amount === null || row.currency === null ? null : { amount: row.amount, currency: row.currency },
  expectedCloseOn: row.expectedCloseOn,
  evidence: row.evidence,
  evidenceOn: row.evidenceOn,
  isPublicSector: row.isPublicSector,
  state: row.state,
  changedAt: row.changedAt.toISOString(),
  completeAt: row.completeAt?.toISOString() ?? null,
  reviewDueAt: row.reviewDueAt?.toISOString() ?? null,
  silence: silences[row.idle]!,
  missedDeadline: row.missedDeadline,
  protectedUntil: row.setAside ? null : (row.protectedUntil?.toISOString() ?? null),
  dealId: row.dealId,
  createdAt: row.createdAt.toISOString(),
  version: row.version,
})

export interface Ask {
  readonly q?: string | undefined
  readonly state?: readonly RegistrationState[] | undefined
  readonly sort: string
  readonly after?: string | undefined
  readonly limit: number
}

/** A partner's own: the wall keeps all others out. */
export function listOwn<Item>(db: Db, ask: Ask, presented: (row: RegistrationRow) => Item) {
  let query = db.selectFrom('registration').selectAll()
  if (ask.q) query = query.where(matches('registration', ask.q))
  if (ask.state) query = query.where('state', 'in', ask.state)
  return page(db, query, ask, { createdAt: 'registration.createdAt' }, 'registration.id', presented)
}

export async function rowOf(db: Db, id: string): Promise<RegistrationRow> {
  const row = await db.selectFrom('registration').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`registration`, id)
  return row
}

/** Takes hold of a registration until the transaction ends. @param version what the caller read; none for the clocks. */
export async function holdRegistration(db: Db, id: string, version?: number): Promise<RegistrationRow> {
  const row = await db.selectFrom('registration').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`registration`, id)
  if (version !== undefined && row.version !== version) throw stale(say`registration`, row.version)
  return row
}

export const insertRegistration = (db: Db, row: Insertable<Tables['registration']>) =>
  db.insertInto('registration').values(row).execute()

export async function writeRegistration(
  db: Db,
  id: string,
  set: Partial<Insertable<Tables['registration']>>,
): Promise<void> {
  await db
    .updateTable('registration')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function deleteDraft(db: Db, id: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('registration')
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw missing(say`draft`, id)
}

/** The fields that the rules think about. What a partner may not know is as if it were not so. */
export const standingOf = (
  row: RegistrationRow,
  known: { place: number | null; isLowRisk: boolean },
): Registration => ({
  ...row,
  idle: row.idle as Registration['idle'],
  ...known,
})

/** The registration that time alone moves next, up to a moment. */
export const firstDue = async (db: Db, until: Date): Promise<string | undefined> =>
  (
    await db
      .selectFrom('registration')
      .select('id')
      .where('nextDueAt', '<=', until)
      .orderBy('nextDueAt')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
  )?.id

export async function takePlace(db: Db, id: string): Promise<void> {
  await sql`select take_place(${id})`.execute(db)
}

export const placeInReview = async (db: Db, id: string): Promise<number> =>
  Number((await sql<{ place: string }>`select place_in_review(${id}) as place`.execute(db)).rows[0]!.place)

export const registrationOfDeal = async (db: Db, dealId: string): Promise<string | undefined> =>
  (await db.selectFrom('registration').select('id').where('dealId', '=', dealId).executeTakeFirst())?.id

/** Who sent a claim, as long as they still work here; with `personId`, a contact person who has no login. */
export async function submitterOf(
  db: Db,
  id: string,
): Promise<{ name: string; email: string; personId: string | null } | undefined> {
  const row = await db
    .selectFrom('registration')
    .leftJoin('member', (on) =>
      on.onRef('member.id', '=', 'registration.submitterId').on('member.disabled', '=', false),
    )
    .leftJoin('person', (on) =>
      on
        .onRef('person.id', '=', 'registration.submitterId')
        .onRef('person.organizationId', '=', 'registration.partnerId'),
    )
    .select([
      'member.name',
      'member.email',
      'person.id as personId',
      'person.name as person',
      'person.email as address',
    ])
    .where('registration.id', '=', id)
    .executeTakeFirst()
  const { name, email, personId = null, person, address } = row ?? {}
  if (name && email) return { name, email, personId: null }
  return person && address ? { name: person, email: address, personId } : undefined
}

/** Who refused a claim up to a moment, by the log, as long as they still work here. */
export async function firstReviewer(
  db: Db,
  id: string,
  until: Date,
): Promise<{ name: string; email: string } | undefined> {
  const { rows } = await sql<{ name: string; email: string }>`
    select member.name, member.email from event join member on member.id = event.actor_id and not member.disabled
    where event.object_id = ${id} and event.verb in ('registration.reject', 'registration.find_duplicate')
      and event.happened_at <= ${until} order by event.happened_at desc, event.id desc limit 1`.execute(db)
  return rows[0]
}
