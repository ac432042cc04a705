import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Done, id, line, May, Moment } from './fields.ts'
import { Side } from './messages.ts'
import { type RegistrationAct, registrationTransitions } from './registration-transitions.ts'

/** Evidence of a claim, or the customer's written choice, as a file. */
export const RegistrationFile = z.object({
  id: id('evd'),
  name: z.string(),
  bytes: z.int(),
  /** Of the content. The chain's link of the act that it was sent with names it, so the proof covers it. */
  sha256: z.string(),
  side: Side,
  keptBy: z.string(),
  createdAt: Moment,
  /** The act that it was sent with; null while it only lies ready. */
  act: z.enum(Object.keys(registrationTransitions) as [RegistrationAct]).nullable(),
  may: May,
})
export type RegistrationFile = z.infer<typeof RegistrationFile>

/** Files of one registration, the oldest first, and whether one may be added now. */
const RegistrationFiles = z.object({ items: z.array(RegistrationFile), may: May })
const ofRegistration = z.object({ id: id('reg') })
const upload = z.object({ id: id('reg'), name: line(200) })
const one = z.object({ id: id('evd') })

export const listOwnRegistrationFiles = endpoint({
  method: 'GET',
  path: '/portal/registrations/:id/files',
  can: 'registrations.own',
  summary: 'The files that the partner gave with a registration of its own',
  input: ofRegistration,
  output: RegistrationFiles,
})
export const addOwnRegistrationFile = endpoint({
  method: 'POST',
  path: '/portal/registrations/:id/files',
  can: 'registrations.own',
  summary: 'Lay a file ready; it is sent with the claim, or with the next thing said about it. The body is the file',
  input: upload,
  output: RegistrationFile,
  takes: 'bytes',
})
export const downloadOwnRegistrationFile = endpoint({
  method: 'GET',
  path: '/portal/registration-files/:id/content',
  can: 'registrations.own',
  summary: 'The content of a file of the partner’s own registration',
  input: one,
  output: z.unknown(),
  gives: 'application/octet-stream',
})
export const removeOwnRegistrationFile = endpoint({
  method: 'DELETE',
  path: '/portal/registration-files/:id',
  can: 'registrations.own',
  summary: 'Take back a file that was not sent yet',
  input: one,
  output: Done,
})

export const listRegistrationFiles = endpoint({
  method: 'GET',
  path: '/registrations/:id/files',
  can: 'registrations.read',
  summary: 'The files of a registration: the partner’s evidence, and what the vendor keeps itself',
  input: ofRegistration,
  output: RegistrationFiles,
})
export const addRegistrationFile = endpoint({
  method: 'POST',
  path: '/registrations/:id/files',
  can: 'registrations.review',
  summary:
    'Keep a document for the next decision, such as the customer’s written choice. Only its hash is told. The body is the file',
  input: upload,
  output: RegistrationFile,
  takes: 'bytes',
})
export const downloadRegistrationFile = endpoint({
  method: 'GET',
  path: '/registration-files/:id/content',
  can: 'registrations.read',
  summary: 'The content of a file of a registration',
  input: one,
  output: z.unknown(),
  gives: 'application/octet-stream',
})
export const removeRegistrationFile = endpoint({
  method: 'DELETE',
  path: '/registration-files/:id',
  can: 'registrations.review',
  summary: 'Take back a document of the vendor’s that no decision was made with yet',
  input: one,
  output: Done,
})
