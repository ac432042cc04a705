import type { ClockRule } from '../../core/jobs/clocks.ts'
import { dropDrafts } from '../queries/imports.ts'

const keptDays = 30

/** Imports that nobody ran go after a month, with their files. */
export const dropOldImports: ClockRule = {
  name: 'integrations.drafts',
  async run(db, { until }) {
    await dropDrafts(db, new Date(until.getTime() - keptDays * 86_400_000))
    return []
  },
}
