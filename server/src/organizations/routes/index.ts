import type { Route } from '../../core/http/route.ts'
import { organizations as companies } from './organizations.ts'
import { companyInPortal } from './portal.ts'
import { people } from './people.ts'
import { relationships } from './relationships.ts'
import { suggested } from './suggestions.ts'

export const organizations: Route[] = [...companies, ...relationships, ...people, ...suggested, ...companyInPortal]
