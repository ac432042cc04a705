const part = (value: string) => (value.startsWith('$') ? value : encodeURIComponent(value))

/**
 * Every address of the workspace, in one place. With a record's id it is a link; with `$id` it is the pattern of the
 * route in `pages.ts`.
 */
export const paths = {
  home: () => '/',
  setUp: () => '/set-up',
  signIn: () => '/sign-in',
  organizations: () => '/organizations',
  organization: (id: string) => `/organizations/${part(id)}`,
  partners: () => '/partners',
  newPartner: (organizationId?: string) =>
    `/partners/new${organizationId ? `?organization=${part(organizationId)}` : ''}`,
  /** A partner is known by its organization's id. */
  partner: (organizationId: string, tab?: string) => `/partners/${part(organizationId)}${tab ? `?tab=${tab}` : ''}`,
  /** How a figure came about, and every row behind it. */
  figure: (metric: string) => `/figures/${part(metric)}`,
  imports: () => '/imports',
  newImport: () => '/imports/new',
  import: (id: string) => `/imports/${part(id)}`,
  deal: (id: string) => `/deals/${part(id)}`,
  certifications: () => '/certifications',
}
