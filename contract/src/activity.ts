import { z } from 'zod'
import { CompanyField } from './company.ts'
import { endpoint } from './endpoint.ts'
import { id, listInput, listOf, Moment } from './fields.ts'
import { word } from './language.ts'

/**
 * What a partner's people read of the log about their own company. What is not in here is not disclosed: how the vendor
 * judges a partner, for one.
 */
export const activities = {
  'organization.updated': word('Facts of the company changed'),
  'organization.suggested': word('Change suggested'),
  'organization.suggestion_withdrawn': word('Suggestion taken back'),
  'organization.suggestion_approved': word('Suggestion approved'),
  'organization.suggestion_refused': word('Suggestion refused'),
  'partner.tier_changed': word('New tier'),
  'certification.granted': word('Certification granted'),
  'certification.expired': word('Certification expired'),
  'certification.ended': word('Certification ended'),
  'file.shared': word('File shared'),
} as const
export const ActivityVerb = z.enum(Object.keys(activities) as [keyof typeof activities])
export type ActivityVerb = z.infer<typeof ActivityVerb>

export const Activity = z.object({
  id: id('evt'),
  verb: ActivityVerb,
  happenedAt: Moment,
  /** A person of the own company; null for the vendor's side and for the clocks. */
  who: z.string().nullable(),
  /** The certification, the file, the tier. */
  name: z.string().nullable(),
  /** The facts that were changed, or suggested to be. */
  fields: z.array(CompanyField),
})
export type Activity = z.infer<typeof Activity>
export const listActivity = endpoint({
  method: 'GET',
  path: '/portal/activity',
  can: 'portal.read',
  summary: 'What happened about the own company, as far as it is disclosed, newest first',
  input: listInput(['-happenedAt'], {}),
  output: listOf(Activity),
})
