import * as api from '@hansa/contract/lifecycle'
import { today } from '../../core/calendar.ts'
import { handle, type Route } from '../../core/http/route.ts'
import { companyNames, stageSpells } from '../queries/lifecycle.ts'
import { daysOf, figuresOf, outcomeOf, staysOf } from '../rules/funnel.ts'

const mostRows = 500

export const lifecycle: Route[] = [
  handle(api.readLifecycle, async ({ db, now }, { from }) => {
    const day = await today(db, now)
    return { day, stages: figuresOf(staysOf(await stageSpells(db, from, day)), day) }
  }),
  handle(api.listStageRows, async ({ db, now }, { stage, from, outcome }) => {
    const day = await today(db, now)
    const rows = staysOf(await stageSpells(db, from, day))
      .filter((stay) => stay.stage === stage && (outcome === undefined || outcomeOf(stay, day) === outcome))
      .toSorted((a, b) => (a.from < b.from ? 1 : -1))
    const shown = rows.slice(0, mostRows)
    const names = await companyNames(db, [...new Set(shown.map((stay) => stay.organizationId))])
    return {
      total: rows.length,
      items: shown.map((stay) => ({
        organizationId: stay.organizationId,
        name: names.get(stay.organizationId) ?? '',
        from: stay.from,
        to: stay.to,
        days: daysOf(stay, day),
        outcome: outcomeOf(stay, day),
        next: stay.next,
      })),
    }
  }),
]
