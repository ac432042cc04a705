import { say } from '@hansa/contract/language'
import type { Registration, RegistrationState } from '@hansa/contract/registrations'
import { waitingStates } from '@hansa/contract/registration-states'
import { sql } from 'kysely'
import { matches, page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing } from '../../core/errors.ts'
import { type Book, bookOf } from './act.ts'
import { type Ask, presentShared } from './registrations.ts'
import { businessDaysBetween } from '../rules/registration/business-time.ts'

/** States in which something is asked of the vendor. */
const openStates = [...waitingStates, 'in_appeal', 'extension_requested'] as const

const withNames = (db: Db) =>
  db
    .selectFrom('registration')
    .innerJoin('organization as partner', 'partner.id', 'registration.partnerId')
    .innerJoin('programme', 'programme.id', 'registration.programmeId')
    .leftJoin('member', 'member.id', 'registration.submitterId')
    .leftJoin('person', 'person.id', 'registration.submitterId')
    .leftJoin('registrationCase', 'registrationCase.registrationId', 'registration.id')
    .selectAll('registration')
    .select([
      'partner.name as partnerName',
      'programme.name as programmeName',
      sql<string | null>`coalesce(member.name, person.name)`.as('submitter'),
      'registrationCase.customerId',
      'registrationCase.judgement',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof withNames>['executeTakeFirstOrThrow']>>
type Shown = Omit<Registration, 'may'>

const present = (row: Row, book: Book | undefined, now: Date): Shown => ({
  ...presentShared(row),
  partnerId: row.partnerId,
  partnerName: row.partnerName,
  customerId: row.customerId,
  submitter: row.submitter,
  programmeId: row.programmeId,
  programmeName: row.programmeName,
  rulesVersion: row.rulesVersion,
  reviewLeft: reviewLeft(row, book, now),
  proposal: proposalOf(row),
})

function reviewLeft(row: Row, book: Book | undefined, now: Date): number | null {
  if (row.state === 'info_requested') return row.reviewLeft
  return row.reviewDueAt && book ? businessDaysBetween(now, row.reviewDueAt, book.calendar) : null
}

function proposalOf({ judgement, partnerId }: Row): Shown['proposal'] {
  if (!judgement) return null
  const { outcome, reason, rule, rulesVersion, isLowRisk, conflicts } = judgement
  // That the partner itself won the last business there speaks for it.
  const against = conflicts.filter((it) => it.kind !== 'renewal' || it.partnerId !== partnerId)
  return { outcome, reason, rule, rulesVersion, isLowRisk, against: against.length, likest: against[0] ?? null }
}

/** Presents rows; each version of the rules among them is read once. */
async function presentAll(db: Db, rows: readonly Row[], now: Date): Promise<Shown[]> {
  const books = new Map<string, Promise<Book>>()
  const bookFor = (row: Row) => {
    if (row.reviewDueAt === null) return undefined
    const key = `${row.programmeId} ${row.rulesVersion}`
    const known = books.get(key) ?? bookOf(db, row, now)
    books.set(key, known)
    return known
  }
  const shown: Shown[] = []
  for (const row of rows) shown.push(present(row, await bookFor(row), now))
  return shown
}

const sorts = {
  reviewDue: sql`coalesce(registration.review_due_at, 'infinity'::timestamptz)`,
  createdAt: 'registration.createdAt',
} as const

interface QueueAsk extends Ask {
  readonly partnerId?: readonly string[] | undefined
  readonly programmeId?: readonly string[] | undefined
  readonly family?: readonly string[] | undefined
  readonly open?: boolean | undefined
  readonly overdue?: boolean | undefined
}

/** For the vendor: drafts are nobody's but the partner's. */
export async function listRegistrations(db: Db, ask: QueueAsk, now: Date) {
  let query = withNames(db).where('registration.state', '<>', 'draft')
  if (ask.q) query = query.where(matches('registration', ask.q))
  if (ask.state) query = query.where('registration.state', 'in', ask.state)
  if (ask.partnerId) query = query.where('registration.partnerId', 'in', ask.partnerId)
  if (ask.programmeId) query = query.where('registration.programmeId', 'in', ask.programmeId)
  if (ask.family) query = query.where(sql<boolean>`registration.families && ${ask.family}::text[]`)
  if (ask.open !== undefined) query = query.where('registration.state', ask.open ? 'in' : 'not in', openStates)
  if (ask.overdue !== undefined)
    query = query.where(
      sql<boolean>`(registration.state = 'in_review' and registration.review_due_at < ${now}) is ${sql.raw(String(ask.overdue))}`,
    )
  const list = await page(db, query, ask, sorts, 'registration.id', (row) => row)
  return { ...list, items: await presentAll(db, list.items, now) }
}

export async function readRegistration(db: Db, id: string, now: Date): Promise<Shown> {
  const row = await withNames(db)
    .where('registration.id', '=', id)
    .where('registration.state', '<>', 'draft')
    .executeTakeFirst()
  if (!row) throw missing(say`registration`, id)
  return (await presentAll(db, [row], now))[0]!
}

/** How a partner's claims went so far, and the last of them besides one. */
export async function partnerClaims(db: Db, partnerId: string, besides: string) {
  const { rows } = await sql<Record<'sent' | 'approved' | 'won' | 'expired' | 'refused' | 'overturned', string>>`
    select count(*) filter (where state <> 'draft') as sent, count(*) filter (where protected_from is not null) as approved,
      count(*) filter (where state = 'won') as won, count(*) filter (where state = 'expired') as expired,
      count(*) filter (where state in ('rejected', 'duplicate')) as refused,
      count(*) filter (where appealed and exists (select from registration_event e
        where e.ecosystem_id = r.ecosystem_id and e.registration_id = r.id and e.act = 'overturn')) as overturned
    from registration r where partner_id = ${partnerId}`.execute(db)
  const { sent, approved, won, expired, refused, overturned } = rows[0]!
  const recent = await db
    .selectFrom('registration')
    .select(['id', 'customerName', 'state', 'amount', 'currency', 'changedAt'])
    .where('partnerId', '=', partnerId)
    .where('state', '<>', 'draft')
    .where('id', '<>', besides)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(5)
    .execute()
  return {
    sent: Number(sent),
    approved: Number(approved),
    won: Number(won),
    expired: Number(expired),
    refused: Number(refused),
    overturned: Number(overturned),
    recent: recent.map(({ amount, currency, changedAt, ...one }) => ({
      ...one,
      value: amount === null || currency === null ? null : { amount, currency },
      changedAt: changedAt.toISOString(),
    })),
  }
}

/** Partners that ever sent a claim, and how many of theirs wait. Steps from one partner to the next, however many claims each has. */
export async function claimingPartners(db: Db) {
  const { rows } = await sql<{ id: string; name: string; waiting: string }>`
    with recursive partner (id) as (
      (select partner_id from registration order by partner_id limit 1)
      union all
      select (select r.partner_id from registration r where r.partner_id > partner.id order by r.partner_id limit 1)
      from partner where partner.id is not null
    ), waiting as (
      select partner_id, count(*) as claims from registration where state = any (${openStates}::text[]) group by partner_id
    )
    select o.id, o.name, coalesce(w.claims, 0) as waiting from partner p join organization o on o.id = p.id
    left join waiting w on w.partner_id = p.id order by o.sort_name, o.id limit 500`.execute(db)
  return rows.map(({ id, name, waiting }) => ({ id, name, waiting: Number(waiting) }))
}

/** Claims in the order in which they are decided: the incumbent's renewals, then by their place in line. */
export async function inLine<Named extends { id: string }>(db: Db, named: readonly Named[]): Promise<Named[]> {
  const rows = await db
    .selectFrom('registrationCase')
    .select(['registrationId', 'precedes', 'place'])
    .where(
      'registrationId',
      'in',
      named.map(({ id }) => id),
    )
    .execute()
  const ranked = rows.toSorted((a, b) => Number(b.precedes) - Number(a.precedes) || a.place - b.place)
  const order = new Map(ranked.map(({ registrationId }, at) => [registrationId, at]))
  return named.toSorted((a, b) => (order.get(a.id) ?? Infinity) - (order.get(b.id) ?? Infinity))
}

/** How a claim stands now, for an answer about many. */
export const stateOf = async (db: Db, id: string): Promise<RegistrationState | null> =>
  (
    await db
      .selectFrom('registration')
      .select('state')
      .where('id', '=', id)
      .where('state', '<>', 'draft')
      .executeTakeFirst()
  )?.state ?? null
