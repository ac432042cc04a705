import { say } from '@hansa/contract/language'
import * as journeyApi from '@hansa/contract/customer-journey'
import * as segmentApi from '@hansa/contract/journey-segments'
import { readCursor, writeCursor } from '../../core/database/lists.ts'
import { wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { readOrganization } from '../../organizations/queries/organizations.ts'
import { readDeal } from '../queries/deals.ts'
import * as facts from '../queries/journey-facts.ts'
import { ownTouches } from '../queries/journey-own.ts'
import { partnerPasts, pastStays, wantedFor } from '../queries/journey-suggest.ts'
import { readOwnDeal } from '../queries/team-own.ts'
import { journeyOf } from '../rules/journey.ts'
import { whiteAges } from '../rules/journey-figures.ts'
import { chooseLikeness, suggest, traitsOf } from '../rules/journey-suggest.ts'
import { furthest, happeningsOf, isAfter, mergedOf, openOf, placeOf, stagesOf } from '../rules/journey-view.ts'
import { arrivals, journeyDay } from './journey-segments.ts'

async function journeyFor(ctx: Context, id: string, asked: string | undefined) {
  const { db, now } = ctx
  const asOf = await journeyDay(ctx, asked)
  const { name } = await readOrganization(db, id)
  const { rules, version } = await facts.journeyRules(db, now)
  const its = (await facts.readFacts(db, [id], rules)).get(id)!
  const journey = journeyOf(its, rules, asOf)
  const names = await facts.namesOf(
    db,
    journey.touches.flatMap(({ partnerId }) => partnerId ?? []),
  )
  return { asOf, name, rules, version, deals: its.deals, journey, names }
}

export const journey: Route[] = [
  handle(journeyApi.readCustomerJourney, async (ctx, { id, asOf: asked }) => {
    const { db } = ctx
    const { asOf, name, rules, version, deals, journey: its, names } = await journeyFor(ctx, id, asked)
    const ages = whiteAges(await arrivals(ctx, asOf), rules.whiteSpot)
    const isWhite = (stage: journeyApi.JourneyHappening['stage'], days: number) => days >= (ages.get(stage) ?? Infinity)
    const open = openOf(its, deals, asOf, isWhite)
    return {
      asOf,
      rulesVersion: version,
      customerName: name,
      now: furthest(open),
      stages: stagesOf(its, deals, {
        names,
        roles: await facts.teamRoles(db, id),
        technologies: (await facts.technicalRelationships(db, id)).filter(({ since }) => since <= asOf),
      }),
      open,
    }
  }),
  handle(journeyApi.listCustomerHappenings, async (ctx, { id, asOf, show, after, limit, ...filter }) => {
    const { journey: its, deals, names } = await journeyFor(ctx, id, asOf)
    const place = after === undefined ? undefined : readCursor(after, 4)
    const all = happeningsOf(its, deals, names, filter, show === 'merged')
    const rest = place ? all.filter((it) => isAfter(placeOf(it), place)) : all
    const items = rest.slice(0, limit)
    const next = rest.length > limit ? writeCursor(placeOf(items.at(-1)!)) : null
    return place ? { items, next } : { items, next, total: all.length }
  }),
  handle(segmentApi.readJourneySuggestions, async (ctx, { id, asOf: asked, type }) => {
    const { db, now } = ctx
    const asOf = await journeyDay(ctx, asked)
    await readDeal(db, id)
    const wanted = await wantedFor(db, id, asOf)
    if (!wanted) throw wrong('id', say`"${id}" stands in no stage of the journey on ${asOf}`)
    const { rules } = await facts.journeyRules(db, now)
    const { stays, alike: least, certifications } = rules.suggestion
    const certification = certifications.find(({ product }) => product === wanted.product)?.certification ?? null
    const { alike, ...usual } = chooseLikeness(await pastStays(db, wanted), least)
    const partners = await partnerPasts(db, wanted, traitsOf[alike], certification)
    const { stage, since, days } = wanted
    const age = whiteAges(await arrivals(ctx, asOf), rules.whiteSpot).get(stage)
    return {
      asOf,
      dealId: id,
      stage,
      since,
      days,
      whiteSpot: age !== undefined && days >= age && !wanted.isTouched,
      alike,
      certification,
      ...suggest(partners, usual, { stays, alike: least, certification, type }),
    }
  }),
  handle(journeyApi.readOwnJourney, async ({ db }, { id }) => {
    const deal = await readOwnDeal(db, id)
    // Before the invitation is accepted the stage is not disclosed, and with it no touch’s.
    if (deal.stage === null) return { items: [] }
    const own = (await ownTouches(db, id)).map(({ day, ...touch }) => ({
      ...touch,
      month: day.slice(0, 7),
      organizationId: null,
      dealId: id,
      count: 1,
      first: day,
      last: day,
    }))
    const merged = mergedOf(own).toSorted((a, b) => (isAfter(placeOf(b), placeOf(a)) ? -1 : 1))
    return { items: merged.slice(0, 200).map(({ organizationId: _o, dealId: _d, ...it }) => it) }
  }),
]
