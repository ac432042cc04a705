import type { Route } from '../../core/http/route.ts'
import { announcements } from './announcements.ts'
import { sharedFiles } from './files.ts'
import { portalThreads } from './portal.ts'
import { vendorThreads } from './threads.ts'

export const messages: Route[] = [...vendorThreads, ...portalThreads, ...sharedFiles, ...announcements]
