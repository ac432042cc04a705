import * as events from '@hansa/contract/events'
import * as jobs from '@hansa/contract/jobs'
import { backupRoutes } from './backup/routes.ts'
import { listAudit, listTimeline } from './events/lists.ts'
import { presentEvent, readEvents } from './events/read.ts'
import { listTroubles, retryTrouble } from './events/trouble.ts'
import { handle, type Route } from './http/route.ts'
import { cancelJob, listJobs, readJob } from './jobs/queue.ts'
import { mail } from './mail/routes.ts'

/** What every capability leaves behind: events, jobs and mails. */
export const core: Route[] = [
  ...backupRoutes,
  handle(events.listTimeline, ({ db }, input) => listTimeline(db, input)),
  handle(events.listAudit, ({ db }, input) => listAudit(db, input)),
  handle(events.readEvents, async ({ db }, { cursor, limit }) => {
    const news = await readEvents(db, cursor, limit)
    return { items: news.items.map(presentEvent), cursor: news.cursor }
  }),
  handle(events.listEventTroubles, ({ db }, input) => listTroubles(db, input)),
  handle(events.retryEvent, async ({ db, record }, { id }) => {
    const trouble = await retryTrouble(db, id)
    await record({ verb: 'event.retried', objectId: trouble.eventId, data: { reader: trouble.reader } })
    return trouble
  }),
  handle(jobs.listJobs, ({ db }, input) => listJobs(db, input)),
  handle(jobs.readJob, ({ db }, { id }) => readJob(db, id)),
  handle(jobs.cancelJob, async ({ db, now, record }, { id }) => {
    const job = await cancelJob(db, id, now)
    await record({ verb: 'job.cancelled', objectId: id, data: { kind: job.kind } })
    return job
  }),
  ...mail,
]
