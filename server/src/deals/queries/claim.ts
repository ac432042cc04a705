import { say } from '@hansa/contract/language'
import type { RegistrationClaim } from '@hansa/contract/registrations'
import { today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import { Refusal } from '../../core/errors.ts'
import type { NewEvent } from '../../core/events/record.ts'
import { newId } from '../../core/ids.ts'
import type { NewJob } from '../../core/jobs/queue.ts'
import { defined } from '../../core/objects.ts'
import { fold } from '../../organizations/rules.ts'
import { defaultProgramme } from '../../programme/queries/programmes.ts'
import { claimProblems } from '../rules/registration/complete.ts'
import { drafted } from '../rules/registration/registration.ts'
import { bookOf, perform } from './act.ts'
import * as queries from './registrations.ts'

type Said = { [F in keyof RegistrationClaim]?: RegistrationClaim[F] | undefined }

const claimOf = (row: queries.RegistrationRow): RegistrationClaim => {
  const { customerName, customerDomain, country, contactName, contactEmail, families, value } =
    queries.presentShared(row)
  const { expectedCloseOn, evidence, evidenceOn, isPublicSector, kind } = row
  return {
    kind,
    customerName,
    customerDomain,
    country,
    contactName,
    contactEmail,
    families,
    value,
    expectedCloseOn,
    evidence,
    evidenceOn,
    isPublicSector,
  }
}

/** The columns of what a partner wrote. */
export function columnsOf({ value, ...said }: Said) {
  return defined({
    ...said,
    ...(value !== undefined && { amount: value?.amount ?? null, currency: value?.currency ?? null }),
    ...(said.customerName !== undefined && { searchText: fold(said.customerName ?? '') }),
  })
}

/** Begins a claim as a draft. @returns the registration's id. */
export async function beginClaim(
  db: Db,
  { partnerId, submitterId, ...claim }: Said & { partnerId: string; submitterId: string },
  now: Date,
): Promise<string> {
  const id = newId('reg', now)
  const { place: _place, isLowRisk: _isLowRisk, ...standing } = drafted(now)
  await queries.insertRegistration(db, {
    ...standing,
    id,
    partnerId,
    programmeId: await defaultProgramme(db),
    rulesVersion: null,
    submitterId,
    kind: 'new',
    families: [],
    customerName: null,
    customerDomain: null,
    country: null,
    contactName: null,
    contactEmail: null,
    amount: null,
    currency: null,
    expectedCloseOn: null,
    evidence: null,
    evidenceOn: null,
    ruling: null,
    question: null,
    nextDueAt: null,
    createdAt: now,
    ...columnsOf(claim),
  })
  return id
}

/** Where a partner itself is. */
export const countryOf = async (db: Db, partnerId: string): Promise<string | null> =>
  (await db.selectFrom('organization').select('country').where('id', '=', partnerId).executeTakeFirst())?.country ??
  null

const mostCustomers = 200

/** Customers of the partner's last claims, as it wrote them last. The wall keeps everybody else's out. */
export async function ownCustomers(db: Db) {
  const rows = await db
    .selectFrom('registration')
    .select(['customerName', 'customerDomain', 'country', 'contactName', 'contactEmail'])
    .where('customerName', 'is not', null)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(mostCustomers)
    .execute()
  return [...new Map(rows.toReversed().map((row) => [fold(row.customerName!), row])).values()].toReversed()
}

interface Sending {
  readonly db: Db
  readonly now: Date
  readonly record: (event: NewEvent) => Promise<void>
  readonly enqueue: (job: NewJob) => Promise<string>
}

/**
 * Sends a claim that is complete: it takes its place in line, and the court looks at it at once.
 *
 * @throws Refusal naming each gap of one that is not complete.
 */
export async function sendClaim(
  { db, now, record, enqueue }: Sending,
  id: string,
  { actor, at, version }: { actor: string; at: () => Date; version?: number | undefined },
): Promise<void> {
  const row = await queries.holdRegistration(db, id, version)
  const book = await bookOf(db, row, now)
  const problems = row.state === 'draft' ? claimProblems(claimOf(row), book.rules, await today(db, now)) : []
  if (problems.length > 0) throw new Refusal('invalid', say`The claim is not complete yet.`, problems)
  await queries.takePlace(db, id)
  // The server's clock, once the place is taken: two claims of one moment have the order of their places.
  await record(await perform(db, row, 'submit', { by: 'partner', at: at(), actor }))
  await enqueue({ kind: 'deals.judge', input: {} })
}
