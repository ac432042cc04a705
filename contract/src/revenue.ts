import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Currency, Day, flag, id, line, listInput, listOf, many, May, Moment, Money, paragraph } from './fields.ts'
import { word } from './language.ts'

/** What the money was for: `sale`, `freight`, `service`, … Each programme has its own words. */
export const RevenueKind = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, word('must be a lower-case word like sale'))

const facts = {
  /** The partner organization that made the revenue. */
  partnerId: id('org'),
  kind: RevenueKind,
  day: Day,
  ...Money.shape,
  product: line().nullable(),
  orderReference: line().nullable(),
  dealId: id('deal').nullable(),
}

/** One entry of revenue, in minor units of its currency. Never edited: a correction is another entry that reverses it. */
export const Revenue = z.object({
  id: id('rev'),
  ...facts,
  partnerName: z.string().nullable(),
  dealName: z.string().nullable(),
  /** The entry that this one takes back. */
  reversesId: id('rev').nullable(),
  /** The entry that takes this one back. */
  reversedById: id('rev').nullable(),
  note: z.string().nullable(),
  source: z.string(),
  sourceKey: z.string().nullable(),
  recordedAt: Moment,
  may: May,
})
export type Revenue = z.infer<typeof Revenue>

export const revenueFilters = {
  partnerId: many(id('org')).optional(),
  kind: many(RevenueKind).optional(),
  currency: many(Currency).optional(),
  dealId: id('deal').optional(),
  from: Day.optional(),
  until: Day.optional(),
}
export const listRevenue = endpoint({
  method: 'GET',
  path: '/revenue',
  can: 'deals.read',
  summary: 'Entries of revenue, filtered and sorted',
  input: listInput(['-day', 'amount', 'recordedAt'], revenueFilters),
  output: listOf(Revenue),
})
export const exportRevenue = endpoint({
  method: 'GET',
  path: '/revenue/export.csv',
  can: 'organizations.export',
  summary: 'Entries of revenue as CSV, with the same filters; amounts are in minor units of their currency',
  input: z.object(revenueFilters),
  output: z.unknown(),
  gives: 'text/csv',
})
export const recordRevenue = endpoint({
  method: 'POST',
  path: '/revenue',
  can: 'deals.write',
  summary: 'Record revenue; the same source and source key are recorded once',
  input: z.object({
    ...facts,
    product: facts.product.default(null),
    orderReference: facts.orderReference.default(null),
    dealId: facts.dealId.default(null),
    note: paragraph(500).optional(),
    source: line(60).optional(),
    sourceKey: line().optional(),
  }),
  output: Revenue,
})
export const reverseRevenue = endpoint({
  method: 'POST',
  path: '/revenue/:id/reverse',
  can: 'deals.write',
  summary: 'Take an entry back, whole and once, by an entry of the opposite amount',
  input: z.object({
    id: id('rev'),
    /** The day of the reversal; today, where it is not given. */
    day: Day.optional(),
    note: paragraph(500).optional(),
  }),
  output: Revenue,
})

export const periods = ['all', 'year', 'quarter', 'month'] as const
export const sumRevenue = endpoint({
  method: 'GET',
  path: '/revenue/sum',
  can: 'deals.read',
  summary: 'Exact totals of revenue by currency and kind, by period and partner; currencies are never summed together',
  input: z.object({
    ...revenueFilters,
    by: z.enum(periods).default('all'),
    /** One line for each partner instead of one for all of them. */
    perPartner: flag.default(false),
  }),
  output: z.object({
    items: z.array(
      z.object({
        /** `2026`, `2026-Q1` or `2026-01`; null for all of the time. */
        period: z.string().nullable(),
        partnerId: id('org').nullable(),
        currency: Currency,
        kind: RevenueKind,
        /** Minor units. */
        amount: z.int(),
        /** How many entries stand behind the amount, reversals among them. */
        entries: z.int(),
      }),
    ),
  }),
})
export type RevenueSum = z.infer<typeof sumRevenue.output>['items'][number]
