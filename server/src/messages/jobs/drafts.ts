import type { ClockRule } from '../../core/jobs/clocks.ts'
import { dropDrafts } from '../queries/files.ts'

const aDay = 86_400_000

/** Uploads for a message that was never sent are deleted after a day. */
export const dropOldDrafts: ClockRule = {
  name: 'messages.drafts',
  async run(db, { until }) {
    await dropDrafts(db, new Date(until.getTime() - aDay))
    return []
  },
}
