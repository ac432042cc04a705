import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, id, Moment } from './fields.ts'
import { word } from './language.ts'

/** What waits for a person, in the order of its weight. */
export const waitingKinds = {
  failed_work: { title: word('Failed imports'), hint: word('in the last 30 days') },
  registrations: { title: word('Registrations to decide'), hint: word('claims, appeals and extensions') },
  decisions: { title: word('Applications to decide'), hint: word('referred to a person, or reopened') },
  duplicates: { title: word('Possible duplicates'), hint: word('organizations that may be one company') },
  suggestions: { title: word('Suggestions of partners'), hint: word('about their own companies') },
  applications: { title: word('Applicants'), hint: word('at the stage applied') },
  at_risk: { title: word('Partners at risk'), hint: word('at the stage at risk') },
  without_manager: { title: word('Partners without a manager'), hint: word('inside the programme') },
  certifications_expiring: { title: word('Certifications expiring'), hint: word('within 60 days') },
} as const
export type WaitingKind = keyof typeof waitingKinds
const WaitingKind = z.enum(Object.keys(waitingKinds) as [WaitingKind])

/** What changed, by what it is. */
export const changeKinds = {
  joined: word('Joined'),
  left: word('Left'),
  tier: word('Tier changed'),
  won: word('Deals won'),
  imported: word('Imports finished'),
} as const
export type ChangeKind = keyof typeof changeKinds
const ChangeKind = z.enum(Object.keys(changeKinds) as [ChangeKind])

export const Change = z.object({
  id: id('evt'),
  happenedAt: Moment,
  /** Who did it. */
  who: z.string().nullable(),
  objectId: z.string().nullable(),
  organizationId: z.string().nullable(),
  /** The company, the deal or the file that it happened to. */
  name: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type Change = z.infer<typeof Change>

/** What the home shows beside the figures. */
export const Home = z.object({
  today: Day,
  /** Nothing at all is here yet: the home then shows how to begin. */
  empty: z.boolean(),
  since: Moment,
  waiting: z.array(
    z.object({
      kind: WaitingKind,
      count: z.int().positive(),
      /** For what comes due: up to which day. */
      until: Day.nullable(),
    }),
  ),
  /** Each kind with its number and its latest few. */
  changed: z.array(z.object({ kind: ChangeKind, count: z.int().positive(), latest: z.array(Change) })),
})
export type Home = z.infer<typeof Home>

export const readHome = endpoint({
  method: 'GET',
  path: '/home',
  can: 'impact.read',
  summary: 'What needs somebody, and what changed since a moment',
  input: z.object({
    /** Seven days ago, where it is not given; at most a year ago. */
    since: Moment.optional(),
  }),
  output: Home,
})
