import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Currency, Day, id, line, Month } from './fields.ts'
import { MetricKey, StandardFact, Unit } from './metrics.ts'
import { PartnerType } from './partners.ts'

const Limits = { low: z.number().nullable(), high: z.number().nullable() }

/** One figure: a value, or what is still missing for one; never both. Money is in minor units of `currency`. */
export const Figure = z.object({
  metric: MetricKey,
  title: z.string(),
  unit: Unit,
  currency: Currency.nullable(),
  value: z.number().nullable(),
  /** 95%; a limit is null where the data do not reach it. */
  interval: z.object(Limits).nullable(),
  needs: z.object({ count: z.int().positive(), what: z.string() }).nullable(),
  direction: z.enum(['up', 'down']).nullable(),
})
export type Figure = z.infer<typeof Figure>

const asked = {
  /** The day that is looked at; today, where it is not given. History is read as it is known now. */
  asOf: Day.optional(),
  /** How many calendar months back, for figures over months. */
  months: z.coerce.number().int().min(1).max(240).optional(),
  /** For money: which currency; the one with most entries, where it is not given. */
  currency: Currency.optional(),
}
const Look = z.object({
  asOf: Day,
  /** For figures over months, their first and last day; the last is never beyond `asOf`. */
  from: Day.nullable(),
  until: Day,
})

export const listFigures = endpoint({
  method: 'GET',
  path: '/figures',
  can: 'impact.read',
  summary: 'Every figure of the ecosystem on a day; money once for each currency',
  input: z.object({ asOf: asked.asOf, months: asked.months }),
  output: z.object({ asOf: Day, items: z.array(Figure) }),
})

/** Which of the rows: those of one month, cohort, tier and so on. Drills that the figure does not know are refused. */
export const Drill = z.object({
  month: Month.optional(),
  kind: z.enum(['join', 'leave']).optional(),
  /** A year of joining. */
  cohort: z.coerce.number().int().min(1900).max(2200).optional(),
  /** Full years since joining. */
  age: z.coerce.number().int().min(0).max(200).optional(),
  /** `-` stands for those without a tier. */
  tier: line(80).optional(),
  type: z.union([PartnerType, z.literal('-')]).optional(),
  certification: line().optional(),
  /** Partners in which this fact is missing. */
  missing: StandardFact.optional(),
})
export type Drill = z.infer<typeof Drill>

/** A part of a figure that opens to its own rows. */
const Part = z.object({
  label: z.string(),
  value: z.number(),
  /** Of how many, for a share. */
  of: z.int().nullable(),
  ...Limits,
  drill: Drill.nullable(),
  organizationId: id('org').nullable(),
})
export type Part = z.infer<typeof Part>
const Cell = z.object({
  age: z.int(),
  atRisk: z.int(),
  retained: z.int(),
  share: z.number(),
  low: z.number(),
  high: z.number(),
})

export const Breakdown = z.discriminatedUnion('shape', [
  z.object({
    shape: z.literal('parts'),
    groups: z.array(z.object({ title: z.string(), unit: Unit, note: z.string().nullable(), items: z.array(Part) })),
  }),
  z.object({
    shape: z.literal('months'),
    items: z.array(z.object({ month: Month, joined: z.int(), left: z.int(), net: z.int(), active: z.int() })),
  }),
  z.object({
    shape: z.literal('cohorts'),
    cohorts: z.array(z.object({ year: z.int(), size: z.int(), cells: z.array(Cell) })),
    all: z.array(Cell),
  }),
  z.object({
    shape: z.literal('curve'),
    /** `waiting`: the share without revenue just after the day. */
    points: z.array(
      z.object({
        day: z.number(),
        atRisk: z.int(),
        events: z.int(),
        waiting: z.number(),
        low: z.number(),
        high: z.number(),
      }),
    ),
    lastSeen: z.number(),
    /** How many partners were still counted on a few days along the curve. */
    risk: z.array(z.object({ day: z.number(), partners: z.int() })),
  }),
])
export type Breakdown = z.infer<typeof Breakdown>

export const FigureDetail = Figure.extend({
  ...Look.shape,
  definition: z.string(),
  formula: z.string(),
  grain: z.string(),
  /** A page under `docs/methods`. */
  method: z.string().nullable(),
  inputs: z.array(
    z.object({ label: z.string(), value: z.union([z.number(), z.string()]).nullable(), unit: Unit.nullable() }),
  ),
  caveats: z.array(z.string()),
  /** For money: all currencies that there are, most entries first. */
  currencies: z.array(Currency),
  breakdown: Breakdown.nullable(),
})
export type FigureDetail = z.infer<typeof FigureDetail>
export const readFigure = endpoint({
  method: 'GET',
  path: '/figures/:metric',
  can: 'impact.read',
  summary: 'One figure with its definition, formula, inputs, caveats and parts',
  input: z.object({ metric: MetricKey, ...asked }),
  output: FigureDetail,
})

/** One row behind a figure: the partner, what the row adds, and what else explains it, by the metric's own columns. */
export const FigureRow = z.object({
  /** Unique among the rows of a figure. */
  id: z.string(),
  organizationId: id('org'),
  name: z.string(),
  value: z.number(),
  facts: z.record(z.string(), z.union([z.string(), z.number()]).nullable()),
})
export type FigureRow = z.infer<typeof FigureRow>
export const listFigureRows = endpoint({
  method: 'GET',
  path: '/figures/:metric/rows',
  can: 'impact.read',
  summary: 'The rows behind a figure or one of its parts. Their count and sum, with the first page, make the figure',
  input: z.object({
    metric: MetricKey,
    ...asked,
    ...Drill.shape,
    sort: z.enum(['name', '-name', 'value', '-value']).default('name'),
    after: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(FigureRow),
    next: z.string().nullable(),
    /** How many rows there are, exactly, and what their values add up to; with the first page alone. */
    total: z.int().optional(),
    sum: z.number().optional(),
    ...Look.shape,
    currency: Currency.nullable(),
  }),
})

/** What the figures say of one partner. */
export const PartnerFigures = z.object({
  asOf: Day,
  /** Each time it was inside, oldest first. */
  memberships: z.array(z.object({ joined: Day, left: Day.nullable() })),
  /** Days inside, all times together, up to `asOf`. */
  tenureDays: z.int(),
  tiers: z.array(z.object({ tier: z.string(), from: Day, to: Day.nullable() })),
  /** Calendar months with `from` ≤ day ≤ `asOf`, one block for each currency. */
  revenue: z.array(
    z.object({
      currency: Currency,
      from: Day,
      /** Minor units. */
      amount: z.int(),
      /** Of the revenue of all partners; null where that is not above zero. */
      share: z.number().nullable(),
      /** 1 for the partner with most. */
      rank: z.int(),
      of: z.int(),
      months: z.array(z.object({ month: Month, amount: z.int() })),
    }),
  ),
  certifications: z.array(z.object({ name: z.string(), grantedOn: Day, expiresOn: Day.nullable() })),
  satisfaction: z
    .object({ day: Day, normalised: z.number(), respondents: z.int().nullable(), source: z.string() })
    .nullable(),
  firstRevenue: z.object({
    /** Days from joining; null where there is none yet. */
    days: z.int().nullable(),
    /** For how many days it has been waiting, where it still is. */
    waiting: z.int().nullable(),
    /** The median of those who joined in the same year; null with what it needs. */
    cohort: z.int().nullable(),
    median: z.number().nullable(),
    needs: z.object({ count: z.int().positive(), what: z.string() }).nullable(),
  }),
})
export type PartnerFigures = z.infer<typeof PartnerFigures>
export const readPartnerFigures = endpoint({
  method: 'GET',
  path: '/partners/:organizationId/figures',
  can: 'impact.read',
  summary: 'Tenure, tiers, revenue, certifications, satisfaction and time to first revenue of one partner',
  input: z.object({ organizationId: id('org'), asOf: asked.asOf, months: asked.months }),
  output: PartnerFigures,
})
