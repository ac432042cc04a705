import type { Db } from '../../core/database/scope.ts'

/** What the applicant hears of, by the log's verbs. */
const told = [
  'application.submitted',
  'application.confirmed',
  'application.info_requested',
  'application.answered',
  'application.approved',
  'application.rejected',
  'application.reopened',
  'application.withdrawn',
]

/** What happened to an application that its applicant knows of, oldest first. */
export async function historyOf(db: Db, applicationId: string): Promise<{ at: string; what: string }[]> {
  const events = await db
    .selectFrom('event')
    .select(['happenedAt', 'verb'])
    .where('objectId', '=', applicationId)
    .where('verb', 'in', told)
    .orderBy('happenedAt')
    .orderBy('id')
    .execute()
  return events.map(({ happenedAt, verb }) => ({ at: happenedAt.toISOString(), what: verb }))
}
