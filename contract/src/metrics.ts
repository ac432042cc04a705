import { z } from 'zod'
import { word } from './language.ts'

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
  /** Sentences, one after the other. */
  readonly definition: readonly string[]
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

const joined: RowColumn = { key: 'joined', title: word('Joined'), kind: 'day' }
const left: RowColumn = { key: 'left', title: word('Left'), kind: 'day' }
const tier: RowColumn = { key: 'tier', title: word('Tier'), kind: 'text' }
const membership = word(
  'A partner joins on the first day of a stage inside the programme (onboarding, active, at risk, dormant) and leaves on the day on which it stands at none of them any more, as a rule by being off-boarded. Coming back is a new joining.',
)

export const metrics = {
  active_partners: {
    title: word('Active partners'),
    definition: [word('Partners inside the programme on the day.'), membership],
    formula: word('partners with joined ≤ day and (not left, or left > day)'),
    unit: 'count',
    direction: 'up',
    grain: word('one partner'),
    needs: { count: 0, what: word('partners') },
    method: null,
    months: null,
    rows: {
      value: word('1 for each partner'),
      columns: [joined, tier, { key: 'types', title: word('Types'), kind: 'text' }],
    },
  },
  joins: {
    title: word('Joined'),
    definition: [
      word('Joinings in the calendar months shown.'),
      membership,
      word('Who joins and leaves within one month counts as both.'),
    ],
    formula: word('joinings with first day ≤ joined ≤ last day'),
    unit: 'count',
    direction: 'up',
    grain: word('one joining'),
    needs: { count: 0, what: word('partners') },
    method: null,
    months: 24,
    rows: { value: word('1 for each joining'), columns: [joined, left] },
  },
  leaves: {
    title: word('Left'),
    definition: [word('Leavings in the calendar months shown.'), membership],
    formula: word('leavings with first day ≤ left ≤ last day'),
    unit: 'count',
    direction: 'down',
    grain: word('one leaving'),
    needs: { count: 0, what: word('partners') },
    method: null,
    months: 24,
    rows: { value: word('1 for each leaving'), columns: [joined, left] },
  },
  net_joins: {
    title: word('Net growth'),
    definition: [word('Joinings less leavings in the calendar months shown.')],
    formula: word('joined − left'),
    unit: 'count',
    direction: 'up',
    grain: word('one joining or leaving'),
    needs: { count: 0, what: word('partners') },
    method: null,
    months: 24,
    rows: { value: word('1 for each joining, −1 for each leaving'), columns: [joined, left] },
  },
  yearly_loss: {
    title: word('Yearly loss'),
    definition: [
      word('Of the partners inside the programme a year before the day: the share that left in the year since.'),
    ],
    formula: word('left within the year / inside a year ago, with Wilson’s interval'),
    unit: 'share',
    direction: 'down',
    grain: word('one partner that was inside a year ago'),
    needs: { count: 5, what: word('partners inside a year ago') },
    method: 'intervals',
    months: null,
    rows: { value: word('1 for each that left, else 0'), columns: [joined, left] },
  },
  retention: {
    title: word('Retention after one year'),
    definition: [
      word(
        'Of all joinings, by the calendar year of joining: the share still inside on the first, second, … anniversary. A cell is shown once the whole cohort has come to that age, so that its number of partners stays the same.',
      ),
      membership,
    ],
    formula: word('inside on the anniversary / joined in the year, with Wilson’s interval'),
    unit: 'share',
    direction: 'up',
    grain: word('one joining'),
    needs: { count: 5, what: word('joinings that are a full cohort year old') },
    method: 'retention',
    months: null,
    rows: { value: word('1 for each still inside at that age, else 0'), columns: [joined, left] },
  },
  time_to_first_revenue: {
    title: word('Time to first revenue'),
    definition: [
      word(
        'Days from a partner’s first joining to its first revenue, read as the median of a Kaplan–Meier curve: partners without revenue yet count as waiting until the day, or until they left. An entry that was taken back does not count.',
      ),
    ],
    formula: word('S(t) = Π (1 − dᵢ / nᵢ); the median is the first day on which S(t) ≤ ½'),
    unit: 'days',
    direction: 'down',
    grain: word('one partner'),
    needs: { count: 5, what: word('partners with revenue') },
    method: 'survival',
    months: null,
    rows: {
      value: word('1 for each with revenue, 0 for each still waiting'),
      columns: [
        joined,
        { key: 'firstRevenue', title: word('First revenue'), kind: 'day' },
        { key: 'days', title: word('Days'), kind: 'count' },
      ],
    },
  },
  revenue: {
    title: word('Revenue'),
    definition: [
      word(
        'Revenue of all partners in the calendar months shown, of all kinds, what was taken back deducted, in one currency. Currencies are never added together.',
      ),
    ],
    formula: word('sum of entries with first day ≤ day ≤ last day'),
    unit: 'money',
    direction: 'up',
    grain: word('one partner’s revenue in the currency'),
    needs: { count: 1, what: word('entries of revenue') },
    method: null,
    months: 12,
    rows: {
      value: word('revenue of the partner'),
      columns: [
        { key: 'entries', title: word('Entries'), kind: 'count' },
        { key: 'share', title: word('Share'), kind: 'share' },
      ],
    },
  },
  revenue_concentration: {
    title: word('Revenue concentration'),
    definition: [
      word(
        'How far the revenue of the months shown hangs on few partners, in one currency: the Herfindahl–Hirschman index, from near 0 for many equal partners to 10,000 for one alone. Partners whose corrections outweigh their revenue have no share.',
      ),
    ],
    formula: word('HHI = 10,000 Σ sᵢ², sᵢ = revenue of the partner / revenue of all'),
    unit: 'index',
    direction: 'down',
    grain: word('one partner’s revenue in the currency'),
    needs: { count: 5, what: word('partners with revenue') },
    method: 'concentration',
    months: 12,
    rows: {
      value: word('revenue of the partner'),
      columns: [
        { key: 'entries', title: word('Entries'), kind: 'count' },
        { key: 'share', title: word('Share'), kind: 'share' },
      ],
    },
  },
  certification_coverage: {
    title: word('Certification coverage'),
    definition: [
      word(
        'Of the partners inside the programme on the day: the share with at least one certification valid on it. A certification is valid from the day it was granted to the day it expires, unless it was ended before.',
      ),
    ],
    formula: word('certified / inside, with Wilson’s interval'),
    unit: 'share',
    direction: 'up',
    grain: word('one partner inside the programme'),
    needs: { count: 5, what: word('partners') },
    method: 'intervals',
    months: null,
    rows: {
      value: word('1 for each certified partner, else 0'),
      columns: [tier, { key: 'certifications', title: word('Valid certifications'), kind: 'count' }],
    },
  },
  data_hygiene: {
    title: word('Data hygiene'),
    definition: [
      word(
        'Of the facts that every partner inside the programme should have, the share that is filled and valid: a name, a country, a web domain, a partner type, a tier and a manager.',
      ),
    ],
    formula: word('facts filled and valid / (partners × 6)'),
    unit: 'share',
    direction: 'up',
    grain: word('one partner inside the programme'),
    needs: { count: 1, what: word('partners') },
    method: null,
    months: null,
    rows: {
      value: word('facts filled and valid, of 6'),
      columns: [{ key: 'missing', title: word('Missing'), kind: 'text' }],
    },
  },
} as const satisfies Record<string, Metric>
export type MetricKey = keyof typeof metrics
export const MetricKey = z.enum(Object.keys(metrics) as [MetricKey])
export const metricOf = (key: MetricKey): Metric => metrics[key]

/** The facts that a partner's record should hold. */
export const standardFacts = {
  name: word('Name'),
  country: word('Country'),
  domain: word('Web domain'),
  types: word('Partner type'),
  tier: word('Tier'),
  manager: word('Manager'),
} as const
export const StandardFact = z.enum(Object.keys(standardFacts) as [keyof typeof standardFacts])
