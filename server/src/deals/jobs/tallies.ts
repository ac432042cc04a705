import type { ClockRule } from '../../core/jobs/clocks.ts'
import { addUpTallies } from '../queries/board.ts'

/** Keeps the counts of deals short. */
export const dealTallies: ClockRule = {
  name: 'deals.tallies',
  async run(db) {
    await addUpTallies(db)
    return []
  },
}
