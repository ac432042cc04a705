import type { Db } from '../../core/database/scope.ts'
import { recordEvents, type Actor, type NewEvent } from '../../core/events/record.ts'
import { enqueue, type NewJob } from '../../core/jobs/queue.ts'
import type { JobContext, JobTools } from '../../core/jobs/worker.ts'
import type { Services } from '../../core/services.ts'

/** What deciding on an application stands on, whoever decides: a person, a job, or the applicant without a login. */
export interface Acting {
  readonly db: Db
  readonly now: Date
  readonly record: (...events: NewEvent[]) => Promise<void>
  readonly enqueue: (job: NewJob) => Promise<string>
}

export const asJob = (job: JobContext, db: Db, tools: JobTools): Acting => ({
  db,
  now: job.now(),
  record: async (...events) => void (await tools.record(events)),
  enqueue: tools.enqueue,
})

/** One transaction in the name of somebody who has no login, such as an applicant. */
export async function asOutsider<T>(
  services: Services,
  ecosystemId: string,
  now: Date,
  work: (acting: Acting, named: (name: string) => void) => Promise<T>,
): Promise<T> {
  let wanted = false
  const result = await services.database.scoped({ ecosystemId, partnerId: null }, (db) => {
    let name: string | null = null
    const actor = (): Actor => ({ kind: 'partner', id: null, name })
    return work(
      {
        db,
        now,
        record: async (...events) => void (await recordEvents(db, actor(), now, 'form', events)),
        enqueue: (job) => {
          wanted = true
          return enqueue(db, job, now, null)
        },
      },
      (given) => {
        name = given
      },
    )
  })
  if (wanted) services.wake()
  return result
}
