import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Country, id, line, Moment, paragraph, Version } from './fields.ts'
import { word } from './language.ts'
import { OwnRegistrationRecord } from './registrations.ts'

/** One of a partner's people: a login, or a contact person who has none. */
const PersonId = z
  .string()
  .regex(/^(?:mem|per)_[0-9a-hjkmnp-tv-z]{26}$/, word('must be an id like mem_01k9… or per_01k9…'))

const ofPartner = z.object({ organizationId: id('org') })

export const readRegistrationLink = endpoint({
  method: 'GET',
  path: '/partners/:organizationId/registration-link',
  can: 'partners.write',
  summary: 'Whom of a partner’s people a link to register a deal can go to, and for which products',
  input: ofPartner,
  output: z.object({
    people: z.array(z.object({ id: PersonId, name: z.string(), email: z.string() })),
    families: z.array(z.object({ key: z.string(), name: z.string() })),
  }),
})
export const sendRegistrationLink = endpoint({
  method: 'POST',
  path: '/partners/:organizationId/registration-link',
  can: 'partners.write',
  summary: 'Mail one of a partner’s people a link by which they register one deal without a login',
  input: ofPartner.extend({
    personId: PersonId,
    families: z.array(line(40)).min(1).max(50),
    /** The customer, where it is known already; the link then fixes it. */
    customerName: line().optional(),
    customerDomain: line(253).optional(),
    country: Country.optional(),
    note: paragraph(1000).optional(),
  }),
  output: z.object({ id: id('link'), email: z.string(), name: z.string(), expiresAt: Moment }),
})

const key = z.string().min(1).max(300)
const Status = OwnRegistrationRecord.extend({
  ecosystem: z.string(),
  person: z.string(),
  /** Names of the products that it is for. */
  products: z.array(z.string()),
})

export const readRegistrationStatus = endpoint({
  method: 'POST',
  path: '/registration-status',
  can: 'public',
  summary: 'How a claim stands that was sent by a link, for who sent it, by the key from the mail',
  input: z.object({ key }),
  output: Status,
})
/** What can be done with the key alone. */
export const statusActs = ['answer', 'appeal', 'report_progress', 'request_extension', 'withdraw'] as const
export const actByStatus = endpoint({
  method: 'POST',
  path: '/registration-status/acts',
  can: 'public',
  summary: 'Answer, appeal, report progress, ask for more time or withdraw, by the key from the mail',
  input: z.object({ key, act: z.enum(statusActs), version: Version, text: paragraph(2000).optional() }),
  output: Status,
})
