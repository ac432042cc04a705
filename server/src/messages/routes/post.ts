import type { Context } from '../../core/http/route.ts'
import { say } from '@hansa/contract/language'
import type { Message } from '@hansa/contract/messages'
import { wrong } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { attachFiles } from '../queries/files.ts'
import { insertMessage, readMessage } from '../queries/messages.ts'
import { addPeople, markPerson } from '../queries/people.ts'
import { insertThread, updateThread, type HeldThread } from '../queries/threads.ts'
import { excerptOf, momentAfter, waitingAfter } from '../rules/threads.ts'

interface NewMessage {
  readonly body: string
  readonly internal: boolean
  readonly mentions: readonly { id: string; name: string; partnerId: string | null }[]
  readonly fileIds: readonly string[]
}

/** Writes a message into a thread that is held: the one way in, through both doors. */
export async function post(ctx: Context, thread: HeldThread, it: NewMessage): Promise<Message> {
  const { db, principal, now, record } = ctx
  const side = principal.partnerId ? 'partner' : 'vendor'
  const internal = it.internal || thread.partnerId === null
  const at = momentAfter(thread.lastAt, now)
  const id = await insertMessage(
    db,
    {
      threadId: thread.id,
      partnerId: thread.partnerId,
      internal,
      authorId: principal.memberId,
      authorName: principal.name,
      side,
      byLink: principal.kind === 'link',
      body: it.body,
      mentions: it.mentions.map(({ id: who, name }) => ({ id: who, name })),
    },
    at,
  )
  const to = { messageId: id, threadId: thread.id, partnerId: thread.partnerId, internal }
  if ((await attachFiles(db, it.fileIds, principal.memberId, to)) !== new Set(it.fileIds).size)
    throw wrong('fileIds', say`names a file that is not an upload of yours, or was sent already`)
  if (!internal || thread.partnerId === null)
    await updateThread(db, thread.id, {
      lastMessageAt: at,
      lastAuthor: principal.name,
      excerpt: excerptOf(it.body),
      waitingSince: waitingAfter(side, thread.waitingSince, at, thread.partnerId !== null),
    })
  await markPerson(db, thread.id, principal, { readUntil: at, following: true })
  await addPeople(db, thread.id, it.mentions, true)
  const about = {
    objectId: thread.id,
    organizationId: thread.partnerId,
    // What the log shows a partner, too, is what the partner saw.
    partnerId: internal ? null : thread.partnerId,
    happenedAt: at,
  }
  await record({
    verb: 'message.posted',
    ...about,
    data: { messageId: id, subject: thread.subject, side, internal, about: thread.objectId },
  })
  const message = await readMessage(db, id)
  if (!internal)
    await record(
      ...message.files.map((file) => ({
        verb: 'file.shared',
        ...about,
        objectId: file.id,
        data: { name: file.name, side },
      })),
    )
  return message
}

/** Begins a thread, empty and held. */
export async function begin(
  { db, principal, now }: Context,
  it: { subject: string; partnerId: string | null; objectId: string | null },
): Promise<HeldThread> {
  const id = newId('thr', now)
  await insertThread(db, { ...it, id, createdBy: principal.memberId, at: now })
  return {
    ...it,
    ecosystemId: principal.ecosystemId,
    id,
    createdBy: principal.memberId,
    createdAt: now,
    lastMessageAt: now,
    lastAuthor: '',
    excerpt: '',
    waitingSince: null,
    inbox: '',
    lastAt: null,
  }
}
