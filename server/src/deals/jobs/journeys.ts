import type { JobKind } from '../../core/jobs/worker.ts'
import { copyOn, isOutdated, readOn } from '../queries/journey-copy.ts'

/** Reads the log into the copy of journeys that segments and white spots are counted from; after a change of rules, anew. */
export const readJourneys: JobKind = {
  kind: 'deals.journeys',
  async run(job) {
    let events = 0
    for (;;) {
      const read = await job.inside((db) => readOn(db, job.now()))
      events += read
      if (read === 0) break
    }
    if (!(await job.inside((db) => isOutdated(db, job.now())))) return { events }
    let after = (job.checkpoint?.['after'] as string | undefined) ?? null
    for (;;) {
      after = await job.inside(async (db, { save }) => {
        const next = await copyOn(db, after, job.now())
        if (next) await save({ checkpoint: { after: next } })
        return next
      })
      if (after === null) return { events }
    }
  },
}
