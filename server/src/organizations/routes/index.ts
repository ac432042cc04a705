import type { Route } from '../../core/http/route.ts'
import { organizations as companies } from './organizations.ts'
import { people } from './people.ts'
import { relationships } from './relationships.ts'

export const organizations: Route[] = [...companies, ...relationships, ...people]
