import { today } from '../core/calendar.ts'
import type { ClockRule } from '../core/jobs/clocks.ts'
import { endExpired } from './queries/certifications.ts'
import { tellCertifications } from './queries/upsert.ts'

/** A certification ends on the day after its last. Who was away for weeks ends it as of that day all the same, once. */
export const enablementExpiry: ClockRule = {
  name: 'enablement.expiry',
  async run(db, { until }) {
    const day = await today(db, until)
    return tellCertifications(db, await endExpired(db, day, until), { now: until, day })
  },
}
