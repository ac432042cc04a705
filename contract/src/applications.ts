import { word } from './language.ts'
import { z } from 'zod'
import { ApplicationAct, ApplicationState, RejectionReason } from './application-states.ts'
import { endpoint } from './endpoint.ts'
import { Country, flag, id, line, listInput, listOf, many, May, Moment, paragraph, Version } from './fields.ts'
import { PartnerType } from './partners.ts'
import { Check, Consequence, ProgrammeRules, QuestionKind } from './programme-rules.ts'

export * from './application-states.ts'

/** What vetting proposes. */
export const Proposal = z.enum(['approve', 'refer', 'reject'])
export type Proposal = z.infer<typeof Proposal>

/** An answer to a question of the form; a file's is the id of what was uploaded. */
export const Answer = z.union([z.string().max(8000), z.number(), z.boolean(), z.array(z.string().max(200)).max(50)])

/** Who applies. */
export const applicantFields = {
  company: line(),
  website: z.string().trim().max(500).nullable().default(null),
  country: Country.nullable().default(null),
  city: line(120).nullable().default(null),
  industry: line(120).nullable().default(null),
  employees: z.int().min(0).max(10_000_000).nullable().default(null),
  contact: line(120),
  email: z.email().max(254),
  phone: line(40).nullable().default(null),
  /** The contact's job title. */
  title: line(120).nullable().default(null),
  types: z.array(PartnerType).max(9).default([]),
  answers: z.record(z.string().max(40), Answer).default({}),
}

/** One thing that vetting found: the check, what it saw, and what that leads to by the rules. */
export const Finding = z.object({ check: Check, consequence: Consequence, values: z.array(z.string()) })
export type Finding = z.infer<typeof Finding>

export const Vetting = z.object({
  number: z.int(),
  at: Moment,
  rulesVersion: z.int(),
  /** The version of the sanctions list that it looked into; null where there was none. */
  sanctionsVersion: z.int().nullable(),
  proposal: Proposal,
  /** The rules carry the proposal out without a person. */
  bySelf: z.boolean(),
  findings: z.array(Finding),
})
export type Vetting = z.infer<typeof Vetting>

export const Application = z.object({
  id: id('app'),
  programmeId: id('prg'),
  programme: z.string(),
  state: ApplicationState,
  proposal: Proposal.nullable(),
  company: z.string(),
  website: z.string().nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  industry: z.string().nullable(),
  employees: z.int().nullable(),
  contact: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  title: z.string().nullable(),
  types: z.array(PartnerType),
  emailConfirmed: z.boolean(),
  /** The checks that found something to refer or reject for. */
  found: z.array(Check),
  /** The organization that it became, or that vetting took it for. */
  organizationId: id('org').nullable(),
  source: z.string(),
  submittedAt: Moment,
  decidedAt: Moment.nullable(),
  decidedBy: z.string().nullable(),
  reason: RejectionReason.nullable(),
  version: Version,
  may: May,
})
export type Application = z.infer<typeof Application>

export const ApplicationDetail = Application.extend({
  answers: z.array(z.object({ key: z.string(), label: z.string(), kind: QuestionKind, value: Answer })),
  documents: z.array(
    z.object({ fileId: id('file'), key: z.string(), label: z.string(), name: z.string(), bytes: z.int() }),
  ),
  /** What the applicant was asked last, and what came back. */
  asked: z.string().nullable(),
  answered: z.string().nullable(),
  /** What was written to the applicant with the decision. */
  note: z.string().nullable(),
  vettings: z.array(Vetting),
  /** What is known here of the company that vetting took it for. */
  known: z
    .object({
      organizationId: id('org'),
      name: z.string(),
      website: z.string().nullable(),
      country: z.string().nullable(),
      city: z.string().nullable(),
      industry: z.string().nullable(),
      employees: z.int().nullable(),
      stage: z.string().nullable(),
    })
    .nullable(),
})
export type ApplicationDetail = z.infer<typeof ApplicationDetail>

const one = z.object({ id: id('app') })

export const applicationFilters = {
  state: many(ApplicationState).optional(),
  open: flag.optional(),
  proposal: many(Proposal).optional(),
  programmeId: id('prg').optional(),
  country: many(Country).optional(),
}
export const listApplications = endpoint({
  method: 'GET',
  path: '/applications',
  can: 'applications.read',
  summary: 'Applications: those that wait for a person first, the oldest of them first',
  input: listInput(['queue', '-submittedAt', 'company'], applicationFilters),
  output: listOf(Application),
})
export const readApplication = endpoint({
  method: 'GET',
  path: '/applications/:id',
  can: 'applications.read',
  summary: 'One application: answers, documents, every vetting with its findings',
  input: one,
  output: ApplicationDetail,
})
export const downloadApplicationDocument = endpoint({
  method: 'GET',
  path: '/applications/:id/documents/:fileId',
  can: 'applications.read',
  summary: 'A document of an application, as a file',
  input: one.extend({ fileId: id('file') }),
  output: z.unknown(),
  gives: 'application/octet-stream',
})
export const createApplications = endpoint({
  method: 'POST',
  path: '/applications',
  can: 'applications.write',
  summary: 'Take in applications from elsewhere, up to 500 at once; one whose key is known already is left as it is',
  input: z.object({
    /** The default programme where none is given. */
    programmeId: id('prg').optional(),
    /** Names where they come from: keys of different sources are kept apart. */
    source: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}$/, word('must be a name like fair_2026'))
      .default('api'),
    applications: z
      .array(z.object({ key: line(120).optional(), submittedAt: Moment.optional(), ...applicantFields }))
      .min(1)
      .max(500),
  }),
  output: z.object({
    items: z.array(z.object({ key: z.string().nullable(), id: id('app'), outcome: z.enum(['created', 'unchanged']) })),
  }),
})

const decision = {
  act: ApplicationAct,
  /** For a rejection. */
  reason: RejectionReason.optional(),
  /** What is written to the applicant: the question, the reason in words. */
  note: paragraph(2000).default(''),
}
export const decideApplication = endpoint({
  method: 'POST',
  path: '/applications/:id/decide',
  can: 'applications.decide',
  summary: 'Approve, reject, ask the applicant, or reopen; refused when somebody else was faster',
  input: one.extend({
    version: Version,
    ...decision,
    /** For an approval: the organization that it is, or `new`, where vetting could not tell. */
    organizationId: z.union([id('org'), z.literal('new')]).optional(),
  }),
  output: ApplicationDetail,
})
export const decideApplications = endpoint({
  method: 'POST',
  path: '/applications/decide',
  can: 'applications.decide',
  summary: 'Decide on many at once; each for itself, with what became of it',
  input: z.object({
    applications: z
      .array(one.extend({ version: Version }))
      .min(1)
      .max(200),
    ...decision,
  }),
  output: z.object({ items: z.array(z.object({ id: id('app'), done: z.boolean(), problem: z.string().nullable() })) }),
})
export const replayVetting = endpoint({
  method: 'GET',
  path: '/applications/:id/vettings/:number/replay',
  can: 'applications.read',
  summary: 'Runs a past vetting again, from its stored inputs by the rules of its time',
  input: one.extend({ number: z.coerce.number().int().positive() }),
  output: z.object({
    same: z.boolean(),
    stored: Vetting,
    replayed: Vetting,
    inputs: z.record(z.string(), z.unknown()),
  }),
})
export const tryProgrammeRules = endpoint({
  method: 'POST',
  path: '/programmes/:id/rules/try',
  can: 'programme.read',
  summary: 'Runs changed rules over the programme’s past vettings: who would be decided differently',
  input: z.object({ id: id('prg'), rules: ProgrammeRules, newest: z.int().min(1).max(5000).default(1000) }),
  output: z.object({
    tried: z.int(),
    different: z.array(
      z.object({
        id: id('app'),
        company: z.string(),
        state: ApplicationState,
        before: z.object({ proposal: Proposal, bySelf: z.boolean() }),
        after: z.object({ proposal: Proposal, bySelf: z.boolean(), findings: z.array(Finding) }),
      }),
    ),
  }),
})

export const SanctionsList = z.object({
  /** Each upload is the next version. */
  version: z.int(),
  name: z.string(),
  entries: z.int(),
  /** Rows that could not be read: no name. */
  skipped: z.int(),
  uploadedAt: Moment,
  uploadedBy: z.string().nullable(),
  inForce: z.boolean(),
})
export type SanctionsList = z.infer<typeof SanctionsList>
export const listSanctionsLists = endpoint({
  method: 'GET',
  path: '/sanctions-lists',
  can: 'programme.read',
  summary: 'The versions of the sanctions list, newest first',
  input: z.object({}),
  output: z.object({ items: z.array(SanctionsList) }),
})
export const uploadSanctionsList = endpoint({
  method: 'POST',
  path: '/sanctions-lists',
  can: 'programme.write',
  summary:
    'Upload a sanctions list as CSV with a column for names, and if there are, countries, other names and references; open applications are vetted again',
  input: z.object({ fileName: line(300) }),
  output: SanctionsList,
  takes: 'bytes',
})
