import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/deal-splits'
import { mayIf } from '../../core/access.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { inLanguage } from '../../core/language.ts'
import { readDeal } from '../queries/deals.ts'
import { readLines } from '../queries/lines.ts'
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

/** The deal's own lines, each with the participant whom it belongs to: the partner's first place in the team. */
async function linesOf({ db }: Context, dealId: string, parties: Awaited<ReturnType<typeof queries.partiesOf>>) {
  const all = (await readLines(db, [dealId])).get(dealId) ?? []
  if (all.length === 0) throw wrong('lines', say`are needed: the deal has none of its own`)
  return all.map(({ product, amount, partnerId }) => {
    const party = parties.find((it) => it.partnerId === partnerId)
    if (!party)
      throw wrong(
        'lines',
        say`leave “${product}” to nobody in the team: say at the deal’s lines which partner it belongs to`,
      )
    return { name: product, participantId: party.id, amount }
  })
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
    const byLine = method === 'line' ? { lines: lines ?? (await linesOf(ctx, id, parties)) } : {}
    const how = { by: principal.name, at: now, reason: reason || null, isDefault: false }
    const asked = { method, shares, ...byLine }
    await ctx.record(...(await queries.addSplit(db, deal, parties, asked, { ...how, ...byLine })))
    return readSplits(ctx, id)
  }),
]
