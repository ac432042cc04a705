import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/deal-credit'
import { mayIf } from '../../core/access.ts'
import { Refusal } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { inLanguage } from '../../core/language.ts'
import { readDeal } from '../queries/deals.ts'
import { creditNow, creditsOf, decideCredit } from '../queries/sourced.ts'
import { holdTeam } from '../queries/team.ts'

const notWon = say`The deal is not won: its credit is decided then.`

async function readCredit(ctx: Context, id: string): Promise<api.DealCredit> {
  const deal = await readDeal(ctx.db, id)
  const allowed = mayIf(ctx.principal, 'deals.write')
  return {
    now: await creditNow(ctx.db, deal, ctx.now),
    decided: await creditsOf(ctx.db, id),
    may: { correct: allowed === true && deal.stage !== 'won' ? inLanguage(notWon, ctx.language) : allowed },
  }
}

export const teamCredit: Route[] = [
  handle(api.readDealCredit, (ctx, { id }) => readCredit(ctx, id)),
  handle(api.correctDealCredit, async (ctx, { id, reason }) => {
    const deal = await holdTeam(ctx.db, id)
    if (deal.stage !== 'won') throw new Refusal('conflict', notWon)
    await ctx.record(...(await decideCredit(ctx.db, deal, ctx.now, reason)))
    return readCredit(ctx, id)
  }),
]
