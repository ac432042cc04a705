import * as api from '@hansa/contract/apply'
import type { ApplicationStatus } from '@hansa/contract/apply'
import { applicationStates, rejectionReasons } from '@hansa/contract/applications'
import { english, say } from '@hansa/contract/language'
import { Refusal } from '../../core/errors.ts'
import { done, handleOutside, type Route } from '../../core/http/route.ts'
import { readEcosystem } from '../../identity/queries.ts'
import { changeApplication, readApplication, type ApplicationRow } from '../queries/applications.ts'
import { historyOf } from '../queries/history.ts'
import { readProgramme } from '../queries/programmes.ts'
import type { Acting } from './acting.ts'
import { step } from './partnership.ts'
import { candidate } from './outcome.ts'
import { asApplicant } from './status-link.ts'

/** What an applicant may know: how it stands and why, never what vetting found. */
async function status({ db, now }: Acting, { id }: Pick<ApplicationRow, 'id'>): Promise<ApplicationStatus> {
  const it = await readApplication(db, id)
  return {
    ecosystem: (await readEcosystem(db)).name,
    programme: (await readProgramme(db, it.programmeId, now)).name,
    company: it.company,
    contact: it.contact,
    email: it.email,
    state: it.state,
    emailConfirmed: it.emailConfirmedAt !== null,
    submittedAt: it.submittedAt.toISOString(),
    asked: it.state === 'info_requested' ? it.asked : null,
    reason: it.reason === null ? null : rejectionReasons[it.reason].explanation,
    note: it.note,
    history: await historyOf(db, id),
    may: { answer: it.state === 'info_requested', withdraw: applicationStates[it.state].open },
  }
}

export const applicationStatus: Route[] = [
  handleOutside(api.readApplicationStatus, (ctx, { key }) => asApplicant(ctx, key, status)),
  handleOutside(api.confirmApplication, (ctx, { key }) =>
    asApplicant(ctx, key, async ({ db, now, record }, it) => {
      if (it.emailConfirmedAt !== null) return done
      const vettingDue = applicationStates[it.state].open
      await changeApplication(db, it, { emailConfirmedAt: now, vettingDue }, now)
      await record({ verb: 'application.confirmed', objectId: it.id, organizationId: it.organizationId })
      return done
    }),
  ),
  handleOutside(api.answerApplication, (ctx, { key, answer }) =>
    asApplicant(ctx, key, async (acting, it) => {
      if (it.state !== 'info_requested') throw new Refusal('conflict', say`Nothing is being asked of you at present.`)
      const { db, now } = acting
      // Who answers a mail has read it.
      const emailConfirmedAt = it.emailConfirmedAt ?? now
      await changeApplication(db, it, { state: 'submitted', answered: answer, emailConfirmedAt, vettingDue: true }, now)
      await acting.record({ verb: 'application.answered', objectId: it.id, organizationId: it.organizationId })
      return status(acting, it)
    }),
  ),
  handleOutside(api.withdrawApplication, (ctx, { key }) =>
    asApplicant(ctx, key, async (acting, it) => {
      if (!applicationStates[it.state].open) throw new Refusal('conflict', say`It has been decided already.`)
      const { db, now } = acting
      if (it.organizationId !== null)
        await step(acting, [
          {
            organizationId: it.organizationId,
            stage: 'off_boarded',
            reason: english`Application withdrawn`,
            types: [],
            appliedAt: it.submittedAt,
            from: candidate,
          },
        ])
      await changeApplication(db, it, { state: 'withdrawn', vettingDue: false, decidedAt: now }, now)
      await acting.record({ verb: 'application.withdrawn', objectId: it.id, organizationId: it.organizationId })
      return status(acting, it)
    }),
  ),
]
