import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Country, Done, flag, id, listInput, listOf, many, Moment } from './fields.ts'
import { ProductFamily } from './registration-rules.ts'
import {
  OwnRegistration,
  OwnRegistrationRecord,
  ownVersion,
  RegistrationClaim,
  RegistrationEvent,
  RegistrationStateName,
  Statement,
} from './registrations.ts'

export const listOwnRegistrations = endpoint({
  method: 'GET',
  path: '/portal/registrations',
  can: 'registrations.own',
  summary: 'The partner’s own registrations, newest first',
  input: listInput(['-createdAt'], { state: many(RegistrationStateName).optional() }),
  output: listOf(OwnRegistration),
})
export const readOwnRegistration = endpoint({
  method: 'GET',
  path: '/portal/registrations/:id',
  can: 'registrations.own',
  summary: 'One registration of the partner’s own with its receipt and history',
  input: z.object({ id: id('reg') }),
  output: OwnRegistrationRecord,
})
export const readRegistrationForm = endpoint({
  method: 'GET',
  path: '/portal/registration-form',
  can: 'registrations.own',
  summary: 'What a claim can be made for, and the promises of the programme',
  input: z.object({}),
  output: z.object({
    families: z.array(ProductFamily),
    territories: z.array(Country),
    /** Where the partner itself is. */
    country: Country.nullable(),
    /** Customers that the partner claimed before, the latest first: what it wrote itself, and nothing that others know. */
    customers: z.array(
      RegistrationClaim.pick({
        customerName: true,
        customerDomain: true,
        country: true,
        contactName: true,
        contactEmail: true,
      }),
    ),
    currency: z.string(),
    reviewDays: z.int(),
    protectionDays: z.int(),
    appealDays: z.int(),
    rulesVersion: z.int(),
  }),
})
export const createRegistration = endpoint({
  method: 'POST',
  path: '/portal/registrations',
  can: 'registrations.own',
  summary: 'Begin a claim; with `send` it is sent at once, if it is complete',
  input: RegistrationClaim.partial().extend({ send: flag.default(false) }),
  output: OwnRegistrationRecord,
})
export const updateRegistration = endpoint({
  method: 'PATCH',
  path: '/portal/registrations/:id',
  can: 'registrations.own',
  summary: 'Save a draft, as far as it is written',
  input: RegistrationClaim.partial().extend(ownVersion),
  output: OwnRegistrationRecord,
})
const acting = <I extends z.ZodRawShape>(act: string, summary: string, more: I) =>
  endpoint({
    method: 'POST',
    path: `/portal/registrations/:id/${act}`,
    can: 'registrations.own',
    summary,
    input: z.object({ ...ownVersion, ...more }),
    output: OwnRegistrationRecord,
  })
export const submitRegistration = acting('submit', 'Send a complete claim: it takes its place in line', {})
export const answerRegistration = acting('answer', 'Answer the reviewer’s question', { text: Statement })
export const appealRegistration = acting('appeal', 'Appeal against a decision, once; another reviewer looks at it', {
  text: Statement,
})
export const withdrawRegistration = acting('withdraw', 'Take a claim back before it is decided', {})
export const reportRegistrationProgress = acting(
  'progress',
  'Say what happened with the customer; it keeps the protection alive',
  {
    text: Statement,
  },
)
export const requestRegistrationExtension = acting('extension', 'Ask for more time, with what was achieved', {
  text: Statement,
})
export const convertRegistration = acting('convert', 'Make an approved registration a deal', {})

/** A registration's history that proves itself: anyone can check it without this server. */
export const RegistrationProof = z.object({
  kind: z.literal('hansa registration proof'),
  version: z.literal(1),
  registrationId: id('reg'),
  ecosystem: z.string(),
  partner: z.string(),
  issuedAt: Moment,
  events: z.array(RegistrationEvent),
})
export type RegistrationProof = z.infer<typeof RegistrationProof>
export const proveOwnRegistration = endpoint({
  method: 'GET',
  path: '/portal/registrations/:id/proof',
  can: 'registrations.own',
  summary: 'The history of a registration as a file that proves itself by its chain of hashes',
  input: z.object({ id: id('reg') }),
  output: RegistrationProof,
})
export const discardRegistration = endpoint({
  method: 'DELETE',
  path: '/portal/registrations/:id',
  can: 'registrations.own',
  summary: 'Throw a draft away',
  input: z.object({ id: id('reg') }),
  output: Done,
})
