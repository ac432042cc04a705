import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, id, Moment, paragraph } from './fields.ts'
import { word } from './language.ts'
import { PartnerStage } from './partners.ts'

/** Why a partner leaves. */
export const leavingReasons = {
  mutual: word('By agreement'),
  partner_wish: word('At the partner’s wish'),
  inactive: word('No activity'),
  requirements: word('Requirements not met'),
  breach: word('Breach of the agreement'),
  acquired: word('Taken over or closed'),
  programme_ended: word('The programme has ended'),
  other: word('Other reason'),
} as const
export const LeavingReason = z.enum(Object.keys(leavingReasons) as [keyof typeof leavingReasons])
export type LeavingReason = z.infer<typeof LeavingReason>

export const OffBoarding = z.object({
  id: id('off'),
  organizationId: id('org'),
  reason: LeavingReason,
  note: z.string(),
  from: Day,
  stageBefore: PartnerStage,
  graceUntil: Moment,
  /** Until this day what was earned is still paid. */
  runOffUntil: Day,
  /** How many people lost their access by it. */
  people: z.int(),
  /** The partner’s own data, for the partner to take along. */
  export: z.object({ state: z.enum(['making', 'ready', 'expired']), until: Moment.nullable() }),
  begunAt: Moment,
  begunBy: z.string().nullable(),
  undoneAt: Moment.nullable(),
  mayUndo: z.union([z.literal(true), z.string()]),
})
export type OffBoarding = z.infer<typeof OffBoarding>
const organization = z.object({ organizationId: id('org') })

export const listOffBoardings = endpoint({
  method: 'GET',
  path: '/partners/:organizationId/off-boardings',
  can: 'partners.read',
  summary: 'How a partner left, newest first',
  input: organization,
  output: z.object({ items: z.array(OffBoarding) }),
})
export const offBoardPartner = endpoint({
  method: 'POST',
  path: '/partners/:organizationId/off-boardings',
  can: 'partners.write',
  summary: 'Off-board a partner: its people lose access at once and get an export of its data',
  input: organization.extend({ reason: LeavingReason, note: paragraph(2000).default('') }),
  output: OffBoarding,
})
export const undoOffBoarding = endpoint({
  method: 'POST',
  path: '/partners/:organizationId/off-boardings/undo',
  can: 'partners.write',
  summary: 'Take an off-boarding back within its days of grace: stage and access are as before',
  input: organization,
  output: OffBoarding,
})
export const downloadPartnerExport = endpoint({
  method: 'GET',
  path: '/partner-exports/:key',
  can: 'public',
  summary: 'A partner’s own data as NDJSON, by the link that it got when it left',
  input: z.object({ key: z.string().max(300) }),
  output: z.unknown(),
  gives: 'application/x-ndjson',
})

/** One stage’s part in the funnel. Every number counts partnerships that stood at the stage since the chosen day. */
export const StageFigures = z.object({
  stage: PartnerStage,
  entered: z.int(),
  /** Went on to a later stage of the way in. */
  wentOn: z.int(),
  left: z.int(),
  here: z.int(),
  /** Days in the stage: the median by Kaplan and Meier with its 95 % interval; null where half have not left it yet. */
  median: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** How many more must leave the stage before anything can be said; 0 where enough have. */
  needs: z.int(),
  /** Share still in the stage after so many days. */
  curve: z.array(z.object({ days: z.number(), share: z.number(), low: z.number(), high: z.number() })),
})
export type StageFigures = z.infer<typeof StageFigures>
export const readLifecycle = endpoint({
  method: 'GET',
  path: '/lifecycle',
  can: 'partners.read',
  summary: 'The funnel of partnerships, stage by stage, and how long they stay in each',
  /** Stays that began from and up to these days. */
  input: z.object({ from: Day.optional(), until: Day.optional() }),
  output: z.object({ day: Day, stages: z.array(StageFigures) }),
})
export const stageOutcomes = {
  here: word('Still there'),
  went_on: word('Went on'),
  left: word('Off-boarded'),
  back: word('Went back'),
} as const
export const StageOutcome = z.enum(Object.keys(stageOutcomes) as [keyof typeof stageOutcomes])
export type StageOutcome = z.infer<typeof StageOutcome>
export const StageRow = z.object({
  organizationId: id('org'),
  name: z.string(),
  from: Day,
  to: Day.nullable(),
  days: z.int(),
  outcome: StageOutcome,
  next: PartnerStage.nullable(),
})
export type StageRow = z.infer<typeof StageRow>
export const listStageRows = endpoint({
  method: 'GET',
  path: '/lifecycle/:stage',
  can: 'partners.read',
  summary: 'The rows behind a stage’s figures: every stay in it, the newest first',
  input: z.object({
    stage: PartnerStage,
    from: Day.optional(),
    until: Day.optional(),
    outcome: StageOutcome.optional(),
  }),
  output: z.object({ total: z.int(), items: z.array(StageRow) }),
})
