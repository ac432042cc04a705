import { z } from 'zod'
import { ParticipantRole } from './deal-credit-rules.ts'
import { endpoint } from './endpoint.ts'
import { Day, id, line, May, Moment, Money, paragraph } from './fields.ts'
import { word } from './language.ts'
import { OwnShare } from './own-deals.ts'

export const splitMethods = {
  role_table: word('By role'),
  line: word('By line'),
  equal: word('Equal'),
  custom: word('Own percentages'),
} as const
export type SplitMethod = keyof typeof splitMethods
export const SplitMethod = z.enum(Object.keys(splitMethods) as [SplitMethod])

/** Where a version of a split stands. In force is the newest that is locked, agreed or the default. */
export const splitStates = {
  proposed: word('Waits for signatures'),
  disputed: word('Disputed'),
  agreed: word('Agreed'),
  default: word('Default table'),
  locked: word('Locked'),
  replaced: word('Replaced'),
} as const
export type SplitState = keyof typeof splitStates
const SplitState = z.enum(Object.keys(splitStates) as [SplitState])

export const signatures = {
  waiting: word('Not signed yet'),
  signed: word('Signed'),
  disputed: word('Disputed'),
  not_needed: word('Not needed'),
} as const
export type Signature = keyof typeof signatures
const Signature = z.enum(Object.keys(signatures) as [Signature])

/** Hundredths of a percent: 3,334 is 33.34%. */
const BasisPoints = z.int().min(0).max(10_000)
const Line = z.object({ name: line(), participantId: id('part'), amount: z.int().min(0) })

export const DealShare = z.object({
  participantId: id('part'),
  partnerId: id('org'),
  partnerName: z.string(),
  role: ParticipantRole,
  basisPoints: BasisPoints,
  amount: Money.nullable(),
  signature: Signature,
  answeredAt: Moment.nullable(),
  answeredBy: z.string().nullable(),
  disputeReason: z.string().nullable(),
  /** What the partner would take instead. */
  wantedBasisPoints: BasisPoints.nullable(),
})
export type DealShare = z.infer<typeof DealShare>

/** One version of how a deal is split among its team. Versions are kept; none is edited. */
export const DealSplit = z.object({
  id: id('split'),
  dealId: id('deal'),
  number: z.int(),
  method: SplitMethod,
  state: SplitState,
  /** Why it was proposed, or what it corrects. */
  reason: z.string().nullable(),
  lines: z.array(Line),
  /** The value that it splits; null where the deal has none. */
  value: Money.nullable(),
  rulesVersion: z.int(),
  proposedBy: z.string(),
  proposedAt: Moment,
  lockedAt: Moment.nullable(),
  shares: z.array(DealShare),
})
export type DealSplit = z.infer<typeof DealSplit>

/** What was booked: the shares at the win, and later the differences, each on the day on which it was booked. */
export const SplitEntry = z.object({
  splitId: id('split'),
  participantId: id('part'),
  partnerName: z.string(),
  day: Day,
  kind: z.enum(['won', 'correction']),
  amount: Money,
})
export type SplitEntry = z.infer<typeof SplitEntry>

export const DealSplits = z.object({
  /** Newest first. */
  splits: z.array(DealSplit),
  entries: z.array(SplitEntry),
  may: May,
})
export type DealSplits = z.infer<typeof DealSplits>

export const readDealSplits = endpoint({
  method: 'GET',
  path: '/deals/:id/splits',
  can: 'deals.read',
  summary: 'How a deal is split among its team: every version with its signatures, and what was booked',
  input: z.object({ id: id('deal') }),
  output: DealSplits,
})
export const proposeSplit = endpoint({
  method: 'POST',
  path: '/deals/:id/splits',
  can: 'deals.write',
  summary: 'Propose how a deal is split; each party signs its share. After the win it is a correction, with its reason',
  input: z.object({
    id: id('deal'),
    method: SplitMethod,
    /** For `custom`: every participant’s share; they sum to 10,000. */
    shares: z
      .array(z.object({ participantId: id('part'), basisPoints: BasisPoints }))
      .max(100)
      .optional(),
    /** For `line`: which line belongs to whom, in minor units of the deal’s currency; without it, the deal’s own lines. */
    lines: z.array(Line).max(500).optional(),
    reason: paragraph(500).optional(),
  }),
  output: DealSplits,
})
export const answerSplit = endpoint({
  method: 'POST',
  path: '/portal/deal-splits/:id/answer',
  can: 'deals.take_part',
  summary: 'Sign the own share in a deal, or dispute it with a reason',
  input: z.object({
    id: id('split'),
    answer: z.enum(['sign', 'dispute']),
    /** Needed for a dispute. */
    reason: paragraph(500).optional(),
    /** What would be right instead, in hundredths of a percent. */
    wantedBasisPoints: BasisPoints.optional(),
  }),
  output: z.object({ shares: z.array(OwnShare) }),
})
