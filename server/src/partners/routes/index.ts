import type { Route } from '../../core/http/route.ts'
import { history } from './history.ts'
import { partnerships } from './partners.ts'
import { partnershipInPortal } from './portal.ts'

export const partners: Route[] = [...partnerships, ...history, ...partnershipInPortal]
