import { today } from '../../core/calendar.ts'
import type { ClockRule } from '../../core/jobs/clocks.ts'
import { takeLate } from '../queries/tasks.ts'

/** A step that nobody finished in time is told once, on the day after it was due. */
export const lateTasks: ClockRule = {
  name: 'programme.tasks',
  async run(db, { until }) {
    const late = await takeLate(db, await today(db, until))
    return late.map(({ id, organizationId, title, owner }) => ({
      verb: 'task.late',
      objectId: id,
      organizationId,
      partnerId: organizationId,
      data: { title, owner },
    }))
  },
}
