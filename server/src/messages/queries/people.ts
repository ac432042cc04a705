import type { Recipient } from '@hansa/contract/messages'
import type { Role } from '@hansa/contract/permissions'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import './tables.ts'

interface RecipientRow extends Recipient {
  readonly role: Role
}

/** Whom one may write to: the vendor's people and, of one partner, its people and the contacts who have no login. */
export async function recipients(db: Db, partnerId: string | null): Promise<RecipientRow[]> {
  const { rows } = await sql<RecipientRow>`
    select id, name, case when partner_id is null then 'vendor' else 'partner' end as side, true as has_login, role
    from member where not disabled and (partner_id is null or partner_id = ${partnerId})
    union all
    select id, name, 'partner', false, 'partner_member' from person
    where organization_id = ${partnerId} and email is not null and not exists (
      select from member where member.partner_id = ${partnerId} and lower(member.email) = lower(person.email))
    order by side, has_login desc, name, id limit 500`.execute(db)
  return rows
}

/** Who at the vendor answers a partner that wrote first: its manager, else the partner managers, else the administrators. */
export async function answerers(db: Db, partnerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; rank: number }>`
    select m.id, case when p.manager = m.id then 1 when m.role = 'partner_manager' then 2 else 3 end as rank
    from member m left join partnership p on p.organization_id = ${partnerId}
    where m.partner_id is null and not m.disabled
      and (p.manager = m.id or m.role in ('partner_manager', 'administrator'))
    order by rank, m.id limit 20`.execute(db)
  return rows.filter((row) => row.rank === rows[0]?.rank).map((row) => row.id)
}

/** Lets people share in a thread; who does already stays as they are, unless `again` has them follow it once more. */
export async function addPeople(
  db: Db,
  threadId: string,
  people: readonly { id: string; partnerId: string | null }[],
  again = false,
): Promise<void> {
  if (people.length === 0) return
  await db
    .insertInto('threadPerson')
    .values(people.map(({ id, partnerId }) => ({ threadId, actorId: id, partnerId, following: true })))
    .onConflict((on) => {
      const known = on.columns(['ecosystemId', 'threadId', 'actorId'])
      return again ? known.doUpdateSet({ following: true }) : known.doNothing()
    })
    .execute()
}

/** How far somebody has read, and whether they follow; makes them share in the thread where they did not. */
export async function markPerson(
  db: Db,
  threadId: string,
  me: { memberId: string; partnerId: string | null },
  set: { readUntil?: Date; following?: boolean },
): Promise<void> {
  await db
    .insertInto('threadPerson')
    .values({ threadId, actorId: me.memberId, partnerId: me.partnerId, following: false, ...set })
    .onConflict((on) => on.columns(['ecosystemId', 'threadId', 'actorId']).doUpdateSet({ threadId, ...set }))
    .execute()
}

/** Those whom a message concerns and who were not told to expect a mail yet. */
export async function followers(db: Db, threadId: string, authorId: string, internal: boolean) {
  let query = db
    .selectFrom('threadPerson')
    .select(['actorId', 'partnerId', 'toldAt'])
    .where('threadId', '=', threadId)
    .where('actorId', '<>', authorId)
    .where('following', '=', true)
    .where('tellAt', 'is', null)
  if (internal) query = query.where('partnerId', 'is', null)
  return query.forUpdate().execute()
}

/** Whether anybody at the vendor hears of it. */
export const isHeard = async (db: Db, threadId: string): Promise<boolean> =>
  (await db
    .selectFrom('threadPerson')
    .select('actorId')
    .where('threadId', '=', threadId)
    .where('partnerId', 'is', null)
    .where('following', '=', true)
    .limit(1)
    .executeTakeFirst()) !== undefined

export const planTelling = (db: Db, threadId: string, actorId: string, at: Date) =>
  db
    .updateTable('threadPerson')
    .set({ tellAt: at })
    .where('threadId', '=', threadId)
    .where('actorId', '=', actorId)
    .execute()

/** Whoever is to be told, held until they are; undefined where they were told already. */
export const holdTelling = (db: Db, threadId: string, actorId: string) =>
  db
    .selectFrom('threadPerson')
    .select(['partnerId', 'following'])
    .where('threadId', '=', threadId)
    .where('actorId', '=', actorId)
    .where('tellAt', 'is not', null)
    .forUpdate()
    .executeTakeFirst()

export const noteTelling = (db: Db, threadId: string, actorId: string, told: { until: Date; at: Date } | null) =>
  db
    .updateTable('threadPerson')
    .set({ tellAt: null, ...(told && { toldUntil: told.until, toldAt: told.at }) })
    .where('threadId', '=', threadId)
    .where('actorId', '=', actorId)
    .execute()

/** Somebody's name, address and role; undefined where they may no longer be written to. */
export async function mailable(
  db: Db,
  actorId: string,
  partnerId: string | null,
): Promise<{ name: string; email: string; role: Role } | undefined> {
  const { rows } = await sql<{ name: string; email: string; role: Role }>`
    select name, email, role from member where id = ${actorId} and not disabled and partner_id is not distinct from ${partnerId}
    union all
    select name, email, 'partner_member' from person
    where id = ${actorId} and email is not null and organization_id = ${partnerId}`.execute(db)
  return rows[0]
}
