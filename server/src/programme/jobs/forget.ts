import type { ClockRule } from '../../core/jobs/clocks.ts'
import { forgetOld } from '../queries/form.ts'

const twoDays = 2 * 86_400_000

/** Forms that were begun and never sent leave files and passes behind: they go after two days. */
export const forgetForms: ClockRule = {
  name: 'programme.forms',
  async run(db, { until }) {
    await forgetOld(db, new Date(until.getTime() - twoDays))
    return []
  },
}
