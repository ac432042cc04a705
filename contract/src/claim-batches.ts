import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, line, listInput, listOf, May, Moment } from './fields.ts'
import { word } from './language.ts'

/** The columns of a table of claims, in the order of the template; in other orders and spellings they are known too. */
export const claimColumns = {
  reference: word('Your own reference; it makes the row known again'),
  customer_name: word('The customer’s legal name'),
  website: word('The customer’s website'),
  country: word('Country, as code or name'),
  contact: word('Whom you speak to'),
  contact_email: word('Their e-mail'),
  products: word('Products, several with ; between'),
  value: word('Value, such as 12500.00'),
  currency: word('Currency code'),
  expected_close: word('Expected close, such as 2027-03-31'),
  evidence: word('Your own activity with this customer'),
  evidence_on: word('The day of it, such as 2026-11-02'),
  public_sector: word('A public body: yes or no'),
  renewal: word('The renewal of existing business: yes or no'),
} as const
export type ClaimColumn = keyof typeof claimColumns

/** What becomes of a row, before it is done and after. */
export const claimOutcomes = {
  send: { before: word('Would be sent'), after: word('Sent') },
  draft: { before: word('Would be a draft'), after: word('Draft, not sent') },
  same: { before: word('Known already'), after: word('Known already') },
  refuse: { before: word('Cannot be taken'), after: word('Not taken') },
} as const
export type ClaimOutcome = keyof typeof claimOutcomes
const Outcome = z.enum(Object.keys(claimOutcomes) as [ClaimOutcome])

const claimBatchStates = ['checking', 'checked', 'sending', 'sent', 'failed'] as const

/** A table of claims: tried first, then sent. The trial tells what the table itself says, and nothing of anybody else’s. */
export const ClaimBatch = z.object({
  id: id('clb'),
  fileName: z.string(),
  state: z.enum(claimBatchStates),
  /** Why it was not taken as a whole, or stopped. */
  problem: z.string().nullable(),
  counts: z.record(Outcome, z.int()),
  /** Columns that mean nothing here. */
  unknownColumns: z.array(z.string()),
  submitter: z.string(),
  createdAt: Moment,
  sentAt: Moment.nullable(),
  may: May,
})
export type ClaimBatch = z.infer<typeof ClaimBatch>

export const ClaimRow = z.object({
  /** From 1, without the header. */
  number: z.int(),
  outcome: Outcome,
  customerName: z.string().nullable(),
  /** The field, what stands there, and what would be right. */
  problems: z.array(z.object({ field: z.string().nullable(), message: z.string() })),
  registrationId: id('reg').nullable(),
})
export type ClaimRow = z.infer<typeof ClaimRow>

const one = z.object({ id: id('clb') })

export const uploadClaims = endpoint({
  method: 'POST',
  path: '/portal/claim-batches',
  can: 'registrations.own',
  summary: 'Take in a table of claims (CSV) and try it: nothing is claimed yet. The body is the file',
  input: z.object({ fileName: line(200) }),
  output: ClaimBatch,
  takes: 'bytes',
})
export const listClaimBatches = endpoint({
  method: 'GET',
  path: '/portal/claim-batches',
  can: 'registrations.own',
  summary: 'The tables of claims that the partner gave, newest first',
  input: listInput(['-createdAt'], {}),
  output: listOf(ClaimBatch),
})
export const readClaimBatch = endpoint({
  method: 'GET',
  path: '/portal/claim-batches/:id',
  can: 'registrations.own',
  summary: 'One table of claims: how far it is, and how many rows have which outcome',
  input: one,
  output: ClaimBatch,
})
export const listClaimRows = endpoint({
  method: 'GET',
  path: '/portal/claim-batches/:id/rows',
  can: 'registrations.own',
  summary: 'What becomes of each row, with every problem of it',
  input: listInput(['number'], { outcome: Outcome.optional() }).extend(one.shape),
  output: listOf(ClaimRow),
})
export const sendClaims = endpoint({
  method: 'POST',
  path: '/portal/claim-batches/:id/send',
  can: 'registrations.own',
  summary: 'Send the table’s complete claims and keep the others as drafts; a row that is known claims nothing twice',
  input: one,
  output: ClaimBatch,
})
export const downloadOpenClaims = endpoint({
  method: 'GET',
  path: '/portal/claim-batches/:id/open-rows',
  can: 'registrations.own',
  summary: 'The rows that lack something, as a file to complete and send again',
  input: one,
  output: z.unknown(),
  gives: 'text/csv',
})
export const downloadClaimTemplate = endpoint({
  method: 'GET',
  path: '/portal/claim-template',
  can: 'registrations.own',
  summary: 'An empty table of claims with one example, to fill in',
  input: z.object({}),
  output: z.unknown(),
  gives: 'text/csv',
})
