import { z } from 'zod'
import { Country, line, paragraph } from './fields.ts'
import { DealCreditRules } from './deal-credit-rules.ts'
import { JourneyRules } from './journey-rules.ts'
import { word } from './language.ts'
import { PartnerType } from './partners.ts'
import { PipelineRules } from './pipeline.ts'
import { RegistrationRules } from './registration-rules.ts'

/** A name inside a version: of a question, a document, a step. */
const Key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, word('must be a name like years_in_business'))

export const questionKinds = {
  text: word('Short text'),
  long_text: word('Long text'),
  choice: word('One of several'),
  several: word('Several of several'),
  number: word('Number'),
  country: word('Country'),
  yes_no: word('Yes or no'),
  file: word('File'),
} as const
export const QuestionKind = z.enum(Object.keys(questionKinds) as [keyof typeof questionKinds])
export type QuestionKind = z.infer<typeof QuestionKind>

export const Question = z
  .strictObject({
    key: Key,
    kind: QuestionKind,
    label: line(200),
    help: paragraph(500).default(''),
    required: z.boolean().default(false),
    /** For `choice` and `several`. */
    choices: z.array(line(120)).max(50).default([]),
  })
  .refine((it) => !['choice', 'several'].includes(it.kind) || it.choices.length > 1, {
    error: word('needs at least two choices'),
    path: ['choices'],
  })
export type Question = z.infer<typeof Question>

export const RequiredDocument = z.strictObject({
  key: Key,
  label: line(200),
  required: z.boolean().default(true),
})

/** The public form of a programme. */
export const ApplicationForm = z.strictObject({
  introduction: paragraph(4000).default(''),
  /** What an applicant may apply as; none means that the form does not ask. */
  types: z.array(PartnerType).max(9).default([]),
  questions: z.array(Question).max(40).default([]),
  documents: z.array(RequiredDocument).max(10).default([]),
  /** What keeps robots away, without any outside service. */
  guard: z
    .strictObject({
      /** The zero bits that the browser must find at the start of a hash: each one more doubles its work. */
      workBits: z.int().min(0).max(22).default(14),
      /** Nobody fills in the form faster. */
      minimumSeconds: z.int().min(0).max(600).default(4),
      /** Applications that one network may send in an hour. */
      perNetworkAndHour: z.int().min(1).max(10_000).default(10),
    })
    .prefault({}),
})

/** What a finding leads to: it is noted, or a person looks at it, or rejecting is proposed. */
export const consequences = {
  note: word('Note it'),
  refer: word('Refer to a person'),
  reject: word('Propose to reject'),
} as const
export const Consequence = z.enum(Object.keys(consequences) as [keyof typeof consequences])
export type Consequence = z.infer<typeof Consequence>

/** What vetting looks at, in the order in which its findings are listed. */
export const checks = {
  sanctions: word('Sanctions list'),
  competitor: word('Competitor'),
  territory: word('Territory'),
  already_partner: word('Already a partner'),
  open_application: word('Another open application'),
  ambiguous_company: word('Company could be several'),
  email_domain: word('E-mail and website differ'),
  free_mail: word('Free-mail address'),
  unconfirmed_email: word('E-mail not confirmed'),
  missing_document: word('Required document missing'),
  missing_answer: word('Required answer missing'),
  missing_data: word('Data missing'),
} as const
export const Check = z.enum(Object.keys(checks) as [keyof typeof checks])
export type Check = z.infer<typeof Check>

export const applicantFacts = ['website', 'country', 'city', 'industry', 'employees', 'phone', 'title'] as const

export const VettingRules = z.strictObject({
  checks: z
    .strictObject({
      sanctions: Consequence.default('refer'),
      competitor: Consequence.default('reject'),
      territory: Consequence.default('reject'),
      already_partner: Consequence.default('refer'),
      open_application: Consequence.default('refer'),
      ambiguous_company: Consequence.default('refer'),
      email_domain: Consequence.default('refer'),
      free_mail: Consequence.default('refer'),
      unconfirmed_email: Consequence.default('refer'),
      missing_document: Consequence.default('refer'),
      missing_answer: Consequence.default('refer'),
      missing_data: Consequence.default('refer'),
    })
    .prefault({}),
  /** Countries in which partners are wanted; none means everywhere. */
  territories: z.array(Country).max(250).default([]),
  /** Registrable domains of competitors, such as `rival.com`, beside the organizations that are marked as competing. */
  competitorDomains: z.array(z.string().trim().toLowerCase().min(3).max(253)).max(500).default([]),
  /** What an application should say. */
  wanted: z.array(z.enum(applicantFacts)).max(7).default(['website', 'country']),
  /** How alike a name must be to one on the sanctions list, 0–1, for the check to find it. */
  sanctionsSimilarity: z.number().min(0.5).max(1).default(0.88),
  /** Carry out proposals to approve without a person: nothing was found that refers or rejects. */
  approveBySelf: z.boolean().default(false),
  /** Carry out proposals to reject without a person; never where the sanctions list is the reason. */
  rejectBySelf: z.boolean().default(false),
})
export type VettingRules = z.infer<typeof VettingRules>

export const OnboardingStep = z.strictObject({
  key: Key,
  title: line(200),
  help: paragraph(1000).default(''),
  owner: z.enum(['partner', 'vendor']),
  /** Due so many days after approval. */
  afterDays: z.int().min(0).max(730),
  /** Steps that must be done before. */
  after: z.array(Key).max(20).default([]),
  /** Finishing it needs a note or a file. */
  evidence: z.boolean().default(false),
})

/** The first steps of a new partner; where several plans fit its types, it gets the steps of all of them. */
export const OnboardingPlan = z
  .strictObject({
    name: line(120),
    /** For these types; none means for all. */
    types: z.array(PartnerType).max(9).default([]),
    steps: z.array(OnboardingStep).max(60),
  })
  .refine((plan) => new Set(plan.steps.map((step) => step.key)).size === plan.steps.length, {
    error: word('names a step twice'),
    path: ['steps'],
  })
  .refine(
    (plan) =>
      plan.steps.every((step, i) => step.after.every((key) => plan.steps.slice(0, i).some((one) => one.key === key))),
    {
      error: word('has a step that waits for one which does not stand before it'),
      path: ['steps'],
    },
  )

const firstSteps: z.input<typeof OnboardingPlan>[] = [
  {
    name: 'First steps',
    steps: [
      { key: 'agreement', title: word('Sign the partner agreement'), owner: 'partner', afterDays: 14, evidence: true },
      { key: 'kickoff', title: word('Hold the kick-off call'), owner: 'vendor', afterDays: 14 },
      { key: 'company', title: word('Complete the company profile'), owner: 'partner', afterDays: 7 },
      { key: 'people', title: word('Invite your colleagues'), owner: 'partner', afterDays: 21 },
      {
        key: 'plan',
        title: word('Agree on a plan for the first quarter'),
        owner: 'vendor',
        afterDays: 45,
        after: ['kickoff'],
      },
    ],
  },
]

/**
 * The rules that a programme plays by. What a version leaves out has the default that stands here; a default, once
 * released, is never changed, since past decisions are replayed by it.
 */
export const ProgrammeRules = z.strictObject({
  applicationForm: ApplicationForm.prefault({}),
  vetting: VettingRules.prefault({}),
  onboarding: z.strictObject({ plans: z.array(OnboardingPlan).max(20).prefault(firstSteps) }).prefault({}),
  registration: RegistrationRules.prefault({}),
  dealCredit: DealCreditRules.prefault({}),
  pipeline: PipelineRules.prefault({}),
  journey: JourneyRules.prefault({}),
  offBoarding: z
    .strictObject({
      /** Days in which an off-boarding can be taken back. */
      graceDays: z.int().min(0).max(365).default(14),
      /** Days in which what was earned is still paid. */
      runOffDays: z.int().min(0).max(1095).default(90),
    })
    .prefault({}),
})
export type ProgrammeRules = z.infer<typeof ProgrammeRules>
