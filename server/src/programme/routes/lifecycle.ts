import * as api from '@hansa/contract/lifecycle'
import { today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import { handle, type Route } from '../../core/http/route.ts'
import { companyNames, stageSpells } from '../queries/lifecycle.ts'
import { daysOf, figuresOf, outcomeOf, staysOf } from '../rules/funnel.ts'

const mostRows = 500

/** The stays that began within a time; what followed them is known also where it came later. */
async function staysWithin(
  db: Db,
  { from, until }: { from?: string | undefined; until?: string | undefined },
  day: string,
) {
  const stays = staysOf(await stageSpells(db, from, day))
  return until === undefined ? stays : stays.filter((stay) => stay.from <= until)
}

export const lifecycle: Route[] = [
  handle(api.readLifecycle, async ({ db, now }, within) => {
    const day = await today(db, now)
    return { day, stages: figuresOf(await staysWithin(db, within, day), day) }
  }),
  handle(api.listStageRows, async ({ db, now }, { stage, outcome, ...within }) => {
    const day = await today(db, now)
    const rows = (await staysWithin(db, within, day))
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
