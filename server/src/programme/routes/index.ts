import type { Route } from '../../core/http/route.ts'
import { programmes } from './programmes.ts'

export const programme: Route[] = [...programmes]
