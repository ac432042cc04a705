import { z } from 'zod'
import { applicantFields, ApplicationState } from './applications.ts'
import { endpoint } from './endpoint.ts'
import { Done, line, Moment, paragraph } from './fields.ts'
import { PartnerType } from './partners.ts'
import { Question, RequiredDocument } from './programme-rules.ts'

const slug = z.string().min(1).max(60)
/**
 * Lets one form be sent: when it was asked for, signed. The browser adds `work`, found by trying: the SHA-256 of
 * `pass:work` begins with as many zero bits as asked for.
 */
const passed = { pass: z.string().max(300), work: z.string().max(30) }

export const readApplicationForm = endpoint({
  method: 'GET',
  path: '/apply/:slug',
  can: 'public',
  summary: 'The public application form of a programme, with the pass to send it',
  input: z.object({ slug }),
  output: z.object({
    ecosystem: z.string(),
    programme: z.string(),
    description: z.string(),
    open: z.boolean(),
    introduction: z.string(),
    types: z.array(PartnerType),
    questions: z.array(Question),
    documents: z.array(RequiredDocument),
    pass: z.string(),
    workBits: z.int(),
  }),
})
export const uploadApplicationFile = endpoint({
  method: 'POST',
  path: '/apply/:slug/files',
  can: 'public',
  summary: 'Upload a document before sending the form; the same pass sends both',
  input: z.object({ slug, ...passed, fileName: line(200) }),
  output: z.object({ fileId: z.string(), name: z.string(), bytes: z.int() }),
  takes: 'bytes',
})
export const submitApplication = endpoint({
  method: 'POST',
  path: '/apply/:slug',
  can: 'public',
  summary: 'Apply. The address to follow the application comes by e-mail, also when the same company applied before',
  input: z.object({
    slug,
    ...passed,
    /** Left empty by people, who do not see it; filled in by robots. */
    fax: z.string().max(200).default(''),
    ...applicantFields,
    documents: z
      .array(z.object({ key: z.string().max(40), fileId: z.string().max(60) }))
      .max(40)
      .default([]),
  }),
  output: z.object({ received: z.literal(true), email: z.string() }),
})

const key = z.string().max(200)
export const ApplicationStatus = z.object({
  ecosystem: z.string(),
  programme: z.string(),
  company: z.string(),
  contact: z.string(),
  email: z.string(),
  state: ApplicationState,
  emailConfirmed: z.boolean(),
  submittedAt: Moment,
  /** What is asked of the applicant. */
  asked: z.string().nullable(),
  /** Why it was rejected: a reason of the closed list, and what was written to it. */
  reason: z.string().nullable(),
  note: z.string().nullable(),
  history: z.array(z.object({ at: Moment, what: z.string() })),
  may: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
})
export type ApplicationStatus = z.infer<typeof ApplicationStatus>
export const readApplicationStatus = endpoint({
  method: 'GET',
  path: '/application-status/:key',
  can: 'public',
  summary: 'How an application stands, for the applicant who has the address from the e-mail',
  input: z.object({ key }),
  output: ApplicationStatus,
})
export const confirmApplication = endpoint({
  method: 'POST',
  path: '/application-status/:key/confirm',
  can: 'public',
  summary: 'Confirm the e-mail address of an application',
  input: z.object({ key }),
  output: Done,
})
export const answerApplication = endpoint({
  method: 'POST',
  path: '/application-status/:key/answer',
  can: 'public',
  summary: 'Answer what was asked; the application is then vetted again',
  input: z.object({ key, answer: paragraph(4000).min(1) }),
  output: ApplicationStatus,
})
export const withdrawApplication = endpoint({
  method: 'POST',
  path: '/application-status/:key/withdraw',
  can: 'public',
  summary: 'Withdraw an application',
  input: z.object({ key }),
  output: ApplicationStatus,
})
