import type { Message } from '@hansa/contract/messages'
import { sql, type Selectable } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { newId } from '../../core/ids.ts'
import './tables.ts'

type Row = Selectable<Tables['message']> & { files: Message['files'] }

const messages = (db: Db) =>
  db
    .selectFrom('message')
    .selectAll('message')
    .select(
      sql<Message['files']>`coalesce((
        select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'bytes', f.bytes) order by f.id)
        from shared_file f where f.message_id = message.id), '[]')`.as('files'),
    )

const present = (row: Row): Message => ({
  id: row.id,
  authorId: row.authorId,
  authorName: row.authorName,
  side: row.side,
  body: row.body,
  files: row.files,
  mentions: row.mentions,
  createdAt: row.createdAt.toISOString(),
  byLink: row.byLink,
  internal: row.internal,
})

export const listMessages = (
  db: Db,
  ask: { id: string; sort: string; after?: string | undefined; limit: number; q?: string | undefined },
) => {
  let query = messages(db).where('message.threadId', '=', ask.id)
  if (ask.q) query = query.where(sql<boolean>`position(lower(${ask.q}) in message.search_text) > 0`)
  return page(db, query, ask, { createdAt: 'message.createdAt' }, 'message.id', present)
}

export async function readMessage(db: Db, id: string): Promise<Message> {
  return present(await messages(db).where('message.id', '=', id).executeTakeFirstOrThrow())
}

export async function insertMessage(
  db: Db,
  it: Pick<
    Selectable<Tables['message']>,
    'threadId' | 'partnerId' | 'internal' | 'authorId' | 'authorName' | 'side' | 'byLink' | 'body' | 'mentions'
  >,
  at: Date,
): Promise<string> {
  const id = newId('msg', at)
  await db
    .insertInto('message')
    .values({
      ...it,
      id,
      mentions: JSON.stringify(it.mentions),
      searchText: `${it.body} ${it.authorName}`.toLowerCase(),
      createdAt: at,
    })
    .execute()
  return id
}

/** What somebody has neither read nor been told of by mail, and did not write; with the thread's name. */
export async function untold(db: Db, threadId: string, actorId: string, side: 'vendor' | 'partner') {
  let query = db
    .selectFrom('message')
    .innerJoin('threadPerson', (join) =>
      join.onRef('threadPerson.threadId', '=', 'message.threadId').on('threadPerson.actorId', '=', actorId),
    )
    .selectAll('message')
    .where('message.threadId', '=', threadId)
    .where('message.authorId', '<>', actorId)
    .where(sql<boolean>`message.created_at > greatest(thread_person.read_until, thread_person.told_until)`)
  // Told by a job, which stands before the wall: what a partner's people are told is what their side of it shows.
  if (side === 'partner') query = query.where('message.internal', '=', false)
  return query.orderBy('message.createdAt').execute()
}
