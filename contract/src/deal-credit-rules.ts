import { z } from 'zod'
import { word } from './language.ts'

/** What an organization does in a deal. */
export const participantRoles = {
  sourced: word('Sourced'),
  assisted: word('Assisted'),
  influenced: word('Influenced'),
  resells: word('Resells'),
  distributes: word('Distributes'),
  implements: word('Implements'),
  integrates: word('Integrates'),
  marketplace: word('Marketplace'),
} as const
export type ParticipantRole = keyof typeof participantRoles
export const ParticipantRole = z.enum(Object.keys(participantRoles) as [ParticipantRole])

const weight = (usual: number) => z.int().min(0).max(10_000).default(usual)
const days = (usual: number) => z.int().min(0).max(3650).default(usual)

/** Who is credited with a deal, and how it is split where nothing else is agreed. */
export const DealCreditRules = z.strictObject({
  /**
   * The default split: the weight of each role, which its holders share equally. Weights need not sum to anything: what
   * counts is their proportion among the roles that a team has.
   */
  roleTable: z
    .strictObject({
      sourced: weight(40),
      assisted: weight(10),
      influenced: weight(0),
      resells: weight(30),
      distributes: weight(10),
      implements: weight(30),
      integrates: weight(10),
      marketplace: weight(5),
    })
    .prefault({}),
  /** Days before the vendor’s first activity within which a partner’s own evidence makes it the source. */
  sourcedLookBackDays: days(180),
  /** Days before the deal was opened from which evidence counts as influence. */
  influencedLookBackDays: days(180),
})
export type DealCreditRules = z.infer<typeof DealCreditRules>
