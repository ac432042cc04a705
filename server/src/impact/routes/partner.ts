import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/impact'
import { missing } from '../../core/errors.ts'
import { handle, type Route } from '../../core/http/route.ts'
import { readSpells } from '../../partners/queries/history.ts'
import * as queries from '../queries/partner.ts'
import { waits } from '../queries/tallies.ts'
import { waitingCurve, waitingFigure } from '../rules/figures.ts'
import { daysBetween, lookOf, monthsBetween } from '../rules/window.ts'
import { dayOf } from './look.ts'

export const partner: Route[] = [
  handle(api.readPartnerFigures, async (ctx, { organizationId, asOf, months }) => {
    const { db } = ctx
    const day = await dayOf(ctx, asOf)
    const look = lookOf('revenue', day, months)
    if (!(await queries.partnershipExists(db, organizationId))) throw missing(say`partnership of`, organizationId)

    const memberships = await queries.membershipsOf(db, organizationId, day)
    const spells = (await readSpells(db, [organizationId])).get(organizationId) ?? []
    const byMonth = Map.groupBy(await queries.revenueMonths(db, organizationId, look), (row) => row.currency)
    const from = look.from ?? day
    const revenue: api.PartnerFigures['revenue'] = []
    for (const [currency, rows] of byMonth) {
      const place = await queries.revenuePlace(db, organizationId, look, currency)
      if (!place) continue
      const amounts = new Map(rows.map((row) => [row.month, row.amount]))
      revenue.push({
        currency,
        from,
        amount: place.value,
        share: place.share,
        rank: place.rank,
        of: place.of,
        months: monthsBetween(from, day).map((month) => ({ month, amount: amounts.get(month) ?? 0 })),
      })
    }

    const cohort = memberships[0] ? Number(memberships[0].joined.slice(0, 4)) : null
    const wait = await queries.waitOf(db, organizationId, look)
    const others = cohort === null ? [] : await waits(db, { ...look, currency: null }, { cohort })
    const median = waitingFigure(others, waitingCurve(others))
    return {
      asOf: day,
      memberships,
      tenureDays: memberships.reduce((sum, { joined, left }) => sum + daysBetween(joined, left ?? day), 0),
      tiers: spells
        .filter((spell) => spell.field === 'tier' && spell.from <= day)
        .map(({ value, from: since, to }) => ({ tier: value, from: since, to: to !== null && to <= day ? to : null })),
      revenue,
      certifications: await queries.validCertifications(db, organizationId, day),
      satisfaction: await queries.latestSatisfaction(db, organizationId, day),
      firstRevenue: {
        days: wait?.value === 1 ? wait.days : null,
        waiting: wait?.value === 0 ? wait.days : null,
        cohort,
        median: median.value,
        needs: median.needs,
      },
    }
  }),
]
