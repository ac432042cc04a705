import { word } from './language.ts'

/** Who may do what, as one table: a role holds the permissions whose row names it. */
export const roles = {
  administrator: word('Administrator'),
  executive: word('Executive'),
  partner_manager: word('Partner manager'),
  finance: word('Finance'),
  analyst: word('Analyst'),
  reviewer: word('Reviewer'),
  partner_administrator: word('Partner administrator'),
  partner_member: word('Partner member'),
} as const
export type Role = keyof typeof roles

/** Whether a role is one of a partner's people, who come through the portal. */
export const isPartnerRole = (role: Role): boolean => role === 'partner_administrator' || role === 'partner_member'

const vendor = ['administrator', 'executive', 'partner_manager', 'finance', 'analyst', 'reviewer'] as const
const partners = ['partner_administrator', 'partner_member'] as const
const everyone = [...vendor, ...partners] as const
const editors = ['administrator', 'partner_manager'] as const

export const permissions = {
  'ecosystem.read': { roles: vendor, meaning: word('See the settings of the ecosystem and who works in it') },
  'ecosystem.manage': { roles: ['administrator'], meaning: word('Change settings, invite and remove people') },
  'colleagues.read': { roles: partners, meaning: word('See who of their own company works in the portal') },
  'colleagues.manage': {
    roles: ['partner_administrator'],
    meaning: word('Invite people of their own company, change their role and end their access'),
  },
  'portal.read': { roles: partners, meaning: word('See their own company and partnership') },
  'portal.company': {
    roles: ['partner_administrator'],
    meaning: word('Change facts of their own company and propose relationships'),
  },
  'keys.manage': { roles: everyone, meaning: word('Make and revoke API keys of their own') },
  'views.manage': { roles: vendor, meaning: word('Keep and share views of lists') },
  'events.read': { roles: vendor, meaning: word('Read timelines and the log') },
  'jobs.read': { roles: vendor, meaning: word('Watch long work') },
  'jobs.cancel': { roles: editors, meaning: word('Stop long work') },
  'backups.take': {
    roles: ['administrator'],
    meaning: word('Take backups of the whole installation, with all that is secret in it'),
  },
  'organizations.read': { roles: vendor, meaning: word('See organizations, people and relationships') },
  'organizations.write': { roles: editors, meaning: word('Create and edit organizations, people and relationships') },
  'organizations.export': {
    roles: ['administrator', 'partner_manager', 'analyst'],
    meaning: word('Take lists out as files'),
  },
  'partners.read': { roles: vendor, meaning: word('See partnerships with their history') },
  'partners.write': { roles: editors, meaning: word('Create and edit partnerships') },
  'programme.read': { roles: vendor, meaning: word('See programmes and their rules') },
  'programme.write': { roles: editors, meaning: word('Begin programmes and announce rules') },
  'tasks.read': { roles: vendor, meaning: word('See what is to be done with partners') },
  'tasks.write': { roles: editors, meaning: word('Add, change and finish tasks') },
  'tasks.take_part': { roles: partners, meaning: word('See and finish the tasks of their own company') },
  'applications.read': { roles: vendor, meaning: word('See applications with what vetting found') },
  'applications.write': { roles: editors, meaning: word('Take in applications from elsewhere') },
  'applications.decide': {
    roles: ['administrator', 'partner_manager', 'reviewer'],
    meaning: word('Approve and reject applications'),
  },
  'messages.read': { roles: vendor, meaning: word('See messages, shared files and announcements') },
  'messages.write': {
    roles: ['administrator', 'partner_manager', 'finance', 'reviewer'],
    meaning: word('Write to partners and share files with them'),
  },
  'messages.announce': { roles: editors, meaning: word('Publish announcements to partners') },
  'messages.take_part': { roles: partners, meaning: word('Write with the vendor, share files, read announcements') },
  'deals.read': { roles: vendor, meaning: word('See deals and revenue') },
  'deals.write': { roles: editors, meaning: word('Create and edit deals, record revenue') },
  'deals.take_part': {
    roles: partners,
    meaning: word('See the deals in whose team they are, sign their share'),
  },
  'registrations.read': { roles: vendor, meaning: word('See deal registrations with their conflicts') },
  'registrations.review': {
    roles: ['administrator', 'partner_manager', 'reviewer'],
    meaning: word('Decide on deal registrations'),
  },
  'registrations.own': { roles: partners, meaning: word('Register deals and follow them') },
  'enablement.read': { roles: vendor, meaning: word('See certifications') },
  'enablement.write': { roles: editors, meaning: word('Record certifications') },
  'feedback.read': { roles: vendor, meaning: word('See satisfaction scores') },
  'feedback.write': { roles: editors, meaning: word('Record satisfaction scores') },
  'hygiene.read': { roles: vendor, meaning: word('See data quality and duplicate candidates') },
  'hygiene.merge': { roles: editors, meaning: word('Merge records and undo a merge') },
  'impact.read': { roles: vendor, meaning: word('See figures with their explanation') },
  'integrations.read': { roles: vendor, meaning: word('See imports and their reports') },
  'integrations.import': { roles: editors, meaning: word('Import files and keep recipes') },
} as const satisfies Record<string, { roles: readonly Role[]; meaning: string }>
export type Permission = keyof typeof permissions

export const holds = (role: Role, permission: Permission): boolean =>
  (permissions[permission].roles as readonly Role[]).includes(role)
