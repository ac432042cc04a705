import { z } from 'zod'

export const Unit = z.enum(['count', 'share', 'days', 'money', 'index'])
export type Unit = z.infer<typeof Unit>

/** What is known of one row behind a figure, beside its partner and its value. */
interface RowColumn {
  readonly key: string
  readonly title: string
  readonly kind: 'text' | 'day' | 'count' | 'share'
}

/** How a figure is declared: once, here; the server computes by it, every screen explains by it. */
export interface Metric {
  readonly title: string
  readonly definition: string
  readonly formula: string
  readonly unit: Unit
  /** Which way is better; null where neither is by itself. */
  readonly direction: 'up' | 'down' | null
  /** What one row behind the figure is. */
  readonly grain: string
  /** Fewer than this many of `what`, and there is no number. */
  readonly needs: { readonly count: number; readonly what: string }
  /** The page of `docs/methods` behind it. */
  readonly method: string | null
  /** How many calendar months it looks back, the current one among them; null where it looks at a day. */
  readonly months: number | null
  /** How each row's value makes the figure. */
  readonly rows: { readonly value: string; readonly columns: readonly RowColumn[] }
}

const joined: RowColumn = { key: 'joined', title: 'Joined', kind: 'day' }
const left: RowColumn = { key: 'left', title: 'Left', kind: 'day' }
const tier: RowColumn = { key: 'tier', title: 'Tier', kind: 'text' }
const membership =
  'A partner joins on the first day of a stage inside the programme (onboarding, active, at risk, dormant) and leaves on the day on which it stands at none of them any more, as a rule by being off-boarded. Coming back is a new joining.'

export const metrics = {
  active_partners: {
    title: 'Active partners',
    definition: `Partners inside the programme on the day. ${membership}`,
    formula: 'partners with joined ≤ day and (not left, or left > day)',
    unit: 'count',
    direction: 'up',
    grain: 'one partner',
    needs: { count: 0, what: 'partners' },
    method: null,
    months: null,
    rows: {
      value: '1 for each partner',
      columns: [joined, tier, { key: 'types', title: 'Types', kind: 'text' }],
    },
  },
  joins: {
    title: 'Joined',
    definition: `Joinings in the calendar months shown. ${membership} Who joins and leaves within one month counts as both.`,
    formula: 'joinings with first day ≤ joined ≤ last day',
    unit: 'count',
    direction: 'up',
    grain: 'one joining',
    needs: { count: 0, what: 'partners' },
    method: null,
    months: 24,
    rows: { value: '1 for each joining', columns: [joined, left] },
  },
  leaves: {
    title: 'Left',
    definition: `Leavings in the calendar months shown. ${membership}`,
    formula: 'leavings with first day ≤ left ≤ last day',
    unit: 'count',
    direction: 'down',
    grain: 'one leaving',
    needs: { count: 0, what: 'partners' },
    method: null,
    months: 24,
    rows: { value: '1 for each leaving', columns: [joined, left] },
  },
  net_joins: {
    title: 'Net growth',
    definition: 'Joinings less leavings in the calendar months shown.',
    formula: 'joined − left',
    unit: 'count',
    direction: 'up',
    grain: 'one joining or leaving',
    needs: { count: 0, what: 'partners' },
    method: null,
    months: 24,
    rows: { value: '1 for each joining, −1 for each leaving', columns: [joined, left] },
  },
  yearly_loss: {
    title: 'Yearly loss',
    definition: 'Of the partners inside the programme a year before the day: the share that left in the year since.',
    formula: 'left within the year / inside a year ago, with Wilson’s interval',
    unit: 'share',
    direction: 'down',
    grain: 'one partner that was inside a year ago',
    needs: { count: 5, what: 'partners inside a year ago' },
    method: 'intervals',
    months: null,
    rows: { value: '1 for each that left, else 0', columns: [joined, left] },
  },
  retention: {
    title: 'Retention after one year',
    definition: `Of all joinings, by the calendar year of joining: the share still inside on the first, second, … anniversary. A cell is shown once the whole cohort has come to that age, so that its number of partners stays the same. ${membership}`,
    formula: 'inside on the anniversary / joined in the year, with Wilson’s interval',
    unit: 'share',
    direction: 'up',
    grain: 'one joining',
    needs: { count: 5, what: 'joinings that are a full cohort year old' },
    method: 'retention',
    months: null,
    rows: { value: '1 for each still inside at that age, else 0', columns: [joined, left] },
  },
  time_to_first_revenue: {
    title: 'Time to first revenue',
    definition:
      'Days from a partner’s first joining to its first revenue, read as the median of a Kaplan–Meier curve: partners without revenue yet count as waiting until the day, or until they left. An entry that was taken back does not count.',
    formula: 'S(t) = Π (1 − dᵢ / nᵢ); the median is the first day on which S(t) ≤ ½',
    unit: 'days',
    direction: 'down',
    grain: 'one partner',
    needs: { count: 5, what: 'partners with revenue' },
    method: 'survival',
    months: null,
    rows: {
      value: '1 for each with revenue, 0 for each still waiting',
      columns: [
        joined,
        { key: 'firstRevenue', title: 'First revenue', kind: 'day' },
        { key: 'days', title: 'Days', kind: 'count' },
      ],
    },
  },
  revenue: {
    title: 'Revenue',
    definition:
      'Revenue of all partners in the calendar months shown, of all kinds, what was taken back deducted, in one currency. Currencies are never added together.',
    formula: 'sum of entries with first day ≤ day ≤ last day',
    unit: 'money',
    direction: 'up',
    grain: 'one partner’s revenue in the currency',
    needs: { count: 1, what: 'entries of revenue' },
    method: null,
    months: 12,
    rows: {
      value: 'revenue of the partner',
      columns: [
        { key: 'entries', title: 'Entries', kind: 'count' },
        { key: 'share', title: 'Share', kind: 'share' },
      ],
    },
  },
  revenue_concentration: {
    title: 'Revenue concentration',
    definition:
      'How far the revenue of the months shown hangs on few partners, in one currency: the Herfindahl–Hirschman index, from near 0 for many equal partners to 10,000 for one alone. Partners whose corrections outweigh their revenue have no share.',
    formula: 'HHI = 10,000 Σ sᵢ², sᵢ = revenue of the partner / revenue of all',
    unit: 'index',
    direction: 'down',
    grain: 'one partner’s revenue in the currency',
    needs: { count: 5, what: 'partners with revenue' },
    method: 'concentration',
    months: 12,
    rows: {
      value: 'revenue of the partner',
      columns: [
        { key: 'entries', title: 'Entries', kind: 'count' },
        { key: 'share', title: 'Share', kind: 'share' },
      ],
    },
  },
  certification_coverage: {
    title: 'Certification coverage',
    definition:
      'Of the partners inside the programme on the day: the share with at least one certification valid on it. A certification is valid from the day it was granted to the day it expires, unless it was ended before.',
    formula: 'certified / inside, with Wilson’s interval',
    unit: 'share',
    direction: 'up',
    grain: 'one partner inside the programme',
    needs: { count: 5, what: 'partners' },
    method: 'intervals',
    months: null,
    rows: {
      value: '1 for each certified partner, else 0',
      columns: [tier, { key: 'certifications', title: 'Valid certifications', kind: 'count' }],
    },
  },
  data_hygiene: {
    title: 'Data hygiene',
    definition:
      'Of the facts that every partner inside the programme should have, the share that is filled and valid: a name, a country, a web domain, a partner type, a tier and a manager.',
    formula: 'facts filled and valid / (partners × 6)',
    unit: 'share',
    direction: 'up',
    grain: 'one partner inside the programme',
    needs: { count: 1, what: 'partners' },
    method: null,
    months: null,
    rows: { value: 'facts filled and valid, of 6', columns: [{ key: 'missing', title: 'Missing', kind: 'text' }] },
  },
} as const satisfies Record<string, Metric>
export type MetricKey = keyof typeof metrics
export const MetricKey = z.enum(Object.keys(metrics) as [MetricKey])
export const metricOf = (key: MetricKey): Metric => metrics[key]

/** The facts that a partner's record should hold. */
export const standardFacts = {
  name: 'Name',
  country: 'Country',
  domain: 'Web domain',
  types: 'Partner type',
  tier: 'Tier',
  manager: 'Manager',
} as const
export const StandardFact = z.enum(Object.keys(standardFacts) as [keyof typeof standardFacts])
