import type { Route } from '../../core/http/route.ts'
import { claimBatches } from './claim-batches.ts'
import { fairness } from './fairness.ts'
import { ownRegistrations } from './own-registrations.ts'
import { pipeline } from './pipeline.ts'
import { portalDeals } from './portal-deals.ts'
import { registrations } from './registrations.ts'
import { registrationFiles } from './registration-files.ts'
import { registrationQueue } from './registration-queue.ts'
import { revenue } from './revenue.ts'
import { splits } from './splits.ts'
import { teamCredit } from './team-credit.ts'
import { team } from './team.ts'
import { touches } from './touches.ts'

export const deals: Route[] = [
  ...pipeline,
  ...revenue,
  ...registrations,
  ...registrationQueue,
  ...registrationFiles,
  ...ownRegistrations,
  ...claimBatches,
  ...team,
  ...teamCredit,
  ...splits,
  ...portalDeals,
  ...touches,
  ...fairness,
]
