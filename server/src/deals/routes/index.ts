import type { Route } from '../../core/http/route.ts'
import { pipeline } from './pipeline.ts'
import { revenue } from './revenue.ts'

export const deals: Route[] = [...pipeline, ...revenue]
