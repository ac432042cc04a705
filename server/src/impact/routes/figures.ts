import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/impact'
import type { Drill, Figure } from '@hansa/contract/impact'
import { metricOf, metrics, standardFacts, type MetricKey } from '@hansa/contract/metrics'
import { partnerTypes, type PartnerType } from '@hansa/contract/partners'
import { wrong } from '../../core/errors.ts'
import { handle, type Route } from '../../core/http/route.ts'
import { drillsOf } from '../queries/rows.ts'
import { figureRows, revenueByPartner, tallies, waits } from '../queries/tallies.ts'
import * as rules from '../rules/figures.ts'
import { lookOf } from '../rules/window.ts'
import { details } from './details.ts'
import { dayOf, seenOf } from './look.ts'
import { remembered } from './remember.ts'

const keys = Object.keys(metrics) as MetricKey[]
const facts = Object.keys(standardFacts).length

/** Figures that are counts and shares of rows, by what turns them into a figure. */
const ofTally: Partial<Record<MetricKey, (sum: number, count: number) => Figure>> = {
  active_partners: (sum) => rules.countFigure('active_partners', sum),
  joins: (sum) => rules.countFigure('joins', sum),
  leaves: (sum) => rules.countFigure('leaves', sum),
  net_joins: (sum) => rules.countFigure('net_joins', sum),
  yearly_loss: (sum, count) => rules.shareFigure('yearly_loss', sum, count),
  retention: (sum, count) => rules.shareFigure('retention', sum, count),
  certification_coverage: (sum, count) => rules.shareFigure('certification_coverage', sum, count),
  data_hygiene: (sum, count) => rules.hygieneFigure(sum, count, facts),
}

type Earned = Awaited<ReturnType<typeof revenueByPartner>>
/** All partners' revenue of one currency. */
const inAll = (all: Earned) => ({
  currency: all[0]!.currency,
  amount: all.reduce((sum, partner) => sum + partner.amount, 0),
  entries: all.reduce((sum, partner) => sum + partner.entries, 0),
})

const words: Record<string, (value: string) => string> = {
  types: (value) => partnerTypes[value as PartnerType],
  missing: (value) => standardFacts[value as keyof typeof standardFacts],
}

export const figures: Route[] = [
  handle(api.listFigures, async (ctx, { asOf, months }) => {
    const { db } = ctx
    const day = await dayOf(ctx, asOf)
    return remembered(ctx, ['figures', day, months], async () => {
      const look = (metric: MetricKey) => ({ ...lookOf(metric, day, months), currency: null })
      const found = await tallies(
        db,
        keys.filter((metric) => ofTally[metric]).map((metric) => ({ metric, seen: look(metric) })),
      )
      const waiting = await waits(db, look('time_to_first_revenue'))
      const revenue = Map.groupBy(await revenueByPartner(db, look('revenue')), (partner) => partner.currency)
      const order = [...revenue.values()].map(inAll).sort((a, b) => b.entries - a.entries)
      const items = keys.flatMap((metric) => {
        const { count, sum } = found.get(metric) ?? { count: 0, sum: 0 }
        const make = ofTally[metric]
        if (make) return [make(sum, count)]
        if (metric === 'time_to_first_revenue') return [rules.waitingFigure(waiting, rules.waitingCurve(waiting))]
        if (order.length === 0)
          return [metric === 'revenue' ? rules.revenueFigure(null, 0, 0) : rules.concentrationFigure(null, null)]
        return order.map(({ currency, amount, entries }) =>
          metric === 'revenue'
            ? rules.revenueFigure(currency, amount, entries)
            : rules.concentrationFigure(
                currency,
                rules.concentrationOf(
                  (revenue.get(currency) ?? []).map((partner) => partner.amount),
                  10,
                ),
              ),
        )
      })
      return { asOf: day, items }
    })
  }),
  handle(api.readFigure, async (ctx, { metric, ...asked }) => {
    const { seen, currencies: known } = await seenOf(ctx, metric, asked)
    const {
      figure,
      inputs,
      caveats = [],
      breakdown = null,
    } = await remembered(ctx, [metric, seen], () => details[metric](ctx.db, seen))
    const { definition, formula, grain, method } = metricOf(metric)
    const { asOf, from, until } = seen
    return {
      ...figure,
      asOf,
      from,
      until,
      definition: definition.join(' '),
      formula,
      grain,
      method,
      inputs,
      caveats: [...caveats],
      currencies: known,
      breakdown,
    }
  }),
  handle(api.listFigureRows, async (ctx, { metric, asOf, months, currency, sort, after, limit, ...drill }) => {
    const unknown = (Object.keys(drill) as (keyof Drill)[]).filter(
      (key) => drill[key] !== undefined && !drillsOf[metric].includes(key),
    )
    if (unknown[0])
      throw wrong(unknown[0], say`"${metric}" has no such part; it knows ${drillsOf[metric].join(', ') || 'none'}`)
    const { seen } = await seenOf(ctx, metric, { asOf, months, currency })
    const list = await figureRows(ctx.db, metric, seen, drill, { sort, after, limit })
    return {
      ...list,
      items: list.items.map((row) => ({ ...row, facts: inWords(row.facts) })),
      asOf: seen.asOf,
      from: seen.from,
      until: seen.until,
      currency: seen.currency,
    }
  }),
]

const inWords = (row: Record<string, string | number | null>) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => {
      const word = words[key]
      return [key, word && typeof value === 'string' ? value.split(', ').map(word).join(', ') : value]
    }),
  )
