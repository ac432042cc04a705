import * as api from '@hansa/contract/fairness'
import type { FairnessPart, OwnFairness } from '@hansa/contract/fairness'
import { beginnings, today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import { handle, handleOutside, type Route } from '../../core/http/route.ts'
import * as queries from '../queries/fairness.ts'
import { fullYearBefore, isDisclosed, monthsTo, scoreOf, shareOf, type Tally } from '../rules/fairness.ts'

const parts = api.FairnessPart.options

/** The moments between which the days of a window lie. */
async function momentsOf(db: Db, { from, until }: { from: string; until: string }) {
  const end = new Date(`${until}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() + 1)
  const after = end.toISOString().slice(0, 10)
  const began = await beginnings(db, [from, after])
  return { from: began.get(from)!, before: began.get(after)! }
}

interface Look {
  readonly months: number
  readonly partnerId?: readonly string[] | undefined
  readonly reviewerId?: string | undefined
}
async function asked(db: Db, now: Date, { months, partnerId, reviewerId }: Look) {
  const days = monthsTo(await today(db, now), months)
  return { days, asked: { ...(await momentsOf(db, days)), partnerId, reviewerId } }
}

async function tallies(db: Db, look: queries.Asked): Promise<Record<FairnessPart, Tally>> {
  const found: [FairnessPart, Tally][] = []
  for (const part of parts) found.push([part, await queries.tallyOf(db, part, look)])
  return Object.fromEntries(found) as Record<FairnessPart, Tally>
}

export const fairness: Route[] = [
  handle(api.readFairness, async ({ db, now }, input) => {
    const look = await asked(db, now, input)
    const found = await tallies(db, look.asked)
    const shares = parts.map((part) => shareOf(part, found[part]))
    const { partnerId } = input
    return {
      ...look.days,
      score: scoreOf(shares),
      parts: shares,
      reviewers: await queries.reviewersIn(db, { ...look.asked, partnerId, reviewerId: undefined }),
    }
  }),
  handle(api.listFairnessRows, async ({ db, now }, { part, ...input }) =>
    queries.listRows(db, part, (await asked(db, now, input)).asked, input),
  ),
  handleOutside(api.readOwnFairness, async (ctx): Promise<OwnFairness> => {
    const { own, days, look } = await ctx.inside(async ({ db }) => {
      const window = fullYearBefore(await today(db, ctx.now))
      const moments = await momentsOf(db, window)
      return { days: window, look: moments, own: await tallies(db, moments) }
    })
    // Behind the wall only what all are together is counted, and of that only what says nothing of any one of them leaves.
    const { ecosystemId } = ctx.principal!
    const all = await ctx.services.database.scoped({ ecosystemId, partnerId: null }, (db) => tallies(db, look))
    const shown = parts.map((part) => {
      const { part: _part, ...share } = shareOf(part, all[part])
      const { partners: _partners, ...mine } = own[part]
      return { part, all: isDisclosed(all[part], own[part]) ? share : null, own: mine }
    })
    return { ...days, score: scoreOf(shown.flatMap((it) => (it.all ? [it.all] : []))), parts: shown }
  }),
  handle(api.listOwnFairnessRows, async ({ db, now }, { part, ...input }) =>
    queries.listOwnRows(db, part, await momentsOf(db, fullYearBefore(await today(db, now))), input),
  ),
]
