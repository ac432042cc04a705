import { z } from 'zod'
import { word } from './language.ts'

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
  key: {
    title: word('Key'),
    type: 'id',
    help: word('What the source calls the company. The same key again is the same company.'),
  },
  otherKey: {
    title: word('Second key'),
    type: 'id',
    help: word('Another name of the same company in the source, such as its id in a second table.'),
  },
  name: { title: word('Company name'), type: 'text' },
  website: { title: word('Website or domain'), type: 'url' },
} as const satisfies Record<string, TargetField>

/** Where rows can go. A field's name is what a mapping calls it. */
export const importTargets = {
  organizations: {
    title: word('Organizations'),
    fields: {
      ...organizationRef,
      country: { title: word('Country'), type: 'country' },
      city: { title: word('City'), type: 'text', most: 120 },
      industry: { title: word('Industry'), type: 'text', most: 120 },
      employees: { title: word('Employees'), type: 'integer', most: 10_000_000, least: 0 },
      parentKey: { title: word('Parent’s key'), type: 'id' },
      parentName: { title: word('Parent’s name'), type: 'text' },
      aliases: { title: word('Other names'), type: 'list' },
      tags: { title: word('Tags'), type: 'list', most: 40 },
      description: { title: word('Description'), type: 'text', most: 4000 },
      traits: { title: word('Traits'), type: 'traits', help: word('Any further columns, kept under their own names.') },
    },
  },
  partnerships: {
    title: word('Partners and applicants, with dated tier and stage'),
    fields: {
      ...organizationRef,
      country: { title: word('Country'), type: 'country' },
      types: { title: word('Partner types'), type: 'list' },
      stage: {
        title: word('Stage'),
        type: 'text',
        help: word('identify, recruit, applied, vetted, onboarding, active, at_risk, dormant or off_boarded'),
      },
      tier: { title: word('Tier'), type: 'text', most: 80 },
      day: {
        title: word('Valid from'),
        type: 'date',
        required: true,
        help: word('The day from which stage and tier hold; in a series of snapshots, the snapshot’s month or day.'),
      },
      until: { title: word('Valid until'), type: 'date' },
      manager: { title: word('Partner manager'), type: 'text', most: 120 },
      recruiter: { title: word('Recruiter'), type: 'text', most: 120 },
      territory: { title: word('Territory'), type: 'text', most: 120 },
      origin: { title: word('Origin (channel)'), type: 'text', most: 120 },
      campaign: { title: word('Campaign'), type: 'text', most: 120 },
    },
  },
  applications: {
    title: word('Applications to the programme'),
    fields: {
      applicationKey: {
        title: word('Application key'),
        type: 'id',
        help: word('What the source calls the application. Without one, the row’s content serves.'),
      },
      name: { ...organizationRef.name, required: true },
      website: organizationRef.website,
      country: { title: word('Country'), type: 'country' },
      city: { title: word('City'), type: 'text', most: 120 },
      industry: { title: word('Industry'), type: 'text', most: 120 },
      employees: { title: word('Employees'), type: 'integer', most: 10_000_000, least: 0 },
      contact: { title: word('Contact’s name'), type: 'text', required: true, most: 120 },
      email: { title: word('Contact’s e-mail'), type: 'email', required: true },
      phone: { title: word('Phone'), type: 'text', most: 40 },
      jobTitle: { title: word('Job title'), type: 'text', most: 120 },
      types: { title: word('Applies as'), type: 'list' },
      submittedAt: { title: word('Submitted'), type: 'datetime' },
      traits: {
        title: word('Answers'),
        type: 'traits',
        help: word('Any further columns, kept as answers under their own names.'),
      },
    },
  },
  people: {
    title: word('People'),
    fields: {
      personName: { title: word('Name'), type: 'text', required: true },
      email: { title: word('E-mail'), type: 'email' },
      phone: { title: word('Phone'), type: 'text', most: 40 },
      jobTitle: { title: word('Job title'), type: 'text', most: 120 },
      country: { title: word('Country'), type: 'country' },
      ...organizationRef,
    },
  },
  relationships: {
    title: word('Relationships'),
    fields: {
      ...organizationRef,
      kind: {
        title: word('Kind'),
        type: 'text',
        required: true,
        help: word('distributes_to, integrates_with, refers_to, implements, competes_with or parent_of'),
      },
      toKey: { title: word('Other company’s key'), type: 'id' },
      toName: { title: word('Other company’s name'), type: 'text' },
      toWebsite: { title: word('Other company’s website'), type: 'url' },
      since: { title: word('Since'), type: 'date' },
      until: { title: word('Until'), type: 'date' },
    },
  },
  deals: {
    title: word('Deals'),
    fields: {
      dealKey: { title: word('Deal key'), type: 'id', required: true },
      dealName: { title: word('Deal name'), type: 'text' },
      ...organizationRef,
      partnerKey: { title: word('Partner’s key'), type: 'id' },
      partnerName: { title: word('Partner’s name'), type: 'text' },
      stage: { title: word('Stage'), type: 'text', required: true },
      stageDay: { title: word('In this stage since'), type: 'date' },
      sourceStage: { title: word('The source’s word for the stage'), type: 'text' },
      amount: { title: word('Value'), type: 'money' },
      currency: { title: word('Currency'), type: 'text' },
      owner: { title: word('Owner'), type: 'text' },
      product: { title: word('Product'), type: 'text' },
      openedOn: { title: word('Opened on'), type: 'date' },
      expectedCloseOn: { title: word('Expected close'), type: 'date' },
      closedOn: { title: word('Closed on'), type: 'date' },
      lostReason: { title: word('Lost reason'), type: 'text', most: 500 },
      closeReason: {
        title: word('Why it was won or lost'),
        type: 'text',
        help: word(
          'price, product, relationship, terms, partner, service, competitor, no_budget, no_decision, timing, duplicate or other',
        ),
      },
      competitor: { title: word('Competitor'), type: 'text' },
      forecast: {
        title: word('Forecast category'),
        type: 'text',
        help: word('omitted, pipeline, best_case, commit or closed; without one, that of the stage'),
      },
      nextStep: { title: word('Next step'), type: 'text', most: 500 },
      nextStepOn: { title: word('Next step due'), type: 'date' },
      programme: { title: word('Programme'), type: 'text' },
    },
  },
  dealStages: {
    title: word('Stage history of deals'),
    fields: {
      dealKey: {
        title: word('Deal key'),
        type: 'id',
        required: true,
        help: word('Import the deals first: a row of a deal that is not known comes back.'),
      },
      stage: { title: word('Stage'), type: 'text', required: true },
      day: { title: word('Came into it on'), type: 'date', required: true },
      sourceStage: { title: word('The source’s word for the stage'), type: 'text' },
    },
  },
  dealLines: {
    title: word('Lines of deals'),
    fields: {
      dealKey: {
        title: word('Deal key'),
        type: 'id',
        required: true,
        help: word('Import the deals first: a row of a deal that is not known comes back.'),
      },
      lineKey: { title: word('Line key'), type: 'id', help: word('Without one, the product serves.') },
      product: { title: word('Product'), type: 'text', required: true },
      family: { title: word('Product family'), type: 'text', most: 120 },
      quantity: { title: word('Quantity'), type: 'decimal', least: 0, most: 1_000_000_000 },
      unitPrice: { title: word('Unit price'), type: 'money' },
      amount: { title: word('Amount'), type: 'money' },
      currency: { title: word('Currency'), type: 'text' },
      partnerKey: { title: word('Partner’s key'), type: 'id' },
      partnerName: { title: word('Partner’s name'), type: 'text' },
    },
  },
  events: {
    title: word('Events (anything that happened)'),
    fields: {
      ...organizationRef,
      verb: {
        title: word('What happened'),
        type: 'text',
        required: true,
        help: word('capability.act, such as portal.signed_in'),
        most: 80,
      },
      happenedAt: { title: word('When'), type: 'datetime', required: true },
      eventKey: {
        title: word('Event key'),
        type: 'id',
        help: word('Without one, the row’s content serves: the same row again is the same event.'),
      },
      data: { title: word('Further facts'), type: 'traits' },
    },
  },
  certifications: {
    title: word('Certifications'),
    fields: {
      ...organizationRef,
      certification: { title: word('Certification'), type: 'text', required: true },
      certificationKey: { title: word('Certification key'), type: 'id' },
      email: { title: word('Person’s e-mail'), type: 'email' },
      day: {
        title: word('Granted on'),
        type: 'date',
        required: true,
        help: word('In a series of snapshots, the snapshot’s month or day.'),
      },
      expiresOn: { title: word('Expires on'), type: 'date' },
      endedOn: { title: word('Ended on'), type: 'date' },
    },
  },
  satisfaction: {
    title: word('Satisfaction scores'),
    fields: {
      ...organizationRef,
      day: { title: word('Day'), type: 'date', required: true },
      score: { title: word('Score'), type: 'decimal', required: true },
      scaleFrom: { title: word('Lowest possible'), type: 'decimal' },
      scaleTo: { title: word('Highest possible'), type: 'decimal' },
      respondents: { title: word('Answers'), type: 'integer', most: 10_000_000, least: 1 },
      scoreKey: { title: word('Score key'), type: 'id' },
    },
  },
  revenue: {
    title: word('Revenue through partners'),
    fields: {
      ...organizationRef,
      revenueKey: { title: word('Entry key'), type: 'id', help: word('Without one, the row’s content serves.') },
      day: { title: word('Day'), type: 'date', required: true },
      amount: { title: word('Amount'), type: 'money', required: true },
      currency: { title: word('Currency'), type: 'text' },
      kind: { title: word('Kind'), type: 'text', most: 40, help: word('sale (the default), freight, …') },
      product: { title: word('Product'), type: 'text' },
      order: { title: word('Order'), type: 'id' },
    },
  },
} as const satisfies Record<string, { title: string; fields: Record<string, TargetField> }>
export type ImportTarget = keyof typeof importTargets
export const ImportTargetName = z.enum(Object.keys(importTargets) as [ImportTarget, ...ImportTarget[]])
