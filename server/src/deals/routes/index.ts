import type { Route } from '../../core/http/route.ts'
import { claimBatches } from './claim-batches.ts'
import { fairness } from './fairness.ts'
import { journey } from './journey.ts'
import { journeySegments } from './journey-segments.ts'
import { ownRegistrations } from './own-registrations.ts'
import { dealLists } from './deal-lists.ts'
import { pipeline } from './pipeline.ts'
import { portalDeals } from './portal-deals.ts'
import { registrationLinks } from './registration-links.ts'
import { registrationStatus } from './registration-status.ts'
import { registrationFiles } from './registration-files.ts'
import { registrationQueue } from './registration-queue.ts'
import { registrations } from './registrations.ts'
import { revenue } from './revenue.ts'
import { splits } from './splits.ts'
import { teamCredit } from './team-credit.ts'
import { team } from './team.ts'
import { touches } from './touches.ts'

export const deals: Route[] = [
  ...dealLists,
  ...pipeline,
  ...revenue,
  ...registrations,
  ...registrationQueue,
  ...ownRegistrations,
  ...registrationFiles,
  ...registrationLinks,
  ...registrationStatus,
  ...claimBatches,
  ...team,
  ...teamCredit,
  ...splits,
  ...portalDeals,
  ...touches,
  ...fairness,
  ...journey,
  ...journeySegments,
]
