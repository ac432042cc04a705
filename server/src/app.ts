import type { Listener } from './core/events/listen.ts'
import type { Route } from './core/http/route.ts'
import type { ClockRule } from './core/jobs/clocks.ts'
import type { JobKind } from './core/jobs/worker.ts'
import { deliverMail } from './core/mail/deliver.ts'
import { core } from './core/routes.ts'
import { sweep } from './core/sweep.ts'
import type { Auth } from './identity/adapters/auth.ts'
import { forgetClaimBatches, takeClaims } from './deals/jobs/claims.ts'
import { readJourneys } from './deals/jobs/journeys.ts'
import { judgeRegistrations, registrationClocks } from './deals/jobs/registrations.ts'
import { dealTallies } from './deals/jobs/tallies.ts'
import {
  appealsTellReviewer,
  directTouchesShow,
  directTouchesTell,
  journeysFollow,
  registrationsFollowDeals,
  registrationsFollowTrees,
  registrationsTell,
  teamsAsk,
  teamsFollowDeals,
} from './deals/events.ts'
import { deals } from './deals/routes/index.ts'
import { enablementExpiry } from './enablement/jobs.ts'
import { enablement } from './enablement/routes.ts'
import { feedback } from './feedback/routes.ts'
import { brand } from './identity/routes/brand.ts'
import { approvedAreInvited } from './identity/events.ts'
import { identity } from './identity/routes/index.ts'
import { links } from './identity/routes/links.ts'
import { importsBringDuplicates } from './hygiene/events.ts'
import { findDuplicates } from './hygiene/jobs/find.ts'
import { hygiene } from './hygiene/routes/index.ts'
import { sampleWanted } from './integrations/events.ts'
import { dropOldImports } from './integrations/jobs/drafts.ts'
import { runImport } from './integrations/jobs/run.ts'
import { loadSample } from './integrations/jobs/sample.ts'
import { integrations } from './integrations/routes/index.ts'
import { impact } from './impact/routes/index.ts'
import { messagesTellFollowers } from './messages/events.ts'
import { announceByMail } from './messages/jobs/announce.ts'
import { dropOldDrafts } from './messages/jobs/drafts.ts'
import { tellFollower } from './messages/jobs/tell.ts'
import { messages } from './messages/routes/index.ts'
import { organizations } from './organizations/routes/index.ts'
import { partnerDays } from './partners/jobs.ts'
import { partners } from './partners/routes/index.ts'
import { applicationsToVet } from './programme/events.ts'
import { exportPartner } from './programme/jobs/export.ts'
import { forgetForms } from './programme/jobs/forget.ts'
import { lateTasks } from './programme/jobs/tasks.ts'
import { vetApplications } from './programme/jobs/vet.ts'
import { programme } from './programme/routes/index.ts'

/** Every capability's part in the whole, in the order in which one may call the next. */
export const routes = (auth: Auth, setUpCode: string | null): Route[] => [
  ...core,
  ...identity(auth, setUpCode),
  ...brand,
  ...links,
  ...organizations,
  ...partners,
  ...messages,
  ...programme,
  ...deals,
  ...enablement,
  ...feedback,
  ...hygiene,
  ...integrations,
  ...impact,
]

export const jobs: JobKind[] = [
  judgeRegistrations,
  takeClaims,
  vetApplications,
  exportPartner,
  deliverMail,
  tellFollower,
  announceByMail,
  runImport,
  loadSample,
  findDuplicates,
  readJourneys,
]

export const clocks: ClockRule[] = [
  sweep,
  dropOldImports,
  registrationClocks,
  forgetClaimBatches,
  dealTallies,
  partnerDays,
  forgetForms,
  lateTasks,
  enablementExpiry,
  dropOldDrafts,
]

export const listeners: Listener[] = [
  applicationsToVet,
  approvedAreInvited,
  sampleWanted,
  registrationsFollowDeals,
  registrationsFollowTrees,
  registrationsTell,
  directTouchesShow,
  directTouchesTell,
  appealsTellReviewer,
  teamsFollowDeals,
  teamsAsk,
  journeysFollow,
  importsBringDuplicates,
  messagesTellFollowers,
]
