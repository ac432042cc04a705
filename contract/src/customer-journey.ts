import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, id, line, listOf, Month } from './fields.ts'
import { JourneyStage, TouchKind } from './journey-rules.ts'

/** A share with its 95% interval; null with what is missing, where there is too little. */
export const Rate = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Of how many. */
  of: z.int(),
  needs: z.int().positive().nullable(),
})
export type Rate = z.infer<typeof Rate>
const asOf = Day.optional()
const page = { after: z.string().max(1000).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

/** What happened in one month in one stage: the same again is merged and counted. */
export const JourneyHappening = z.object({
  /** Unique within the journey. */
  id: z.string(),
  stage: JourneyStage,
  /** The row of the rules’ table that decided the stage. */
  rule: z.string(),
  month: Month,
  what: z.union([TouchKind, z.enum(['opened', 'moved', 'won', 'lost'])]),
  /** For being in touch: how, as the source says; for a move: the deal’s stage. */
  channel: z.string().nullable(),
  organizationId: id('org').nullable(),
  organizationName: z.string().nullable(),
  role: z.string().nullable(),
  dealId: id('deal').nullable(),
  dealName: z.string().nullable(),
  product: z.string().nullable(),
  count: z.int().positive(),
  first: Day,
  last: Day,
})
export type JourneyHappening = z.infer<typeof JourneyHappening>

const Touched = { first: Day, last: Day, count: z.int() }

/** A customer’s journey: who and what touched each stage, and where it stands. */
export const CustomerJourney = z.object({
  asOf: Day,
  rulesVersion: z.int(),
  customerName: z.string(),
  /** The furthest stage in which it stands; null for who never was a customer of a deal. */
  now: JourneyStage.nullable(),
  stages: z.array(
    z.object({
      stage: JourneyStage,
      first: Day.nullable(),
      last: Day.nullable(),
      touches: z.int(),
      organizations: z.array(
        z.object({
          /** Null for the vendor itself. */
          organizationId: id('org').nullable(),
          name: z.string().nullable(),
          roles: z.array(z.string()),
          ...Touched,
        }),
      ),
      technologies: z.array(
        z.object({
          /** A product of a deal, or an organization to which the customer has a technical relationship. */
          name: z.string(),
          organizationId: id('org').nullable(),
          ...Touched,
        }),
      ),
    }),
  ),
  /** Deals and first uses that stand in a stage now. */
  open: z.array(
    z.object({
      dealId: id('deal'),
      dealName: z.string(),
      stage: JourneyStage,
      since: Day,
      days: z.int(),
      /** When a partner was last there, within this stage. */
      partnerLast: Day.nullable(),
      whiteSpot: z.boolean(),
    }),
  ),
})
export type CustomerJourney = z.infer<typeof CustomerJourney>

export const readCustomerJourney = endpoint({
  method: 'GET',
  path: '/customers/:id/journey',
  can: 'deals.read',
  summary: 'A customer’s journey: which organizations and technologies touched each stage, when and how often',
  input: z.object({ id: id('org'), asOf }),
  output: CustomerJourney,
})
export const listCustomerHappenings = endpoint({
  method: 'GET',
  path: '/customers/:id/journey/happenings',
  can: 'deals.read',
  summary: 'What happened on a customer’s journey, newest month first; repeats within a month are merged',
  input: z.object({
    id: id('org'),
    asOf,
    stage: JourneyStage.optional(),
    organizationId: id('org').optional(),
    product: line().optional(),
    dealId: id('deal').optional(),
    /** `each`: every happening by itself: the rows behind a cell. */
    show: z.enum(['merged', 'each']).default('merged'),
    ...page,
  }),
  output: listOf(JourneyHappening),
})

/** What a partner sees of the journey: its own part in a deal of its team, nobody else’s. */
export const OwnHappening = JourneyHappening.pick({
  id: true,
  stage: true,
  month: true,
  what: true,
  channel: true,
  count: true,
  first: true,
  last: true,
})
export type OwnHappening = z.infer<typeof OwnHappening>
export const readOwnJourney = endpoint({
  method: 'GET',
  path: '/portal/deals/:id/journey',
  can: 'deals.take_part',
  summary: 'The partner’s own touches on the customer’s journey in a deal of its team, newest first',
  input: z.object({ id: id('deal') }),
  output: z.object({ items: z.array(OwnHappening) }),
})
