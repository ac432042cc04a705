import type { Route } from '../../core/http/route.ts'
import { figures } from './figures.ts'
import { home } from './home.ts'
import { partner } from './partner.ts'

export const impact: Route[] = [...home, ...figures, ...partner]
