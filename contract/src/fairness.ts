import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, flag, id, line, listInput, listOf, many, Moment } from './fields.ts'
import { word } from './language.ts'

/**
 * What the vendor’s fairness score is made of. Each part is a share of its rows, and the rows that speak for the vendor
 * are the good ones.
 */
export const fairnessParts = {
  in_time: {
    title: word('Reviews in time'),
    definition: word(
      'Of the claims that came before a reviewer: how many were decided before their deadline. A claim that the rules decided at once needed no review, and one that was taken back had none.',
    ),
    formula: word('decided in time / decided or past the deadline'),
    good: word('In time'),
    bad: word('Late'),
    what: word('reviews'),
  },
  upheld: {
    title: word('Decisions that stood on appeal'),
    definition: word('Of the appeals that were decided: in how many the second reviewer came to the same decision.'),
    formula: word('1 − overturned appeals / decided appeals'),
    good: word('Upheld'),
    bad: word('Overturned'),
    what: word('appeals'),
  },
  untouched: {
    title: word('Protected customers left to their partner'),
    definition: word(
      'Of the registrations that were protected: with how many the vendor did not deal directly. A direct touch does not count once the partner has joined the deal, or has confirmed that it was agreed.',
    ),
    formula: word('1 − protected registrations with a touch that counts / protected registrations'),
    good: word('Left to the partner'),
    bad: word('Touched'),
    what: word('protected registrations'),
  },
} as const
export type FairnessPart = keyof typeof fairnessParts
export const FairnessPart = z.enum(Object.keys(fairnessParts) as [FairnessPart])

/** How the score follows from the parts. */
export const fairnessFormula = word('100 × the mean of the shares for which there is enough data')
/** A part with fewer rows than this has no share. */
export const fairnessNeeds = 5
/**
 * What partners read of all partners together: only where so many of the rows are not their own, from so many other
 * partners, so that nothing of any one of them can be read off.
 */
export const fairnessDisclosure = { rows: 10, partners: 3 } as const

/** A share with 95% Wilson interval; null below {@link fairnessNeeds} rows. */
const share = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable()
const counts = {
  good: z.int(),
  of: z.int(),
  /** For `untouched`: direct touches, how many of them were settled, how many still count. Else 0. */
  touches: z.int(),
  settled: z.int(),
  counting: z.int(),
}
export const FairnessShare = z.object({ part: FairnessPart, ...counts, share })
export type FairnessShare = z.infer<typeof FairnessShare>

export const Fairness = z.object({
  /** First and last day of the window. */
  from: Day,
  until: Day,
  /** 0 to 100; null where no part has enough data. */
  score: z.int().nullable(),
  parts: z.array(FairnessShare),
  /** Who decided in this window, by the log. */
  reviewers: z.array(z.object({ id: z.string(), name: z.string(), count: z.int() })),
})
export type Fairness = z.infer<typeof Fairness>

const look = {
  /** Calendar months back, the current one among them. */
  months: z.coerce.number().int().min(1).max(120).default(12),
  partnerId: many(id('org')).optional(),
  /** Whose decisions; what no person decided is left out then. */
  reviewerId: line(60).optional(),
}
export const readFairness = endpoint({
  method: 'GET',
  path: '/fairness',
  can: 'registrations.read',
  summary: 'How fair the vendor is with its partners’ registrations: one score, its parts, their counts',
  input: z.object(look),
  output: Fairness,
})

const row = {
  registrationId: id('reg'),
  customerName: z.string().nullable(),
  /** When it was decided, or became late; for `untouched` since when it was protected. */
  at: Moment,
  /** Speaks for the vendor. */
  good: z.boolean(),
  touches: z.int(),
  settled: z.int(),
  counting: z.int(),
}
export const FairnessRow = z.object({
  ...row,
  partnerId: id('org'),
  partnerName: z.string(),
  sentAt: Moment.nullable(),
  /** Who decided, by the log; null where nobody did. */
  reviewer: z.string().nullable(),
})
export type FairnessRow = z.infer<typeof FairnessRow>
export const listFairnessRows = endpoint({
  method: 'GET',
  path: '/fairness-rows',
  can: 'registrations.read',
  summary: 'The rows behind a part of the fairness score, newest first',
  input: listInput(['-at'], { ...look, part: FairnessPart, good: flag.optional() }),
  output: listOf(FairnessRow),
})

export const OwnFairness = z.object({
  from: Day,
  until: Day,
  score: z.int().nullable(),
  parts: z.array(
    z.object({
      part: FairnessPart,
      /** Of all partners together; null where that would say too much of one of them. */
      all: FairnessShare.omit({ part: true }).nullable(),
      own: z.object(counts),
    }),
  ),
})
export type OwnFairness = z.infer<typeof OwnFairness>
export const readOwnFairness = endpoint({
  method: 'GET',
  path: '/portal/fairness',
  can: 'registrations.own',
  summary: 'The vendor’s fairness score over the last twelve full months, and the partner’s own part in it',
  input: z.object({}),
  output: OwnFairness,
})
export const OwnFairnessRow = z.object(row)
export type OwnFairnessRow = z.infer<typeof OwnFairnessRow>
export const listOwnFairnessRows = endpoint({
  method: 'GET',
  path: '/portal/fairness-rows',
  can: 'registrations.own',
  summary: 'The partner’s own rows behind a part of the fairness score, newest first',
  input: listInput(['-at'], { part: FairnessPart, good: flag.optional() }),
  output: listOf(OwnFairnessRow),
})
