import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Currency, Day, id, line, listInput, listOf, many, May, Moment, Money, paragraph, Version } from './fields.ts'
import { word } from './language.ts'

/**
 * The stages of the pipeline, in their order. `place` orders what happened on one day; a deal in a closed stage is done.
 * Imports map their own words to these and keep the word that they had.
 */
export const dealStages = {
  prospecting: { name: word('Prospecting'), place: 0, closed: false },
  qualified: { name: word('Qualified'), place: 1, closed: false },
  proposal: { name: word('Proposal'), place: 2, closed: false },
  negotiation: { name: word('Negotiation'), place: 3, closed: false },
  won: { name: word('Won'), place: 4, closed: true },
  lost: { name: word('Lost'), place: 4, closed: true },
} as const
export type DealStage = keyof typeof dealStages
export const DealStage = z.enum(Object.keys(dealStages) as [DealStage])

const facts = {
  name: line(),
  customerId: id('org'),
  /** The partner that brings the deal; null for a direct one. */
  partnerId: id('org').nullable(),
  /** Who works on it, by name. */
  owner: line().nullable(),
  value: Money.extend({ amount: z.int().min(0) }).nullable(),
  product: line().nullable(),
  openedOn: Day,
  expectedCloseOn: Day.nullable(),
  lostReason: paragraph(500).nullable(),
}

/** An opportunity to sell to one customer, in stages. */
export const Deal = z.object({
  id: id('deal'),
  ...facts,
  /** Null where the caller may not see that company. */
  customerName: z.string().nullable(),
  partnerName: z.string().nullable(),
  stage: DealStage,
  /** The day on which the deal came into the stage. */
  stageSince: Day,
  /** What the source calls the stage. */
  sourceStage: z.string().nullable(),
  /** The day on which it was won or lost. */
  closedOn: Day.nullable(),
  source: z.string(),
  sourceKey: z.string().nullable(),
  createdAt: Moment,
  updatedAt: Moment,
  version: Version,
  may: May,
})
export type Deal = z.infer<typeof Deal>

/** A deal with its way through the stages, oldest first. */
export const DealRecord = Deal.extend({
  stages: z.array(z.object({ stage: DealStage, fromDay: Day, sourceStage: z.string().nullable() })),
})
export type DealRecord = z.infer<typeof DealRecord>

const stageFacts = {
  stage: DealStage,
  /** The day on which the deal came into the stage; today, where it is not given. */
  stageSince: Day,
}
const input = z
  .object({ ...facts, ...stageFacts })
  .partial()
  .required({ name: true, customerId: true })

export const dealFilters = {
  stage: many(DealStage).optional(),
  partnerId: many(id('org')).optional(),
  customerId: many(id('org')).optional(),
  owner: many(line()).optional(),
  currency: many(Currency).optional(),
  /** Closed, or expected to close, from this day on. */
  closeFrom: Day.optional(),
  /** Closed, or expected to close, up to this day. */
  closeUntil: Day.optional(),
}
export const listDeals = endpoint({
  method: 'GET',
  path: '/deals',
  can: 'deals.read',
  summary: 'Deals, searched by their own name, the customer’s and the partner’s, filtered and sorted',
  input: listInput(['-createdAt', 'name', 'amount', 'expectedClose'], dealFilters),
  output: listOf(Deal),
})
const Option = z.object({ value: z.string(), label: z.string(), count: z.int() })
/** What is in use, with how many deals each. */
export const DealOptions = z.object({
  partners: z.array(Option),
  owners: z.array(Option),
  currencies: z.array(Option),
  products: z.array(Option),
})
export type DealOptions = z.infer<typeof DealOptions>
export const listDealOptions = endpoint({
  method: 'GET',
  path: '/deals/options',
  can: 'deals.read',
  summary: 'The partners, owners, currencies and products in use, with how many deals each; the commonest 200',
  input: z.object({}),
  output: DealOptions,
})
export const exportDeals = endpoint({
  method: 'GET',
  path: '/deals/export.csv',
  can: 'organizations.export',
  summary: 'Deals as CSV, with the same search and filters; amounts are in minor units of their currency',
  input: z.object({ q: z.string().trim().max(200).optional(), ...dealFilters }),
  output: z.unknown(),
  gives: 'text/csv',
})
export const readDeal = endpoint({
  method: 'GET',
  path: '/deals/:id',
  can: 'deals.read',
  summary: 'One deal with its way through the stages',
  input: z.object({ id: id('deal') }),
  output: DealRecord,
})
export const createDeal = endpoint({
  method: 'POST',
  path: '/deals',
  can: 'deals.write',
  summary: 'Add a deal',
  input,
  output: DealRecord,
})
export const updateDeal = endpoint({
  method: 'PATCH',
  path: '/deals/:id',
  can: 'deals.write',
  summary: 'Change facts of a deal, or move it to another stage',
  input: input.partial().extend({ id: id('deal'), version: Version }),
  output: DealRecord,
})
