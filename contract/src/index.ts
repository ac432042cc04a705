import * as activity from './activity.ts'
import * as access from './access.ts'
import * as announcements from './announcements.ts'
import * as brand from './brand.ts'
import * as applications from './applications.ts'
import * as apply from './apply.ts'
import * as backups from './backups.ts'
import * as claimBatches from './claim-batches.ts'
import * as company from './company.ts'
import * as customerJourney from './customer-journey.ts'
import * as dealCredit from './deal-credit.ts'
import * as dealSplits from './deal-splits.ts'
import * as dealTeams from './deal-teams.ts'
import * as deals from './deals.ts'
import * as directTouches from './direct-touches.ts'
import * as enablement from './enablement.ts'
import * as events from './events.ts'
import * as fairness from './fairness.ts'
import * as feedback from './feedback.ts'
import * as home from './home.ts'
import * as hygiene from './hygiene.ts'
import * as identity from './identity.ts'
import * as impact from './impact.ts'
import * as integrations from './integrations.ts'
import * as journeySegments from './journey-segments.ts'
import * as jobs from './jobs.ts'
import * as lifecycle from './lifecycle.ts'
import * as links from './links.ts'
import * as mail from './mail.ts'
import * as messages from './messages.ts'
import * as organizations from './organizations.ts'
import * as partners from './partners.ts'
import * as partnership from './partnership.ts'
import * as programme from './programme.ts'
import * as ownDeals from './own-deals.ts'
import * as ownRegistrations from './own-registrations.ts'
import * as registrationQueue from './registration-queue.ts'
import * as registrationLinks from './registration-links.ts'
import * as registrationFiles from './registration-files.ts'
import * as registrations from './registrations.ts'
import * as revenue from './revenue.ts'
import * as security from './security.ts'
import * as sharedFiles from './shared-files.ts'
import * as signIn from './sign-in.ts'
import * as tasks from './tasks.ts'
import type { Endpoint } from './endpoint.ts'

export * from './endpoint.ts'
export * from './permissions.ts'

const modules: Record<string, object> = {
  hygiene,
  identity: { ...identity, ...signIn, ...security, ...access, ...links, ...brand },
  organizations: { ...organizations, ...company },
  partners: { ...partners, ...partnership, ...activity },
  programme: { ...programme, ...applications, ...apply, ...tasks, ...lifecycle },
  messages: { ...messages, ...sharedFiles, ...announcements },
  deals: {
    ...deals,
    ...revenue,
    ...registrations,
    ...registrationQueue,
    ...ownRegistrations,
    ...registrationFiles,
    ...registrationLinks,
    ...claimBatches,
    ...dealTeams,
    ...dealSplits,
    ...dealCredit,
    ...ownDeals,
    ...customerJourney,
    ...journeySegments,
    ...directTouches,
    ...fairness,
  },
  enablement,
  feedback,
  events,
  jobs,
  backups,
  mail,
  impact: { ...impact, ...home },
  integrations,
}

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'can' in value

/**
 * The whole API, by capability and name. Routes, the OpenAPI document, the command line and the permission matrix are
 * all read from here.
 */
export const contract: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> = Object.fromEntries(
  Object.entries(modules).map(([capability, exports]) => [
    capability,
    Object.fromEntries(Object.entries(exports).filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1]))),
  ]),
)
