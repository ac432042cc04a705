import type { Listener } from '../core/events/listen.ts'
import { addPeople, answerers, followers, isHeard, planTelling } from './queries/people.ts'
import { tellAt } from './rules/threads.ts'

/** A message is posted: those who follow its thread will be told by mail. */
export const messagesTellFollowers: Listener = {
  name: 'messages.tell',
  verbs: ['message.posted'],
  async hear(db, event, enqueue) {
    const threadId = event.objectId!
    const { internal, side } = event.data as { internal: boolean; side: 'vendor' | 'partner' }
    if (side === 'partner' && !(await isHeard(db, threadId))) {
      const ids = await answerers(db, event.partnerId!)
      await addPeople(
        db,
        threadId,
        ids.map((id) => ({ id, partnerId: null })),
      )
    }
    for (const { actorId, toldAt } of await followers(db, threadId, event.actorId ?? '', internal)) {
      const at = tellAt(toldAt, event.recordedAt)
      await planTelling(db, threadId, actorId, at)
      await enqueue({ kind: 'messages.tell', input: { threadId, actorId }, runAt: at })
    }
  },
}
