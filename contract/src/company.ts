import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, Done, id, line, listInput, listOf, May, Moment, paragraph, Version } from './fields.ts'
import { word } from './language.ts'
import { Organization, RelationshipKind } from './organizations.ts'

/** What a partner may do with a fact of its own company. */
export const fieldRights = {
  edit: { name: word('Edits'), meaning: word('The partner changes it at once.') },
  suggest: { name: word('Suggests'), meaning: word('A change waits for your approval.') },
  read: { name: word('Sees'), meaning: word('The partner sees it and cannot change it.') },
  hidden: { name: word('Hidden'), meaning: word('The partner does not see it.') },
} as const
export const FieldRight = z.enum(Object.keys(fieldRights) as [keyof typeof fieldRights])
export type FieldRight = z.infer<typeof FieldRight>

/** The facts of a company that its own people may come to see. Tags, traits and the hierarchy are the vendor's own. */
export const companyFields = {
  name: word('Name'),
  website: word('Website'),
  country: word('Country'),
  city: word('City'),
  industry: word('Industry'),
  employees: word('Employees'),
  description: word('Description'),
  aliases: word('Other names'),
} as const
export const CompanyField = z.enum(Object.keys(companyFields) as [keyof typeof companyFields])
export type CompanyField = z.infer<typeof CompanyField>

/** By name and website companies are recognised: those wait for approval unless the vendor says otherwise. */
export const usualRights: Readonly<Record<CompanyField, FieldRight>> = {
  name: 'suggest',
  website: 'suggest',
  country: 'edit',
  city: 'edit',
  industry: 'edit',
  employees: 'edit',
  description: 'edit',
  aliases: 'suggest',
}

const Rights = z.record(CompanyField, FieldRight)
export const CompanyRights = z.object({
  rights: Rights,
  /** 0 before the first edit. */
  version: z.int().min(0),
})
export type CompanyRights = z.infer<typeof CompanyRights>
export const readCompanyRights = endpoint({
  method: 'GET',
  path: '/company-rights',
  can: 'ecosystem.read',
  summary: 'What partners may do with the facts of their own companies',
  input: z.object({}),
  output: CompanyRights,
})
export const updateCompanyRights = endpoint({
  method: 'PATCH',
  path: '/company-rights',
  can: 'ecosystem.manage',
  summary: 'Change what partners may do with the facts of their own companies',
  input: z.object({ version: z.int().min(0), rights: z.partialRecord(CompanyField, FieldRight) }),
  output: CompanyRights,
})

const facts = Organization.pick({
  name: true,
  website: true,
  country: true,
  city: true,
  industry: true,
  employees: true,
  description: true,
  aliases: true,
}).partial()
export type CompanyFacts = z.infer<typeof facts>

export const suggestionStates = {
  open: word('Waiting'),
  approved: word('Approved'),
  refused: word('Refused'),
  withdrawn: word('Withdrawn'),
} as const
export const SuggestionState = z.enum(Object.keys(suggestionStates) as [keyof typeof suggestionStates])

/** A relationship as one of its sides sees it. */
const seen = {
  kind: RelationshipKind.exclude(['competes_with']),
  /** `from`: the partner distributes to, refers to …; `to`: the other does so to the partner. */
  direction: z.enum(['from', 'to']),
}

/** What a partner wants the vendor to take over: another value of a fact, or a relationship. */
export const Suggestion = z.object({
  id: id('sug'),
  what: z.enum(['field', 'relationship']),
  field: CompanyField.nullable(),
  /** What the fact was when the change was suggested, and what it shall be. */
  before: z.unknown(),
  value: z.unknown(),
  relationship: z.object({ ...seen, name: z.string(), website: z.string().nullable() }).nullable(),
  note: z.string().nullable(),
  by: z.string(),
  state: SuggestionState,
  /** Why it was refused. */
  reason: z.string().nullable(),
  createdAt: Moment,
  decidedAt: Moment.nullable(),
  version: Version,
})
export type Suggestion = z.infer<typeof Suggestion>

/** A partner's own company, as its people may see it. Facts that are hidden are not in it. */
export const Company = z.object({
  organizationId: id('org'),
  facts,
  rights: z.partialRecord(CompanyField, FieldRight),
  /** Those that wait, and those that were decided in the last 30 days. */
  suggestions: z.array(Suggestion),
  version: Version,
  may: May,
})
export type Company = z.infer<typeof Company>
export const readCompany = endpoint({
  method: 'GET',
  path: '/portal/company',
  can: 'portal.read',
  summary: 'The caller’s own company, as far as the vendor shows it',
  input: z.object({}),
  output: Company,
})
export const updateCompany = endpoint({
  method: 'PATCH',
  path: '/portal/company',
  can: 'portal.company',
  summary: 'Change facts of the own company; those that need approval become suggestions',
  input: facts.extend({ version: Version, note: paragraph(500).nullable().optional() }),
  output: Company,
})
export const withdrawSuggestion = endpoint({
  method: 'DELETE',
  path: '/portal/suggestions/:id',
  can: 'portal.company',
  summary: 'Take back a suggestion that was not decided yet',
  input: z.object({ id: id('sug') }),
  output: Done,
})

export const listSuggestions = endpoint({
  method: 'GET',
  path: '/suggestions',
  can: 'organizations.read',
  summary: 'What partners suggest, the oldest first',
  input: listInput(['createdAt'], { organizationId: id('org').optional(), state: SuggestionState.optional() }),
  output: listOf(
    Suggestion.extend({
      organization: z.object({ id: id('org'), name: z.string() }),
      /** For a relationship: the company here that is most likely meant. */
      meant: z.object({ id: id('org'), name: z.string() }).nullable(),
      may: May,
    }),
  ),
})
export type OpenSuggestion = z.infer<typeof listSuggestions.output>['items'][number]
export const decideSuggestion = endpoint({
  method: 'POST',
  path: '/suggestions/:id/decision',
  can: 'organizations.write',
  summary: 'Approve what a partner suggests, which then holds, or refuse it with the reason',
  input: z.object({
    id: id('sug'),
    version: Version,
    outcome: z.enum(['approved', 'refused']),
    /** Shown to the partner; needed to refuse. */
    reason: line(500).optional(),
    /** For a relationship: with which company; without it, a new one is made of the name and website given. */
    organizationId: id('org').optional(),
  }),
  output: Done,
})

/** A relationship of the own company that the vendor has disclosed: of the other side, its name and nothing else. */
export const CompanyRelationship = z.object({
  id: id('rel'),
  ...seen,
  name: z.string(),
  since: Day.nullable(),
  until: Day.nullable(),
})
export type CompanyRelationship = z.infer<typeof CompanyRelationship>
export const listCompanyRelationships = endpoint({
  method: 'GET',
  path: '/portal/relationships',
  can: 'portal.read',
  summary: 'Relationships of the own company that the vendor has disclosed to it, and those that it proposed',
  input: z.object({}),
  output: z.object({ items: z.array(CompanyRelationship), proposed: z.array(Suggestion), may: May }),
})
export const proposeRelationship = endpoint({
  method: 'POST',
  path: '/portal/relationships',
  can: 'portal.company',
  summary: 'Propose a relationship of the own company, which the vendor confirms',
  input: z.object({
    ...seen,
    name: line(),
    website: z.string().trim().max(500).nullable().optional(),
    note: paragraph(500).nullable().optional(),
  }),
  output: Suggestion,
})
