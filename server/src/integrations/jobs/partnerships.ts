import { beginnings } from '../../core/calendar.ts'
import { newId } from '../../core/ids.ts'
import { changePartnerships } from '../../partners/queries/change.ts'
import { plannedAsGiven, type GivenPartnership } from '../../partners/rules/plan.ts'
import { daysOf, tellings } from '../../partners/rules/turns.ts'
import type { Outcome, Writing } from './write.ts'

/** Writes what a source says of partnerships, and tells the log. Answers what became of each organization's. */
export async function givePartnerships(to: Writing, given: readonly GivenPartnership[]): Promise<Map<string, Outcome>> {
  const ids = given.map((one) => one.organizationId)
  const how = { day: to.day, source: `import:${to.source}`, newId: (prefix: 'ptr' | 'spl') => newId(prefix, to.now) }
  const plans = await changePartnerships(to.db, ids, (held) => plannedAsGiven(held, given, how), to.now)
  const days = await beginnings(to.db, daysOf(plans, to.day))
  await to.record(tellings(plans, to.day, to.now, days))
  return new Map(plans.map((plan) => [plan.organizationId, plan.outcome]))
}
