import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/deal-splits'
import { mayIf } from '../../core/access.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { inLanguage } from '../../core/language.ts'
import { readDeal } from '../queries/deals.ts'
import * as queries from '../queries/splits.ts'
import { holdTeam } from '../queries/team.ts'

const lost = say`The deal is lost: there is nothing to split.`
const nobody = say`Nobody is in the team yet.`

async function readSplits(ctx: Context, dealId: string): Promise<api.DealSplits> {
  const { db, principal, language } = ctx
  const deal = await readDeal(db, dealId)
  const allowed = mayIf(principal, 'deals.write')
  const parties = await queries.partiesOf(db, deal)
  const problem = deal.stage === 'lost' ? lost : parties.length === 0 ? nobody : undefined
  return {
    splits: (await queries.versionsOf(db, dealId)).map(queries.presentSplit),
    entries: await queries.entriesOf(db, dealId),
    may: { propose: allowed === true && problem ? inLanguage(problem, language) : allowed },
  }
}

export const splits: Route[] = [
  handle(api.readDealSplits, (ctx, { id }) => readSplits(ctx, id)),
  handle(api.proposeSplit, async (ctx, { id, method, shares, lines, reason }) => {
    const { db, now, principal } = ctx
    const deal = await holdTeam(db, id)
    if (deal.stage === 'lost') throw new Refusal('conflict', lost)
    if (deal.stage === 'won' && !reason)
      throw wrong('reason', say`is needed: the deal is won, so this corrects what is locked`)
    const parties = await queries.partiesOf(db, deal)
    if (parties.length === 0) throw new Refusal('conflict', nobody)
    const how = { by: principal.name, at: now, reason: reason || null, isDefault: false }
    await ctx.record(
      ...(await queries.addSplit(
        db,
        deal,
        parties,
        { method, shares, lines },
        {
          ...how,
          ...(method === 'line' && { lines: lines ?? [] }),
        },
      )),
    )
    return readSplits(ctx, id)
  }),
]
