import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import {
  Country,
  Day,
  Done,
  id,
  line,
  listInput,
  listOf,
  many,
  May,
  Moment,
  paragraph,
  Tags,
  Version,
} from './fields.ts'
import { word } from './language.ts'

/** Facts that a programme keeps about organizations beyond the common ones, each of one type. */
export const Trait = z.union([z.string().max(500), z.number(), z.boolean()])
const Traits = z.record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, word('must be a name like has_warehouse')), Trait)

const facts = {
  name: line(),
  /** The web address or domain as given; the registrable domain is derived from it. */
  website: z.string().trim().max(500).nullable(),
  country: Country.nullable(),
  city: line(120).nullable(),
  industry: line(120).nullable(),
  /** How many people work there. */
  employees: z.int().min(0).max(10_000_000).nullable(),
  parentId: id('org').nullable(),
  aliases: z.array(line()).max(50),
  tags: Tags,
  traits: Traits,
  description: paragraph().nullable(),
}

/** Any company: partner, candidate, customer or prospect; one row per real company. */
export const Organization = z.object({
  id: id('org'),
  ...facts,
  /** Derived: `https://www.acme.co.uk/shop` → `acme.co.uk`. */
  domain: z.string().nullable(),
  parentName: z.string().nullable(),
  isPartner: z.boolean(),
  /** Where this record was merged into another one, that one. */
  mergedInto: z.string().nullable(),
  createdAt: Moment,
  updatedAt: Moment,
  version: Version,
  may: May,
})
export type Organization = z.infer<typeof Organization>

const input = z.object(facts).partial().required({ name: true })

export const organizationFilters = {
  country: many(Country).optional(),
  industry: many(line(120)).optional(),
  tag: many(line(40)).optional(),
  partner: z.enum(['yes', 'no']).optional(),
  parentId: id('org').optional(),
  id: many(id('org')).optional(),
}
/** A value in use, and how many records hold it. */
const Option = z.object({ value: z.string(), count: z.int() })
export type OptionInUse = z.infer<typeof Option>

export const listOrganizations = endpoint({
  method: 'GET',
  path: '/organizations',
  can: 'organizations.read',
  summary: 'Organizations, searched, filtered and sorted',
  input: listInput(['name', 'createdAt', 'employees'], organizationFilters),
  output: listOf(Organization),
})
export const OrganizationOptions = z.object({
  countries: z.array(Option),
  industries: z.array(Option),
  tags: z.array(Option),
})
export type OrganizationOptions = z.infer<typeof OrganizationOptions>
export const listOrganizationOptions = endpoint({
  method: 'GET',
  path: '/organizations/options',
  can: 'organizations.read',
  summary: 'The countries, industries and tags of organizations in use, with how many each; the commonest 200',
  input: z.object({}),
  output: OrganizationOptions,
})
export const readOrganization = endpoint({
  method: 'GET',
  path: '/organizations/:id',
  can: 'organizations.read',
  summary: 'One organization',
  input: z.object({ id: id('org') }),
  output: Organization,
})
export const createOrganization = endpoint({
  method: 'POST',
  path: '/organizations',
  can: 'organizations.write',
  summary: 'Add an organization',
  input,
  output: Organization,
})
export const updateOrganization = endpoint({
  method: 'PATCH',
  path: '/organizations/:id',
  can: 'organizations.write',
  summary: 'Change facts of an organization',
  input: input.partial().extend({ id: id('org'), version: Version }),
  output: Organization,
})
export const bulkEditOrganizations = endpoint({
  method: 'POST',
  path: '/organizations/bulk',
  can: 'organizations.write',
  summary: 'Change tags, country or industry of many organizations at once; all or none',
  input: z.object({
    ids: z.array(id('org')).min(1).max(500),
    addTags: Tags.default([]),
    removeTags: Tags.default([]),
    country: Country.optional(),
    industry: line(120).optional(),
  }),
  output: z.object({ changed: z.int() }),
})
export const exportOrganizations = endpoint({
  method: 'GET',
  path: '/organizations/export.csv',
  can: 'organizations.export',
  summary: 'The list as CSV, with the same search and filters; cells that a spreadsheet would run are made harmless',
  input: z.object({ q: z.string().trim().max(200).optional(), ...organizationFilters }),
  output: z.unknown(),
  gives: 'text/csv',
})

/** A typed edge between two organizations, with the time it held. */
export const relationshipKinds = {
  distributes_to: word('distributes to'),
  integrates_with: word('integrates with'),
  refers_to: word('refers to'),
  implements: word('implements for'),
  competes_with: word('competes with'),
} as const
export const RelationshipKind = z.enum(Object.keys(relationshipKinds) as [keyof typeof relationshipKinds])
export const Relationship = z.object({
  id: id('rel'),
  kind: RelationshipKind,
  from: z.object({ id: id('org'), name: z.string() }),
  to: z.object({ id: id('org'), name: z.string() }),
  since: Day.nullable(),
  until: Day.nullable(),
  note: z.string().nullable(),
  /** Shown to the people of both sides, where they are partners. */
  disclosed: z.boolean(),
  version: Version,
})
export type Relationship = z.infer<typeof Relationship>
export const listRelationships = endpoint({
  method: 'GET',
  path: '/relationships',
  can: 'organizations.read',
  summary: 'Relationships, all or those of one organization (in either direction)',
  input: listInput(['-createdAt'], { organizationId: id('org').optional(), kind: RelationshipKind.optional() }),
  output: listOf(Relationship),
})
export const createRelationship = endpoint({
  method: 'POST',
  path: '/relationships',
  can: 'organizations.write',
  summary: 'Relate two organizations',
  input: z.object({
    kind: RelationshipKind,
    fromId: id('org'),
    toId: id('org'),
    since: Day.optional(),
    until: Day.optional(),
    note: paragraph(500).optional(),
    disclosed: z.boolean().default(false),
  }),
  output: Relationship,
})
export const updateRelationship = endpoint({
  method: 'PATCH',
  path: '/relationships/:id',
  can: 'organizations.write',
  summary: 'Show a relationship to the partners on both sides, or to neither; that two compete is never shown',
  input: z.object({ id: id('rel'), version: Version, disclosed: z.boolean() }),
  output: Relationship,
})
export const deleteRelationship = endpoint({
  method: 'DELETE',
  path: '/relationships/:id',
  can: 'organizations.write',
  summary: 'Remove a relationship that was recorded by mistake',
  input: z.object({ id: id('rel') }),
  output: Done,
})

const personFacts = {
  name: line(),
  email: z.email().max(254).nullable(),
  phone: z.string().trim().max(40).nullable(),
  title: line(120).nullable(),
  country: Country.nullable(),
  tags: Tags,
}
/** A contact at an organization. A login is something else (a member). */
export const Person = z.object({
  id: id('per'),
  ...personFacts,
  organizationId: id('org').nullable(),
  organizationName: z.string().nullable(),
  createdAt: Moment,
  updatedAt: Moment,
  version: Version,
  may: May,
})
export type Person = z.infer<typeof Person>
const personInput = z
  .object({ ...personFacts, organizationId: id('org').nullable() })
  .partial()
  .required({ name: true })
export const personFilters = {
  organizationId: id('org').optional(),
  country: many(Country).optional(),
  tag: many(line(40)).optional(),
  id: many(id('per')).optional(),
}

export const listPeople = endpoint({
  method: 'GET',
  path: '/people',
  can: 'organizations.read',
  summary: 'People, searched, filtered and sorted',
  input: listInput(['name', 'createdAt'], personFilters),
  output: listOf(Person),
})
export const PersonOptions = OrganizationOptions.pick({ countries: true, tags: true })
export type PersonOptions = z.infer<typeof PersonOptions>
export const listPersonOptions = endpoint({
  method: 'GET',
  path: '/people/options',
  can: 'organizations.read',
  summary: 'The countries and tags of people in use, with how many each; the commonest 200',
  input: z.object({}),
  output: PersonOptions,
})
export const readPerson = endpoint({
  method: 'GET',
  path: '/people/:id',
  can: 'organizations.read',
  summary: 'One person',
  input: z.object({ id: id('per') }),
  output: Person,
})
export const createPerson = endpoint({
  method: 'POST',
  path: '/people',
  can: 'organizations.write',
  summary: 'Add a person',
  input: personInput,
  output: Person,
})
export const updatePerson = endpoint({
  method: 'PATCH',
  path: '/people/:id',
  can: 'organizations.write',
  summary: 'Change facts of a person',
  input: personInput.partial().extend({ id: id('per'), version: Version }),
  output: Person,
})
export const exportPeople = endpoint({
  method: 'GET',
  path: '/people/export.csv',
  can: 'organizations.export',
  summary: 'People as CSV, with the same search and filters',
  input: z.object({ q: z.string().trim().max(200).optional(), ...personFilters }),
  output: z.unknown(),
  gives: 'text/csv',
})
