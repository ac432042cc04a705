import { say } from '@hansa/contract/language'
import type { Thread } from '@hansa/contract/messages'
import { sql } from 'kysely'
import type { Principal } from '../../core/access.ts'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import { missing } from '../../core/errors.ts'
import './tables.ts'

type Me = Pick<Principal, 'memberId' | 'partnerId'>

/**
 * Threads with what the caller has not read: of the vendor's people those who share in a thread have something to read
 * there, of a partner's people all.
 */
const threads = (db: Db, me: Me) =>
  db
    .selectFrom('thread')
    .leftJoin('organization', 'organization.id', 'thread.partnerId')
    .leftJoin('threadPerson as mine', (join) =>
      join.onRef('mine.threadId', '=', 'thread.id').on('mine.actorId', '=', me.memberId),
    )
    .selectAll('thread')
    .select(['organization.name as partnerName', 'mine.following'])
    .select(
      sql<number>`case when ${me.partnerId === null} and mine.actor_id is null then 0 else (
        select count(*)::integer from message where message.thread_id = thread.id
          and message.author_id <> ${me.memberId} and message.created_at > coalesce(mine.read_until, '-infinity')) end`.as(
        'unread',
      ),
    )
type Row = Awaited<ReturnType<ReturnType<typeof threads>['execute']>>[number]

const present = (row: Row): Thread => ({
  id: row.id,
  subject: row.subject,
  partner: row.partnerId === null ? null : { id: row.partnerId, name: row.partnerName ?? '' },
  objectId: row.objectId,
  unread: row.unread,
  waitingSince: row.waitingSince?.toISOString() ?? null,
  lastMessageAt: row.lastMessageAt.toISOString(),
  lastAuthor: row.lastAuthor,
  excerpt: row.excerpt,
  createdAt: row.createdAt.toISOString(),
  following: row.following ?? false,
})

const isUnread = (me: Me) => sql<boolean>`exists (
  select from message where message.thread_id = thread.id and message.author_id <> ${me.memberId}
    and message.created_at > coalesce(mine.read_until, '-infinity'))
  and (${me.partnerId !== null} or mine.actor_id is not null)`

/** Threads in whose subject or messages the words stand; behind the caller's wall, so never by a note that they cannot see. */
function holds(q: string, me: Me) {
  const inSubject = sql<boolean>`position(lower(${q}) in lower(thread.subject)) > 0`
  // A partner's own messages are few enough to be looked through; the vendor's are found by their index.
  const inMessage = me.partnerId
    ? sql<boolean>`exists (select from message where message.thread_id = thread.id and position(lower(${q}) in message.search_text) > 0)`
    : sql<boolean>`thread.id in (select message.thread_id from message where message.id in (select * from search_message(${q}, 1000)))`
  return sql<boolean>`(${inSubject} or ${inMessage})`
}

export function listThreads(
  db: Db,
  me: Me,
  ask: {
    q?: string | undefined
    sort: string
    after?: string | undefined
    limit: number
    partnerId?: string | undefined
    objectId?: string | undefined
    waiting?: 'yes' | 'no' | undefined
    unread?: 'yes' | undefined
  },
) {
  let query = threads(db, me)
  if (ask.q) query = query.where(holds(ask.q, me))
  if (ask.partnerId) query = query.where('thread.partnerId', '=', ask.partnerId)
  if (ask.objectId) query = query.where('thread.objectId', '=', ask.objectId)
  if (ask.waiting) query = query.where('thread.waitingSince', ask.waiting === 'yes' ? 'is not' : 'is', null)
  if (ask.unread) query = query.where(isUnread(me))
  return page(db, query, ask, { inbox: 'thread.inbox', lastMessageAt: 'thread.lastMessageAt' }, 'thread.id', present)
}

export async function readThread(db: Db, me: Me, id: string): Promise<Thread> {
  const row = await threads(db, me).where('thread.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`thread`, id)
  return present(row)
}

export async function countThreads(db: Db, me: Me): Promise<{ waiting: number; unread: number }> {
  const count = (query: ReturnType<typeof threads>) =>
    query
      .clearSelect()
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
  const waiting = await count(threads(db, me).where('thread.waitingSince', 'is not', null))
  const unread = await count(threads(db, me).where('mine.actorId', 'is not', null).where(isUnread(me)))
  return { waiting: Number(waiting.count), unread: Number(unread.count) }
}

/** Takes hold of a thread until the transaction ends, so that its messages follow each other. */
export async function holdThread(db: Db, id: string) {
  const row = await db.selectFrom('thread').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`thread`, id)
  const last = await db
    .selectFrom('message')
    .select('createdAt')
    .where('threadId', '=', id)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { ...row, lastAt: last?.createdAt ?? null }
}
export type HeldThread = Awaited<ReturnType<typeof holdThread>>

export const updateThread = (
  db: Db,
  id: string,
  set: { lastMessageAt?: Date; lastAuthor?: string; excerpt?: string; waitingSince?: Date | null },
) => db.updateTable('thread').set(set).where('id', '=', id).execute()

export const insertThread = (
  db: Db,
  it: { id: string; subject: string; partnerId: string | null; objectId: string | null; createdBy: string; at: Date },
) => {
  const { at, ...rest } = it
  return db
    .insertInto('thread')
    .values({ ...rest, createdAt: at, lastMessageAt: at, lastAuthor: '', excerpt: '', waitingSince: null })
    .execute()
}
