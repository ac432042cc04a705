const part = (value: string) => (value.startsWith('$') ? value : encodeURIComponent(value))

/**
 * Every address of the workspace, in one place. With a record's id it is a link; with `$id` it is the pattern of the
 * route in `pages.ts`.
 */
export const paths = {
  home: () => '/',
  setUp: () => '/set-up',
  signIn: () => '/sign-in',
  /** Where providers send people back to. */
  signInBack: () => '/sign-in/back',
  forgotPassword: () => '/forgot-password',
  resetPassword: () => '/reset-password',
  confirmEmail: () => '/confirm-email',
  invitation: () => '/invitation',
  security: () => '/security',
  organizations: () => '/organizations',
  newOrganization: () => '/organizations?new=yes',
  organization: (id: string, tab?: string) => `/organizations/${part(id)}${tab ? `/${part(tab)}` : ''}`,
  people: () => '/people',
  person: (id: string) => `/people/${part(id)}`,
  audit: () => '/audit',
  settings: (tab?: string) => `/settings${tab ? `/${part(tab)}` : ''}`,
  /** The API, for those who write programs against it. */
  developers: (endpoint?: string) => `/developers${endpoint ? `/${part(endpoint)}` : ''}`,
  partners: () => '/partners',
  newPartner: (organizationId?: string) =>
    `/partners/new${organizationId ? `?organization=${part(organizationId)}` : ''}`,
  /** A partner is known by its organization's id. */
  partner: (organizationId: string, tab?: string) => `/partners/${part(organizationId)}${tab ? `/${part(tab)}` : ''}`,
  /** How a figure came about, and every row behind it. */
  figure: (metric: string) => `/figures/${part(metric)}`,
  imports: () => '/imports',
  newImport: () => '/imports/new',
  import: (id: string) => `/imports/${part(id)}`,
  deals: (partnerId?: string) => `/deals${partnerId ? `?partnerId=${part(partnerId)}` : ''}`,
  deal: (id: string) => `/deals/${part(id)}`,
  teamProposals: () => '/deal-team-proposals',
  journeys: (tab?: string) => `/journeys${tab ? `/${part(tab)}` : ''}`,
  registrations: () => '/registrations',
  registration: (id: string) => `/registrations/${part(id)}`,
  /** How fair the vendor is with its partners' registrations. */
  fairness: () => '/fairness',
  certifications: () => '/certifications',
  applications: () => '/applications',
  application: (id: string) => `/applications/${part(id)}`,
  lifecycle: () => '/lifecycle',
  /** `stuck`: only those that are late. */
  tasks: (stuck = false) => `/tasks${stuck ? '?stuck=true' : ''}`,
  hygiene: () => '/hygiene',
  messages: (tab?: string) => `/messages${tab ? `/${part(tab)}` : ''}`,
  thread: (id: string) => `/messages/threads/${part(id)}`,
  announcement: (id: string) => `/messages/announcements/${part(id)}`,
  /** By the token that stands behind the `#`, without a sign-in. */
  unsubscribe: () => '/unsubscribe',
  suggestions: () => '/suggestions',
}

/** Every address of the partners' portal. */
export const portalPaths = {
  home: () => '/portal',
  signIn: () => '/portal/sign-in',
  forgotPassword: () => '/portal/forgot-password',
  resetPassword: () => '/portal/reset-password',
  confirmEmail: () => '/portal/confirm-email',
  invitation: () => '/portal/invitation',
  security: () => '/portal/security',
  colleagues: () => '/portal/people',
  company: () => '/portal/company',
  deals: () => '/portal/deals',
  deal: (id: string) => `/portal/deals/${part(id)}`,
  registrations: () => '/portal/registrations',
  newRegistration: () => '/portal/registrations/new',
  registration: (id: string) => `/portal/registrations/${part(id)}`,
  /** By the key that stands behind the `#`, without a sign-in. */
  registrationStatus: () => '/portal/registration',
  fairness: () => '/portal/fairness',
  claims: () => '/portal/claims',
  claimBatch: (id: string) => `/portal/claims/${part(id)}`,
  relationships: () => '/portal/relationships',
  messages: () => '/portal/messages',
  thread: (id: string) => `/portal/messages/${part(id)}`,
  files: () => '/portal/files',
  /** By the token that stands behind the `#`, without a sign-in. */
  link: () => '/portal/link',
  tasks: () => '/portal/tasks',
  /** The public application form of a programme. */
  apply: (slug: string) => `/portal/apply/${part(slug)}`,
  /** By the key that stands behind the `#`, without a sign-in. */
  application: () => '/portal/application',
  partnerExport: () => '/portal/export',
}
