import type { Selectable } from 'kysely'
import { brandHere } from '../brand.ts'
import type { Db } from '../database/scope.ts'
import type { Tables } from '../database/tables.ts'
import type { JobContext, JobKind } from '../jobs/worker.ts'
import { compose, type Message } from './compose.ts'
import { choiceOf } from './outbox.ts'
import './send.ts'

type MailRow = Selectable<Tables['mail']>

/** Minutes between tries: soon at first, then rarely, three days in all. */
const waits = [1, 2, 5, 15, 30, 60, 120, 240, 480, 720, 1440, 1440]

/**
 * Delivers one mail, at least once. Where the process dies between the handing over and the note of it, the mail is
 * handed over again with the same Message-ID, by which mail programs know it for the same one.
 */
export const deliverMail: JobKind = {
  kind: 'mail.deliver',
  async run(job) {
    const ready = await job.inside((db) => prepare(db, String(job.input.mailId), job))
    if (!ready) return
    const { mailer, log } = job.services
    try {
      await mailer.deliver(ready.message)
    } catch (error) {
      log.warn({ mail: ready.mail.id, why: (error as Error).message }, 'a mail was not taken')
      await noteFailure(job, ready.mail, error as Error & { responseCode?: number })
      return
    }
    await job.inside((db) =>
      finish(db, ready.mail.id, job.now(), mailer.sends ? { state: 'sent', action: null } : { state: 'kept' }),
    )
  },
}

/** What to hand over; undefined where there is nothing left to do. */
async function prepare(db: Db, id: string, job: JobContext): Promise<{ mail: MailRow; message: Message } | undefined> {
  const mail = await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst()
  if (mail?.state !== 'queued') return undefined
  const choice = await choiceOf(db, mail.toAddress, mail.notification)
  if (mail.notification && choice?.notifications === false) {
    await finish(db, id, job.now(), { state: 'unwanted', action: null })
    return undefined
  }
  return { mail, message: await composed(db, mail, choice, job.services.mailer.address) }
}

type Choice = Awaited<ReturnType<typeof choiceOf>>

async function composed(db: Db, mail: MailRow, choice: Choice, address: string): Promise<Message> {
  const brand = await brandHere(db)
  const unsubscribe = mail.notification && choice ? choice.token : null
  return compose(mail, { brand, address, unsubscribe }, mail.language ?? choice?.language ?? brand.language)
}

/** The mail as its reader gets it. */
export const readMessage = async (db: Db, mail: MailRow, address: string): Promise<Message> =>
  composed(db, mail, await choiceOf(db, mail.toAddress, false), address)

const finish = (db: Db, id: string, now: Date, set: { state: 'sent' | 'kept' | 'unwanted'; action?: null }) =>
  db
    .updateTable('mail')
    .set((with_) => ({ ...set, error: null, nextTryAt: null, finishedAt: now, tries: with_('tries', '+', 1) }))
    .where('id', '=', id)
    .execute()

/** A mail server's 5xx is final; everything else (it is down, it is busy, a greylist) is worth another try. */
async function noteFailure(job: JobContext, mail: MailRow, error: Error & { responseCode?: number }): Promise<void> {
  const now = job.now()
  const wait = waits[mail.tries]
  const final = (error.responseCode ?? 0) >= 500 || wait === undefined
  const nextTryAt = final ? null : new Date(now.getTime() + wait * 60_000)
  await job.inside(async (db, tools) => {
    await db
      .updateTable('mail')
      .set({
        tries: mail.tries + 1,
        error: error.message.slice(0, 500),
        nextTryAt,
        ...(final && { state: 'failed' as const, finishedAt: now }),
      })
      .where('id', '=', mail.id)
      .execute()
    if (nextTryAt) await tools.enqueue({ kind: 'mail.deliver', input: { mailId: mail.id }, runAt: nextTryAt })
  })
}
