import type { Language, Saying } from '@hansa/contract/language'
import type { ColumnType, Generated } from 'kysely'
import type { Db } from '../database/scope.ts'
import { wrong } from '../errors.ts'
import { newId } from '../ids.ts'
import { enqueue as enqueueJob, type NewJob } from '../jobs/queue.ts'
import type { Services } from '../services.ts'
import { addressProblem } from './compose.ts'

type Kept<T> = ColumnType<T, string, string>

declare module '../database/tables.ts' {
  interface Tables {
    mail: {
      ecosystemId: Generated<string>
      id: string
      toAddress: string
      toName: string | null
      language: Language | null
      subject: Kept<Saying>
      paragraphs: Kept<Saying[]>
      action: ColumnType<MailAction | null, string | null, string | null>
      private: boolean
      notification: boolean
      aboutId: string | null
      state: Generated<'queued' | 'sent' | 'kept' | 'failed' | 'unwanted'>
      tries: Generated<number>
      error: string | null
      createdAt: Date
      nextTryAt: Date | null
      finishedAt: Date | null
    }
    mailChoice: {
      ecosystemId: Generated<string>
      address: string
      token: string
      notifications: Generated<boolean>
      language: Language | null
    }
  }
}

/** What a person wrote, which is said as it is in every language. */
export const asIs = (text: string): Saying => ({ text: '{0}', values: [text] })

/** The one thing that a mail asks its reader to do. */
interface MailAction {
  readonly label: Saying
  /** A path of this Hansa, such as `/portal/invitation#…`; its own address is put in front when the mail goes out. */
  readonly url: string
}

export interface NewMail {
  readonly to: string
  readonly toName?: string
  /** Without it, the language that the reader of this address has chosen, else English. */
  readonly language?: Language
  readonly subject: Saying
  /** Paragraphs. */
  readonly text: readonly Saying[]
  readonly action?: MailAction
  /** The id of the record that it is about. */
  readonly about?: string
  /** Its link is as good as a password (a reset): administrators do not see it on the outbox's page. */
  readonly private?: boolean
  /** Not an answer to something that the reader did: it carries an unsubscribe link, and is not sent to who used it. */
  readonly notification?: boolean
}

/** What a transaction has at hand: a request's context, a listener's, or a job's `{ db, now: job.now(), enqueue }`. */
interface MailContext {
  readonly db: Db
  readonly now: Date
  readonly enqueue: (job: NewJob) => Promise<string>
}

/**
 * Writes a mail in the caller's transaction; a job delivers it once that has committed.
 *
 * @returns the mail's id.
 * @throws Refusal for an address that no mail can go to; Error for a link that leads away from this Hansa.
 */
export async function sendMail(ctx: MailContext, mail: NewMail): Promise<string> {
  const problem = addressProblem(mail.to)
  if (problem) throw wrong('email', problem)
  if (mail.action && !/^\/(?!\/)[^\s\\]*$/.test(mail.action.url))
    throw new Error('A mail links to a path of this Hansa, such as /portal, and to nothing else')
  const id = newId('mail', ctx.now)
  await ctx.db
    .insertInto('mail')
    .values({
      id,
      toAddress: mail.to.toLowerCase(),
      toName: mail.toName ?? null,
      language: mail.language ?? null,
      subject: JSON.stringify(mail.subject),
      paragraphs: JSON.stringify(mail.text),
      action: mail.action ? JSON.stringify(mail.action) : null,
      private: mail.private ?? false,
      notification: mail.notification ?? false,
      aboutId: mail.about ?? null,
      error: null,
      createdAt: ctx.now,
      nextTryAt: ctx.now,
      finishedAt: null,
    })
    .execute()
  await ctx.enqueue({ kind: 'mail.deliver', input: { mailId: id } })
  return id
}

/**
 * For those who stand in no transaction, such as a forgotten password: the mail is left in one ecosystem that the person
 * belongs to, in a short transaction of its own.
 */
export async function sendMailIn(services: Services, ecosystemId: string, mail: NewMail): Promise<string> {
  const now = services.clock.now()
  const id = await services.database.scoped({ ecosystemId, partnerId: null }, (db) =>
    sendMail({ db, now, enqueue: (job) => enqueueJob(db, job, now, null) }, mail),
  )
  services.wake()
  return id
}
