import { z } from 'zod'
import { DealStage } from './deals.ts'
import { line } from './fields.ts'
import { word } from './language.ts'

/** The stages of a customer’s journey, in their order. */
export const journeyStages = {
  aware: { name: word('Aware'), meaning: word('Knows of the offer; nobody has qualified the need yet.') },
  evaluate: { name: word('Evaluate'), meaning: word('Compares: a need is qualified, or a proposal is on the table.') },
  decide: { name: word('Decide'), meaning: word('Negotiates and buys for the first time.') },
  adopt: { name: word('Adopt'), meaning: word('Has bought and takes it into use.') },
  expand: { name: word('Expand'), meaning: word('Has bought and looks at another product.') },
  renew: { name: word('Renew'), meaning: word('Buys again what it has.') },
} as const
export type JourneyStage = keyof typeof journeyStages
export const JourneyStage = z.enum(Object.keys(journeyStages) as [JourneyStage])

/** What touches a customer. `presence`: an organization was there itself, which ends a white spot. */
export const touchKinds = {
  contact: { name: word('In touch'), presence: true },
  joined: { name: word('Joined the team'), presence: true },
  registered: { name: word('Registered the deal'), presence: true },
  brought: { name: word('Brought the deal'), presence: true },
  sale: { name: word('Sale'), presence: true },
  service: { name: word('Services'), presence: true },
  renewal: { name: word('Renewal'), presence: true },
  usage: { name: word('Use'), presence: false },
} as const
export type TouchKind = keyof typeof touchKinds
export const TouchKind = z.enum(Object.keys(touchKinds) as [TouchKind])

/** Where the deal stood on the day of the touch; `none`: the touch belongs to no deal. */
export const journeyPhases = {
  prospecting: word('Prospecting'),
  qualified: word('Qualified'),
  proposal: word('Proposal'),
  negotiation: word('Negotiation'),
  won: word('Won'),
  lost: word('Lost'),
  none: word('No deal'),
} as const satisfies Record<DealStage | 'none', string>
export type JourneyPhase = keyof typeof journeyPhases
export const JourneyPhase = z.enum(Object.keys(journeyPhases) as [JourneyPhase])

/** What the customer had bought before the deal was opened. */
export const customerStandings = {
  new: word('Nothing yet'),
  other_product: word('Another product'),
  same_product: word('The same product'),
} as const
export type CustomerStanding = keyof typeof customerStandings
export const CustomerStanding = z.enum(Object.keys(customerStandings) as [CustomerStanding])

/** One row of the table. An empty condition holds for everything; the first row that holds decides. */
export const JourneyRow = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, word('must be a name like open_renewal')),
  touch: z.array(TouchKind).max(8).default([]),
  deal: z.array(JourneyPhase).max(7).default([]),
  customer: z.array(CustomerStanding).max(3).default([]),
  /** At most so many days after the deal was won. */
  daysSinceWin: z.int().min(0).max(3650).nullable().default(null),
  stage: JourneyStage,
  /** Why, in a sentence. */
  why: line(300),
})
export type JourneyRow = z.infer<typeof JourneyRow>

const open = ['prospecting', 'qualified', 'proposal', 'negotiation'] as const
const rows: z.input<typeof JourneyRow>[] = [
  { key: 'renewal_paid', touch: ['renewal'], stage: 'renew', why: word('A renewal is paid.') },
  { key: 'in_use', touch: ['service', 'usage'], stage: 'adopt', why: word('It is brought into use, or used.') },
  {
    key: 'open_renewal',
    deal: [...open],
    customer: ['same_product'],
    stage: 'renew',
    why: word('An open deal for what the customer has bought before.'),
  },
  {
    key: 'open_expansion',
    deal: [...open],
    customer: ['other_product'],
    stage: 'expand',
    why: word('An open deal for another product than the customer has.'),
  },
  {
    key: 'sale_again',
    touch: ['sale'],
    customer: ['same_product'],
    stage: 'renew',
    why: word('It buys the same again.'),
  },
  { key: 'sale_more', touch: ['sale'], customer: ['other_product'], stage: 'expand', why: word('It buys more.') },
  { key: 'first_sale', touch: ['sale'], stage: 'decide', why: word('The first sale.') },
  { key: 'first_contact', deal: ['prospecting'], stage: 'aware', why: word('The first deal, not qualified yet.') },
  {
    key: 'comparing',
    deal: ['qualified', 'proposal'],
    stage: 'evaluate',
    why: word('The first deal is qualified, or a proposal is made.'),
  },
  { key: 'negotiating', deal: ['negotiation'], stage: 'decide', why: word('The first deal is negotiated.') },
  {
    key: 'after_win',
    deal: ['won'],
    daysSinceWin: 365,
    stage: 'adopt',
    why: word('Within a year after the win.'),
  },
  { key: 'keeping', deal: ['won'], stage: 'renew', why: word('Later than a year after the win: it is about keeping.') },
  { key: 'otherwise', stage: 'aware', why: word('No deal, or the deal is lost: it knows of the offer.') },
]

/** How the log is read as a customer’s journey, and when a stage without partners counts as a white spot. */
export const JourneyRules = z.strictObject({
  rows: z
    .array(JourneyRow)
    .min(1)
    .max(60)
    .prefault(rows)
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, word('names a row twice'))
    .refine((all) => {
      const last = all.at(-1)!
      return last.touch.length + last.deal.length + last.customer.length === 0 && last.daysSinceWin === null
    }, word('must end with a row without conditions, for everything else')),
  /** Events of the log that say that somebody was in touch, and that tell of use. */
  contactVerbs: z.array(line(80)).max(50).default(['deal.touched', 'customer.touched']),
  usageVerbs: z.array(line(80)).max(50).default(['usage.metered']),
  /** Kinds of revenue; every other kind is a sale. */
  serviceKinds: z.array(line(40)).max(50).default(['services', 'service']),
  renewalKinds: z.array(line(40)).max(50).default(['renewal']),
  whiteSpot: z
    .strictObject({
      /** So many days in a stage without a partner make a white spot … */
      days: z.int().min(1).max(3650).default(30),
      /** … where at least this share of stays like it had seen a partner by then. */
      usual: z.number().min(0).max(1).default(0.5),
      /** How far below the others the share touched must lie for a segment to be one. */
      margin: z.number().min(0).max(1).default(0.05),
      /** Customers that a segment needs. */
      customers: z.int().min(2).max(10_000).default(10),
    })
    .prefault({}),
  suggestion: z
    .strictObject({
      /** Ended stays that a partner must have touched to be suggested, and that all must have together. */
      stays: z.int().min(1).max(1000).default(5),
      alike: z.int().min(5).max(10_000).default(30),
      /** Certification that a product needs, where it needs one. */
      certifications: z
        .array(z.strictObject({ product: line(), certification: line() }))
        .max(200)
        .default([]),
    })
    .prefault({}),
})
export type JourneyRules = z.infer<typeof JourneyRules>
