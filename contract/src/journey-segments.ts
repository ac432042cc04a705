import { z } from 'zod'
import { Rate } from './customer-journey.ts'
import { endpoint } from './endpoint.ts'
import { Country, Currency, Day, id, line, listOf, Moment } from './fields.ts'
import { JourneyStage } from './journey-rules.ts'
import { word } from './language.ts'
import { PartnerType } from './partners.ts'

const asOf = Day.optional()
const page = { after: z.string().max(1000).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

/** Sizes of customers, by people employed. */
export const customerSizes = {
  small: { name: word('Up to 49 people'), from: 0, to: 49 },
  medium: { name: word('50 to 249 people'), from: 50, to: 249 },
  large: { name: word('250 to 999 people'), from: 250, to: 999 },
  huge: { name: word('1,000 people and more'), from: 1000, to: null },
} as const
export const CustomerSize = z.enum(Object.keys(customerSizes) as [keyof typeof customerSizes])
export type CustomerSize = z.infer<typeof CustomerSize>

/** What narrows a segment of customers. */
export const segmentFilters = {
  industry: line(120).optional(),
  country: Country.optional(),
  size: CustomerSize.optional(),
  product: line().optional(),
}
export const segmentDimensions = {
  industry: word('Industry'),
  country: word('Country'),
  size: word('Size'),
  product: word('Product'),
} as const
export type SegmentDimension = keyof typeof segmentDimensions

/** A cell: customers in the stage, how many of them the column touched there, and what became of those. */
export const JourneyCell = z.object({
  stage: JourneyStage,
  /** `all`, `none`, `any`, a partner type, or a partner’s id. */
  column: z.string(),
  customers: z.int(),
  touched: Rate,
  conversion: Rate,
  /** Median days in the stage, Kaplan–Meier: who still is in it counts as waiting. */
  days: Rate,
})
export type JourneyCell = z.infer<typeof JourneyCell>

export const JourneyMatrix = z.object({
  asOf: Day,
  rulesVersion: z.int(),
  /** Up to when the log is read; null before the first reading. */
  readAt: Moment.nullable(),
  columns: z.array(z.object({ key: z.string(), name: z.string(), isPartner: z.boolean() })),
  cells: z.array(JourneyCell),
  options: z.object({
    industry: z.array(z.string()),
    country: z.array(z.string()),
    product: z.array(z.string()),
  }),
})
export type JourneyMatrix = z.infer<typeof JourneyMatrix>

const segment = {
  asOf,
  by: z.enum(['type', 'partner']).default('type'),
  type: PartnerType.optional(),
  ...segmentFilters,
}
export const readJourneyMatrix = endpoint({
  method: 'GET',
  path: '/journeys',
  can: 'deals.read',
  summary: 'Journeys of a segment of customers: stage × partner type or partner, with shares, conversion and days',
  input: z.object(segment),
  output: JourneyMatrix,
})
/** A customer behind a cell, with its first stay in the stage. */
export const JourneyCustomer = z.object({
  customerId: id('org'),
  customerName: z.string(),
  dealId: id('deal'),
  from: Day,
  to: Day.nullable(),
  days: z.int(),
  outcome: z.enum(['open', 'on', 'lost', 'back']),
})
export type JourneyCustomer = z.infer<typeof JourneyCustomer>
export const listJourneyCustomers = endpoint({
  method: 'GET',
  path: '/journeys/customers',
  can: 'deals.read',
  summary: 'The customers behind a cell, each with its first stay in the stage',
  input: z.object({ ...segment, stage: JourneyStage, column: z.string().max(60).default('all'), ...page }),
  output: listOf(JourneyCustomer),
})

/** An open stay in a stage that no partner touches although it is usual. */
export const WhiteSpot = z.object({
  dealId: id('deal'),
  dealName: z.string(),
  customerId: id('org'),
  customerName: z.string(),
  stage: JourneyStage,
  since: Day,
  days: z.int(),
  value: z.object({ amount: z.int(), currency: Currency }),
  /** The share of stays like it that a partner had touched by this age: how sure it is that somebody is missing. */
  usual: Rate,
})
export type WhiteSpot = z.infer<typeof WhiteSpot>
export const listWhiteSpots = endpoint({
  method: 'GET',
  path: '/journeys/white-spots',
  can: 'deals.read',
  summary: 'Stages of open deals that no partner, or none of a type, touches although it is usual; by value at stake',
  input: z.object({
    asOf,
    type: PartnerType.optional(),
    stage: JourneyStage.optional(),
    currency: Currency.optional(),
    ...segmentFilters,
    ...page,
  }),
  output: listOf(WhiteSpot).extend({
    asOf: Day,
    readAt: Moment.nullable(),
    currency: Currency.nullable(),
    currencies: z.array(Currency),
    /** Open deals without a value, which this list leaves out. */
    withoutValue: z.int(),
  }),
})

export const SegmentSpot = z.object({
  stage: JourneyStage,
  type: PartnerType,
  dimension: z.enum(Object.keys(segmentDimensions) as [SegmentDimension]),
  value: z.string(),
  touched: Rate,
  others: Rate,
  /** Segment minus all others, with 99% interval: many segments are looked at. */
  difference: z.object({ value: z.number(), low: z.number(), high: z.number() }),
  /** Open in this stage and not touched, by currency. */
  stake: z.array(z.object({ amount: z.int(), currency: Currency })),
})
export type SegmentSpot = z.infer<typeof SegmentSpot>
export const listSegmentSpots = endpoint({
  method: 'GET',
  path: '/journeys/segment-white-spots',
  can: 'deals.read',
  summary: 'Segments in which partners of a type touch a stage less often than elsewhere, by a credible margin',
  input: z.object({ asOf }),
  output: z.object({ asOf: Day, items: z.array(SegmentSpot), looked: z.int() }),
})

/** How alike the past stays are that a suggestion rests on. */
export const likeness = {
  two: word('customers alike in two of country, industry and product'),
  one: word('customers alike in one of country, industry and product'),
  all: word('all customers'),
} as const

export const PartnerSuggestion = z.object({
  partnerId: id('org'),
  partnerName: z.string(),
  types: z.array(PartnerType),
  country: Country.nullable(),
  /** Ended stays that it touched, and how many of them went on. */
  stays: z.int(),
  wentOn: z.int(),
  /** Of these: of this customer itself, of its country, of its industry, with its product. */
  same: z.object({ customer: z.int(), country: z.int(), industry: z.int(), product: z.int() }),
  rate: z.object({ value: z.number(), low: z.number(), high: z.number() }),
  territory: z.enum(['own', 'served']),
  certified: z.boolean().nullable(),
})
export type PartnerSuggestion = z.infer<typeof PartnerSuggestion>

export const JourneySuggestions = z.object({
  asOf: Day,
  dealId: id('deal'),
  stage: JourneyStage,
  since: Day,
  days: z.int(),
  whiteSpot: z.boolean(),
  alike: z.enum(Object.keys(likeness) as [keyof typeof likeness]),
  /** What went on of all those stays, with or without a partner. */
  usual: Rate,
  /** The certification that the product needs; null where none is known. */
  certification: z.string().nullable(),
  items: z.array(PartnerSuggestion),
  /** Why there is none, where there is none. */
  needs: z.object({ count: z.int().positive(), what: z.string() }).nullable(),
  /** Partners with enough stays that were left out, by why. */
  leftOut: z.object({ inactive: z.int(), territory: z.int(), certification: z.int(), inTeam: z.int() }),
})
export type JourneySuggestions = z.infer<typeof JourneySuggestions>
export const readJourneySuggestions = endpoint({
  method: 'GET',
  path: '/deals/:id/journey/suggestions',
  can: 'deals.read',
  summary:
    'Partners for the stage in which a deal’s customer stands, by past results in that stage with alike customers',
  input: z.object({ id: id('deal'), asOf, type: PartnerType.optional() }),
  output: JourneySuggestions,
})
