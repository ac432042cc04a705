import { say, type Saying } from '@hansa/contract/language'
import { postMessage, replyToThread } from '@hansa/contract/messages'
import { holds, isPartnerRole } from '@hansa/contract/permissions'
import type { Db } from '../../core/database/scope.ts'
import type { JobKind } from '../../core/jobs/worker.ts'
import { asIs, sendMail } from '../../core/mail/send.ts'
import { makeLink } from '../../identity/queries/links.ts'
import { untold } from '../queries/messages.ts'
import { holdTelling, mailable, noteTelling } from '../queries/people.ts'

const mostShown = 5
const mostCharacters = 2000

/** Tells one person what is new in a thread, all of it in one mail, with a link to answer by. */
export const tellFollower: JobKind = {
  kind: 'messages.tell',
  run: (job) =>
    job.inside(async (db, tools) => {
      const { threadId, actorId } = job.input as { threadId: string; actorId: string }
      const person = await holdTelling(db, threadId, actorId)
      if (!person) return
      const news = await untold(db, threadId, actorId, person.partnerId ? 'partner' : 'vendor')
      const reader = person.following && news.length > 0 ? await mailable(db, actorId, person.partnerId) : undefined
      const last = news.at(-1)
      await noteTelling(db, threadId, actorId, reader && last ? { until: last.createdAt, at: job.now() } : null)
      if (!reader || !last) return
      const thread = await db
        .selectFrom('thread')
        .select('subject')
        .where('id', '=', threadId)
        .executeTakeFirstOrThrow()
      const text: Saying[] = news
        .slice(-mostShown)
        .flatMap((message) => [
          message.internal && person.partnerId === null
            ? say`${message.authorName} noted, for your own people alone:`
            : say`${message.authorName} wrote:`,
          asIs(shortened(message.body)),
        ])
      const earlier = news.length - mostShown
      if (earlier > 0) text.unshift(say`There are ${earlier} earlier messages, too.`)
      const at = job.now()
      const action = await actionFor(db, { threadId, subject: thread.subject, text, actorId, role: reader.role, at })
      await sendMail(
        { db, now: at, enqueue: tools.enqueue },
        {
          to: reader.email,
          toName: reader.name,
          subject: say`New message: ${thread.subject}`,
          text,
          action,
          about: threadId,
          notification: true,
        },
      )
    }),
}

const shortened = (body: string) => (body.length <= mostCharacters ? body : `${body.slice(0, mostCharacters)} …`)

/** A link to answer by, for who may answer; else to the page. */
async function actionFor(
  db: Db,
  it: {
    threadId: string
    subject: string
    text: Saying[]
    actorId: string
    role: Parameters<typeof holds>[0]
    at: Date
  },
) {
  const isPartner = isPartnerRole(it.role)
  const endpoint = isPartner ? replyToThread : postMessage
  if (endpoint.can === 'signed-in' || endpoint.can === 'public' || !holds(it.role, endpoint.can))
    return { label: say`Open the thread`, url: `/messages/threads/${it.threadId}` }
  const rest = isPartner ? { fileIds: [] } : { fileIds: [], mentions: [], internal: false }
  const link = await makeLink(
    { db, now: it.at },
    {
      for: it.actorId.startsWith('mem_') ? { memberId: it.actorId } : { personId: it.actorId },
      endpoint,
      input: { id: it.threadId, ...rest },
      title: say`Reply to “${it.subject}”`,
      text: it.text,
    },
  )
  return { label: say`Reply`, url: link.url }
}
