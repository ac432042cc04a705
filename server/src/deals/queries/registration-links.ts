import { createRegistration } from '@hansa/contract/own-registrations'
import { sql, type Transaction } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { signed, signedText } from '../../programme/queries/form.ts'

/** A partner's people that a mail can reach: those with a login first, then contacts who have none. */
export async function reachablePeople(db: Db, organizationId: string) {
  const { rows } = await sql<{ id: string; name: string; email: string }>`
    select id, name, email from (
      select id, name, email, 1 as rank from member where partner_id = ${organizationId} and not disabled
      union all
      select id, name, email, 2 from person p where organization_id = ${organizationId} and email is not null
        and not exists (select from member m where m.partner_id = ${organizationId} and lower(m.email) = lower(p.email))
    ) people order by rank, name, id limit 200`.execute(db)
  return rows
}

/** What a link to register a deal leads to. */
export const linkedEndpoint = createRegistration

const days = 180
const aDay = 86_400_000

/** The address of a claim's status page for a contact who has no login: it works for half a year. */
export async function registrationStatusLink(
  db: Db,
  registrationId: string,
  personId: string,
  now: Date,
): Promise<string> {
  const until = Math.floor(now.getTime() / aDay) + days
  return `/portal/registration#${await signed(db, 'registration', `${registrationId}.${personId}.${until}`)}`
}

/** Ids that a key names, signed or not. */
export function idsIn(key: string): { registrationId: string; personId: string } | undefined {
  const [registrationId = '', personId = ''] = key.split('.')
  return /^reg_[0-9a-z]{26}$/.test(registrationId) && /^per_[0-9a-z]{26}$/.test(personId)
    ? { registrationId, personId }
    : undefined
}

/** When a key of ours stops working; undefined where it is none of ours. */
export async function keyUntil(db: Db, key: string): Promise<Date | undefined> {
  const text = await signedText(db, 'registration', key)
  return text === undefined ? undefined : new Date(Number(text.split('.')[2]) * aDay)
}

export interface Sender {
  readonly ecosystemId: string
  readonly partnerId: string
  readonly name: string
  readonly email: string
  /** The person no longer works there, or the partner has left. */
  readonly ended: boolean
}
export const senderBehind = async (
  db: Transaction<Tables>,
  { registrationId, personId }: { registrationId: string; personId: string },
): Promise<Sender | undefined> =>
  (await sql<Sender>`select * from registration_behind(${registrationId}, ${personId})`.execute(db)).rows[0]
