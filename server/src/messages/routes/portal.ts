import * as api from '@hansa/contract/messages'
import { handle, type Route } from '../../core/http/route.ts'
import { listMessages } from '../queries/messages.ts'
import { markPerson } from '../queries/people.ts'
import * as queries from '../queries/threads.ts'
import { begin, post } from './post.ts'

/** Without what is the vendor's own: the record that it is about. */
function shown(thread: api.Thread): api.PortalThread {
  const { partner: _, objectId: __, ...rest } = thread
  return rest
}
function shownMessage(message: api.Message): api.PortalMessage {
  const { internal: _, ...rest } = message
  return rest
}

/** Through the portal's door; the wall shows a partner its own threads, and in them what is not internal. */
export const portalThreads: Route[] = [
  handle(api.listPortalThreads, async ({ db, principal }, input) => {
    const list = await queries.listThreads(db, principal, input)
    return { ...list, items: list.items.map(shown) }
  }),
  handle(api.startPortalThread, async (ctx, { subject, body, fileIds }) => {
    const thread = await begin(ctx, { subject, partnerId: ctx.principal.partnerId, objectId: null })
    await post(ctx, thread, { body, internal: false, mentions: [], fileIds })
    return shown(await queries.readThread(ctx.db, ctx.principal, thread.id))
  }),
  handle(api.readPortalThread, async ({ db, principal }, { id }) => shown(await queries.readThread(db, principal, id))),
  handle(api.listPortalMessages, async ({ db, principal }, input) => {
    await queries.readThread(db, principal, input.id)
    const list = await listMessages(db, input)
    return { ...list, items: list.items.map(shownMessage) }
  }),
  handle(api.replyToThread, async (ctx, { id, body, fileIds }) => {
    const thread = await queries.holdThread(ctx.db, id)
    return shownMessage(await post(ctx, thread, { body, internal: false, mentions: [], fileIds }))
  }),
  handle(api.markPortalThread, async ({ db, principal }, { id, read, following }) => {
    const thread = await queries.holdThread(db, id)
    if (read ?? following !== undefined)
      await markPerson(db, id, principal, {
        ...(read && { readUntil: thread.lastAt ?? thread.createdAt }),
        ...(following !== undefined && { following }),
      })
    return shown(await queries.readThread(db, principal, id))
  }),
]
