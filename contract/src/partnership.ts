import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day } from './fields.ts'
import { PartnerType } from './partners.ts'

/** What a partner's people see of their partnership. How the vendor judges it (at risk, dormant) is not among it. */
export const Partnership = z.object({
  organizationName: z.string(),
  types: z.array(PartnerType),
  tier: z.string().nullable(),
  territory: z.string().nullable(),
  /** The first day inside the programme; null before that day. */
  since: Day.nullable(),
  leftOn: Day.nullable(),
  /** Whom to turn to. */
  manager: z.object({ name: z.string(), email: z.string().nullable() }).nullable(),
})
export type Partnership = z.infer<typeof Partnership>
export const readPartnership = endpoint({
  method: 'GET',
  path: '/portal/partnership',
  can: 'portal.read',
  summary: 'The caller’s own partnership: types, tier, since when, and whom to turn to',
  input: z.object({}),
  output: Partnership,
})
