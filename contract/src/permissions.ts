/** Who may do what, as one table: a role holds the permissions whose row names it. */
export const roles = {
  administrator: 'Administrator',
  executive: 'Executive',
  partner_manager: 'Partner manager',
  finance: 'Finance',
  analyst: 'Analyst',
  reviewer: 'Reviewer',
  partner_administrator: 'Partner administrator',
  partner_member: 'Partner member',
} as const
export type Role = keyof typeof roles

/** Whether a role is one of a partner's people, who come through the portal. */
export const isPartnerRole = (role: Role): boolean => role === 'partner_administrator' || role === 'partner_member'

const vendor = ['administrator', 'executive', 'partner_manager', 'finance', 'analyst', 'reviewer'] as const
const partners = ['partner_administrator', 'partner_member'] as const
const everyone = [...vendor, ...partners] as const
const editors = ['administrator', 'partner_manager'] as const

export const permissions = {
  'ecosystem.read': { roles: vendor, meaning: 'See the settings of the ecosystem and who works in it' },
  'ecosystem.manage': { roles: ['administrator'], meaning: 'Change settings, invite and remove people' },
  'colleagues.read': { roles: partners, meaning: 'See who of their own company works in the portal' },
  'colleagues.manage': {
    roles: ['partner_administrator'],
    meaning: 'Invite people of their own company, change their role and end their access',
  },
  'portal.read': { roles: partners, meaning: 'See their own company and partnership' },
  'portal.company': {
    roles: ['partner_administrator'],
    meaning: 'Change facts of their own company and propose relationships',
  },
  'keys.manage': { roles: everyone, meaning: 'Make and revoke API keys of their own' },
  'views.manage': { roles: vendor, meaning: 'Keep and share views of lists' },
  'events.read': { roles: vendor, meaning: 'Read timelines and the log' },
  'jobs.read': { roles: vendor, meaning: 'Watch long work' },
  'jobs.cancel': { roles: editors, meaning: 'Stop long work' },
  'organizations.read': { roles: vendor, meaning: 'See organizations, people and relationships' },
  'organizations.write': { roles: editors, meaning: 'Create and edit organizations, people and relationships' },
  'organizations.export': {
    roles: ['administrator', 'partner_manager', 'analyst'],
    meaning: 'Take lists out as files',
  },
  'partners.read': { roles: vendor, meaning: 'See partnerships with their history' },
  'partners.write': { roles: editors, meaning: 'Create and edit partnerships' },
  'programme.read': { roles: vendor, meaning: 'See programmes and their rules' },
  'programme.write': { roles: editors, meaning: 'Begin programmes and announce rules' },
  'deals.read': { roles: vendor, meaning: 'See deals and revenue' },
  'deals.write': { roles: editors, meaning: 'Create and edit deals, record revenue' },
  'enablement.read': { roles: vendor, meaning: 'See certifications' },
  'enablement.write': { roles: editors, meaning: 'Record certifications' },
  'feedback.read': { roles: vendor, meaning: 'See satisfaction scores' },
  'feedback.write': { roles: editors, meaning: 'Record satisfaction scores' },
  'hygiene.read': { roles: vendor, meaning: 'See data quality and duplicate candidates' },
  'hygiene.merge': { roles: editors, meaning: 'Merge records and undo a merge' },
  'impact.read': { roles: vendor, meaning: 'See figures with their explanation' },
  'integrations.read': { roles: vendor, meaning: 'See imports and their reports' },
  'integrations.import': { roles: editors, meaning: 'Import files and keep recipes' },
} as const satisfies Record<string, { roles: readonly Role[]; meaning: string }>
export type Permission = keyof typeof permissions

export const holds = (role: Role, permission: Permission): boolean =>
  (permissions[permission].roles as readonly Role[]).includes(role)
