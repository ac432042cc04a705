import { say } from '@hansa/contract/language'
import type { JobKind } from '../../core/jobs/worker.ts'
import { asIs, sendMail } from '../../core/mail/send.ts'
import { holdAnnouncement, nextReaders } from '../queries/announcements.ts'

const partnersAtOnce = 100

/** Mails an announcement to the people of the partners that it reached, in portions: each goes out with its checkpoint. */
export const announceByMail: JobKind = {
  kind: 'messages.announce',
  async run(job) {
    const id = String(job.input.announcementId)
    let { after, sent } = (job.checkpoint ?? { after: '', sent: 0 }) as { after: string; sent: number }
    for (;;) {
      const next = await job.inside(async (db, { enqueue, save }) => {
        const it = await holdAnnouncement(db, id)
        const rows = it.state === 'published' ? await nextReaders(db, id, after, partnersAtOnce) : []
        const last = rows.at(-1)
        if (!last) return undefined
        let mails = 0
        for (const { email, name } of rows) {
          if (email === null) continue
          mails++
          await sendMail(
            { db, now: job.now(), enqueue },
            {
              to: email,
              ...(name !== null && { toName: name }),
              subject: asIs(it.title),
              text: it.body.split(/\n{2,}/).map(asIs),
              action: { label: say`Open the portal`, url: '/portal' },
              about: id,
              notification: true,
            },
          )
        }
        await save({ done: sent + mails, checkpoint: { after: last.partnerId, sent: sent + mails } })
        return { after: last.partnerId, mails }
      })
      if (!next) return { mails: sent }
      after = next.after
      sent += next.mails
    }
  },
}
