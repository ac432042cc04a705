import type { Route } from '../../core/http/route.ts'
import { ownRegistrations } from './own-registrations.ts'
import { pipeline } from './pipeline.ts'
import { registrations } from './registrations.ts'
import { revenue } from './revenue.ts'

export const deals: Route[] = [...pipeline, ...revenue, ...registrations, ...ownRegistrations]
