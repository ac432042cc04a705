import { z } from 'zod'

/** What a column holds, as far as its values show. */
export const ColumnType = z.enum([
  'text',
  'integer',
  'decimal',
  'money',
  'date',
  'datetime',
  'boolean',
  'email',
  'url',
  'domain',
  'country',
  'id',
])
export type ColumnType = z.infer<typeof ColumnType>

/** What a row can become. `required` fields must be filled for a row to be good; `reference` fields find the organization. */
export interface TargetField {
  readonly title: string
  readonly type: ColumnType | 'list' | 'traits'
  readonly required?: true
  readonly help?: string
  /** Characters that a text (or each text of a list) may have at most, 200 where nothing is said; the largest number. */
  readonly most?: number
  /** The smallest number. */
  readonly least?: number
}

const organizationRef = {
  key: { title: 'Key', type: 'id', help: 'What the source calls the company. The same key again is the same company.' },
  otherKey: {
    title: 'Second key',
    type: 'id',
    help: 'Another name of the same company in the source, such as its id in a second table.',
  },
  name: { title: 'Company name', type: 'text' },
  website: { title: 'Website or domain', type: 'url' },
} as const satisfies Record<string, TargetField>

/** Where rows can go. A field's name is what a mapping calls it. */
export const importTargets = {
  organizations: {
    title: 'Organizations',
    fields: {
      ...organizationRef,
      country: { title: 'Country', type: 'country' },
      city: { title: 'City', type: 'text', most: 120 },
      industry: { title: 'Industry', type: 'text', most: 120 },
      employees: { title: 'Employees', type: 'integer', most: 10_000_000, least: 0 },
      parentKey: { title: 'Parent’s key', type: 'id' },
      parentName: { title: 'Parent’s name', type: 'text' },
      aliases: { title: 'Other names', type: 'list' },
      tags: { title: 'Tags', type: 'list', most: 40 },
      description: { title: 'Description', type: 'text', most: 4000 },
      traits: { title: 'Traits', type: 'traits', help: 'Any further columns, kept under their own names.' },
    },
  },
  partnerships: {
    title: 'Partners and applicants, with dated tier and stage',
    fields: {
      ...organizationRef,
      country: { title: 'Country', type: 'country' },
      types: { title: 'Partner types', type: 'list' },
      stage: {
        title: 'Stage',
        type: 'text',
        help: 'identify, recruit, applied, vetted, onboarding, active, at_risk, dormant or off_boarded',
      },
      tier: { title: 'Tier', type: 'text', most: 80 },
      day: {
        title: 'Valid from',
        type: 'date',
        required: true,
        help: 'The day from which stage and tier hold; in a series of snapshots, the snapshot’s month or day.',
      },
      until: { title: 'Valid until', type: 'date' },
      manager: { title: 'Partner manager', type: 'text', most: 120 },
      recruiter: { title: 'Recruiter', type: 'text', most: 120 },
      territory: { title: 'Territory', type: 'text', most: 120 },
      origin: { title: 'Origin (channel)', type: 'text', most: 120 },
      campaign: { title: 'Campaign', type: 'text', most: 120 },
    },
  },
  people: {
    title: 'People',
    fields: {
      personName: { title: 'Name', type: 'text', required: true },
      email: { title: 'E-mail', type: 'email' },
      phone: { title: 'Phone', type: 'text', most: 40 },
      jobTitle: { title: 'Job title', type: 'text', most: 120 },
      country: { title: 'Country', type: 'country' },
      ...organizationRef,
    },
  },
  relationships: {
    title: 'Relationships',
    fields: {
      ...organizationRef,
      kind: {
        title: 'Kind',
        type: 'text',
        required: true,
        help: 'distributes_to, integrates_with, refers_to, implements, competes_with or parent_of',
      },
      toKey: { title: 'Other company’s key', type: 'id' },
      toName: { title: 'Other company’s name', type: 'text' },
      toWebsite: { title: 'Other company’s website', type: 'url' },
      since: { title: 'Since', type: 'date' },
      until: { title: 'Until', type: 'date' },
    },
  },
  deals: {
    title: 'Deals',
    fields: {
      dealKey: { title: 'Deal key', type: 'id', required: true },
      dealName: { title: 'Deal name', type: 'text' },
      ...organizationRef,
      partnerKey: { title: 'Partner’s key', type: 'id' },
      partnerName: { title: 'Partner’s name', type: 'text' },
      stage: { title: 'Stage', type: 'text', required: true },
      stageDay: { title: 'In this stage since', type: 'date' },
      sourceStage: { title: 'The source’s word for the stage', type: 'text' },
      amount: { title: 'Value', type: 'money' },
      currency: { title: 'Currency', type: 'text' },
      owner: { title: 'Owner', type: 'text' },
      product: { title: 'Product', type: 'text' },
      openedOn: { title: 'Opened on', type: 'date' },
      expectedCloseOn: { title: 'Expected close', type: 'date' },
      closedOn: { title: 'Closed on', type: 'date' },
      lostReason: { title: 'Lost reason', type: 'text', most: 500 },
    },
  },
  events: {
    title: 'Events (anything that happened)',
    fields: {
      ...organizationRef,
      verb: {
        title: 'What happened',
        type: 'text',
        required: true,
        help: 'capability.act, such as portal.signed_in',
        most: 80,
      },
      happenedAt: { title: 'When', type: 'datetime', required: true },
      eventKey: {
        title: 'Event key',
        type: 'id',
        help: 'Without one, the row’s content serves: the same row again is the same event.',
      },
      data: { title: 'Further facts', type: 'traits' },
    },
  },
  certifications: {
    title: 'Certifications',
    fields: {
      ...organizationRef,
      certification: { title: 'Certification', type: 'text', required: true },
      certificationKey: { title: 'Certification key', type: 'id' },
      email: { title: 'Person’s e-mail', type: 'email' },
      day: {
        title: 'Granted on',
        type: 'date',
        required: true,
        help: 'In a series of snapshots, the snapshot’s month or day.',
      },
      expiresOn: { title: 'Expires on', type: 'date' },
      endedOn: { title: 'Ended on', type: 'date' },
    },
  },
  satisfaction: {
    title: 'Satisfaction scores',
    fields: {
      ...organizationRef,
      day: { title: 'Day', type: 'date', required: true },
      score: { title: 'Score', type: 'decimal', required: true },
      scaleFrom: { title: 'Lowest possible', type: 'decimal' },
      scaleTo: { title: 'Highest possible', type: 'decimal' },
      respondents: { title: 'Answers', type: 'integer', most: 10_000_000, least: 1 },
      scoreKey: { title: 'Score key', type: 'id' },
    },
  },
  revenue: {
    title: 'Revenue through partners',
    fields: {
      ...organizationRef,
      revenueKey: { title: 'Entry key', type: 'id', help: 'Without one, the row’s content serves.' },
      day: { title: 'Day', type: 'date', required: true },
      amount: { title: 'Amount', type: 'money', required: true },
      currency: { title: 'Currency', type: 'text' },
      kind: { title: 'Kind', type: 'text', most: 40, help: 'sale (the default), freight, …' },
      product: { title: 'Product', type: 'text' },
      order: { title: 'Order', type: 'id' },
    },
  },
} as const satisfies Record<string, { title: string; fields: Record<string, TargetField> }>
export type ImportTarget = keyof typeof importTargets
export const ImportTargetName = z.enum(Object.keys(importTargets) as [ImportTarget, ...ImportTarget[]])
