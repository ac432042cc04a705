import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Currency, Day, id, line, listInput, listOf, many, May, Moment, Money, paragraph, Version } from './fields.ts'
import { DealLine, DealLineInput, mostLines } from './deal-lines.ts'
import { CloseReason, DealStage, ForecastCategory, PipelineStage } from './pipeline.ts'

export { DealStage, dealStages } from './pipeline.ts'

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
  /** What is to be done next, and until when. The vendor’s own, as is all that follows. */
  nextStep: line(500).nullable(),
  nextStepOn: Day.nullable(),
  /** A forecast category of its own; null for that of its stage. A closed deal has that of its end. */
  forecast: ForecastCategory.nullable(),
  /** Why it was won or lost; in words, which “other” needs; and to whom, or against whom. */
  closeReason: CloseReason.nullable(),
  closeNote: paragraph(500).nullable(),
  competitor: line().nullable(),
  /** The programme in whose pipeline it stands; null for the one that the ecosystem began with. */
  programmeId: id('prg').nullable(),
}

/** An opportunity to sell to one customer, in stages. */
export const Deal = z.object({
  id: id('deal'),
  ...facts,
  /** Null where the caller may not see that company. */
  customerName: z.string().nullable(),
  partnerName: z.string().nullable(),
  stage: DealStage,
  /** The programme’s own stage within it: its key and its name. */
  pipelineStage: z.string(),
  pipelineStageName: z.string(),
  /** Its own forecast category, else that of its stage. */
  forecastCategory: ForecastCategory,
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

/** A deal with its lines and its way through the stages, oldest first. */
export const DealRecord = Deal.extend({
  stages: z.array(z.object({ stage: DealStage, fromDay: Day, sourceStage: z.string().nullable() })),
  lines: z.array(DealLine),
})
export type DealRecord = z.infer<typeof DealRecord>

const stageFacts = {
  stage: DealStage,
  /** A stage of the programme by its key, which says `stage` too. */
  pipelineStage: z.string().max(40),
  /** The day on which the deal came into the stage; today, where it is not given. */
  stageSince: Day,
}
const input = z
  .object({
    ...facts,
    ...stageFacts,
    /** What is sold; all lines at once. Where there are any, their sum is the deal’s value. */
    lines: z.array(DealLineInput).max(mostLines),
  })
  .partial()
  .required({ name: true, customerId: true })

export const dealFilters = {
  stage: many(DealStage).optional(),
  programmeId: id('prg').optional(),
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
  input: listInput(['-createdAt', 'name', 'amount', 'expectedClose', 'stageSince'], {
    ...dealFilters,
    /** A stage of the programme by its key. */
    pipelineStage: z.string().max(40).optional(),
  }),
  output: listOf(Deal),
})
/** A column of the board: a stage of the programme with how many deals stand in it and what they are worth. */
export const BoardColumn = z.object({
  ...PipelineStage.shape,
  count: z.int(),
  /** For each currency, by its code; null where no number holds the sum exactly. Deals without a value are in none. */
  sums: z.array(z.object({ currency: Currency, amount: z.int().nullable() })),
})
export type BoardColumn = z.infer<typeof BoardColumn>
export const DealBoard = z.object({
  programmeId: id('prg'),
  columns: z.array(BoardColumn),
  idleDays: z.int(),
  reasonNeeded: z.object({ won: z.boolean(), lost: z.boolean() }),
  /** The programmes whose pipelines there are. */
  programmes: z.array(z.object({ id: id('prg'), name: z.string() })),
})
export type DealBoard = z.infer<typeof DealBoard>
const { stage: _stage, ...boardFilters } = dealFilters
export const readDealBoard = endpoint({
  method: 'GET',
  path: '/deals/board',
  can: 'deals.read',
  summary: 'The stages of a programme’s pipeline, with the deals in each counted and summed by currency',
  input: z.object({ q: z.string().trim().max(200).optional(), ...boardFilters }),
  output: DealBoard,
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
  summary: 'One deal with its lines and its way through the stages',
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

const Value = z.union([z.string(), Money, z.array(z.unknown())]).nullable()
/** One change of one field. `on`: when it was so, where that is another day than the one on which Hansa learned it. */
export const FieldChange = z.object({
  eventId: id('evt'),
  field: z.string(),
  from: Value,
  to: Value,
  at: Moment,
  on: Moment,
  who: z.string().nullable(),
  source: z.string(),
})
export type FieldChange = z.infer<typeof FieldChange>
export const readDealHistory = endpoint({
  method: 'GET',
  path: '/deals/:id/history',
  can: 'deals.read',
  summary:
    'Who changed which field of a deal, when, from what to what; newest first, with what it began with at the end',
  input: z.object({ id: id('deal') }),
  output: z.object({ items: z.array(FieldChange) }),
})
