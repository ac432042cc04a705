import type { ClockRule } from './jobs/clocks.ts'

const aDay = 86_400_000
/** A call that comes again after this long is another call. */
const replayDays = 7
/** An upload that was not done by then has broken off. */
const uploadDays = 2

/** Takes away what is of no use any more: answers kept for calls that came twice, and uploads that broke off. */
export const sweep: ClockRule = {
  name: 'core.sweep',
  async run(db, { until }) {
    const before = (days: number) => new Date(until.getTime() - days * aDay)
    await db.deleteFrom('replay').where('createdAt', '<', before(replayDays)).execute()
    await db.deleteFrom('file').where('sha256', '=', '').where('createdAt', '<', before(uploadDays)).execute()
    return []
  },
}
