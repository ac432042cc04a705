import type { Route } from '../../core/http/route.ts'
import { applications } from './applications.ts'
import { applicationForm } from './form.ts'
import { lifecycle } from './lifecycle.ts'
import { offBoarding } from './off-boarding.ts'
import { programmes } from './programmes.ts'
import { sanctions } from './sanctions.ts'
import { applicationStatus } from './status.ts'
import { tasks } from './tasks.ts'
import { vettings } from './vettings.ts'

export const programme: Route[] = [
  ...programmes,
  ...applications,
  ...vettings,
  ...sanctions,
  ...applicationForm,
  ...applicationStatus,
  ...tasks,
  ...lifecycle,
  ...offBoarding,
]
