import { leavingReasons, type LeavingReason } from '@hansa/contract/lifecycle'
import { say, term } from '@hansa/contract/language'
import { keepFile } from '../../core/files.ts'
import type { JobKind } from '../../core/jobs/worker.ts'
import { sendMail } from '../../core/mail/send.ts'
import { readEcosystem } from '../../identity/queries.ts'
import { signed } from '../queries/form.ts'
import { changeOffBoarding, offBoardingsOf } from '../queries/off-boarding.ts'
import { partnerData } from '../queries/partner-data.ts'

const days = 30
const aDay = 86_400_000
const mostBytes = 2_000_000_000

/** Gathers a leaving partner's own data into one file, and mails the link to it to the people who had access. */
export const exportPartner: JobKind = {
  kind: 'programme.export',
  async run(job) {
    const { organizationId, to } = job.input as { organizationId: string; to: { name: string; email: string }[] }
    const { database } = job.services
    const { ecosystemId } = job
    const scope = { ecosystemId, partnerId: organizationId }
    let records = 0
    async function* lines() {
      for await (const record of partnerData((work) => database.scoped(scope, work))) {
        records++
        yield new TextEncoder().encode(`${JSON.stringify(record)}\n`)
      }
    }
    const now = job.now()
    const file = await keepFile(
      database,
      { ecosystemId, partnerId: null },
      { name: 'my-data.ndjson', body: lines(), most: mostBytes, now },
    )
    await job.inside(async (db, { record, enqueue }) => {
      const [leaving] = await offBoardingsOf(db, organizationId)
      if (!leaving || leaving.undoneAt !== null) return
      const until = new Date(now.getTime() + days * aDay)
      await changeOffBoarding(db, leaving.id, { exportFileId: file.id, exportUntil: until })
      const key = await signed(db, 'export', [ecosystemId, file.id, until.getTime()].join('~'))
      const { name: vendor } = await readEcosystem(db)
      for (const { name, email } of to)
        await sendMail(
          { db, now, enqueue },
          {
            to: email,
            toName: name,
            subject: say`The partnership with ${vendor} has ended`,
            text: [
              say`Hello ${name},`,
              say`The partnership with ${vendor} has ended: ${term(leavingReasons[leaving.reason as LeavingReason])}. Access to the partner portal ended with it.`,
              ...(leaving.note === '' ? [] : [say`${leaving.note}`]),
              say`What was earned is paid until ${leaving.runOffUntil}.`,
              say`Your company’s own data is ready for you to take along. The link works for ${days} days.`,
            ],
            action: { label: say`Download the data`, url: `/portal/export#${key}` },
            about: leaving.id,
            private: true,
          },
        )
      await record([
        {
          verb: 'partner.data_exported',
          objectId: leaving.id,
          organizationId,
          partnerId: organizationId,
          data: { records },
        },
      ])
    })
    return { records }
  },
}
