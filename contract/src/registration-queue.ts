import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, listOf, Moment, paragraph } from './fields.ts'
import { CheckedRules } from './rule-checks.ts'
import { ProductFamily } from './registration-rules.ts'
import { ownVersion, RegistrationStateName, RejectionReasonName } from './registrations.ts'

/** What a reviewer can say of a claim in line. */
export const registrationRulings = ['approve', 'reject', 'find_duplicate', 'request_information'] as const
export type RegistrationRulingAct = (typeof registrationRulings)[number]

export const decideRegistrations = endpoint({
  method: 'POST',
  path: '/registrations/decide',
  can: 'registrations.review',
  summary: 'One ruling on many claims, in their order in line; each is judged by itself and wholly done, or not at all',
  input: z.object({
    registrations: z.array(z.object(ownVersion)).min(1).max(200),
    act: z.enum(registrationRulings),
    /** For `reject` and `find_duplicate`. */
    reason: RejectionReasonName.optional(),
    /** What the partners read; for `request_information` the question. */
    text: paragraph(2000).optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: id('reg'),
        done: z.boolean(),
        /** Why not. */
        problem: z.string().nullable(),
        state: RegistrationStateName.nullable(),
      }),
    ),
  }),
})

export const listRegistrationChoices = endpoint({
  method: 'GET',
  path: '/registration-choices',
  can: 'registrations.read',
  summary: 'What the queue can be narrowed by: partners with claims, product families, programmes',
  input: z.object({}),
  output: z.object({
    /** By name, up to 500. */
    partners: z.array(z.object({ id: id('org'), name: z.string(), waiting: z.int() })),
    families: z.array(ProductFamily),
    programmes: z.array(z.object({ id: id('prg'), name: z.string() })),
  }),
})

const Outcome = z.enum(['approve', 'review', 'duplicate', 'not_taken'])
export type TriedOutcome = z.infer<typeof Outcome>
const Tried = z.object({
  outcome: Outcome,
  reason: RejectionReasonName.nullable(),
  rule: z.string(),
  isLowRisk: z.boolean(),
})
const Counts = z.record(Outcome, z.int())

export const tryRegistrationRules = endpoint({
  method: 'POST',
  path: '/programmes/:id/registration-rules/try',
  can: 'registrations.read',
  summary: 'Judges past claims again by changed rules, from what was found then; nothing is changed by it',
  input: z.object({ id: id('prg'), rules: CheckedRules, newest: z.int().min(1).max(5000).default(1000) }),
  output: z.object({
    tried: z.int(),
    /** Of these, how many still wait. They keep the version that they came in under, whatever is announced. */
    waiting: z.int(),
    /** `not_taken`: could not have been sent, for its country or its product family. */
    before: Counts,
    after: Counts,
    /** When the reviews of those that wait would be due, beside when they are; `overdue`: would be over by now. */
    due: z.object({ earlier: z.int(), later: z.int(), same: z.int(), overdue: z.int() }),
    /** How many would be judged differently, and the newest 100 of them. */
    different: listOf(
      z.object({
        id: id('reg'),
        customerName: z.string(),
        partnerName: z.string(),
        state: RegistrationStateName,
        rulesVersion: z.int(),
        completeAt: Moment,
        before: Tried,
        after: Tried,
      }),
    ),
  }),
})
