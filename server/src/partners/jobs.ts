import { beginnings, today } from '../core/calendar.ts'
import { newId } from '../core/ids.ts'
import type { ClockRule } from '../core/jobs/clocks.ts'
import { changePartnerships } from './queries/change.ts'
import { awaiting } from './queries/partners.ts'
import { planned } from './rules/plan.ts'
import { daysOf, tellings } from './rules/turns.ts'

/** What was recorded ahead (a tier from next month, a manager until Friday) comes true when its day begins. */
export const partnerDays: ClockRule = {
  name: 'partners.days',
  async run(db, { until }) {
    const day = await today(db, until)
    const ids = await awaiting(db, day)
    if (ids.length === 0) return []
    const id = (prefix: 'ptr' | 'spl') => newId(prefix, until)
    const plans = await changePartnerships(
      db,
      ids,
      (held) =>
        [...held.values()].flatMap((one) =>
          one.partnership ? [planned(one, one.spells, one.partnership, day, id)] : [],
        ),
      until,
    )
    return tellings(plans, day, until, await beginnings(db, daysOf(plans, day)))
  },
}
