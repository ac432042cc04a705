import * as api from '@hansa/contract/partnership'
import { handle, type Route } from '../../core/http/route.ts'
import { readOrganization } from '../../organizations/queries/organizations.ts'
import { ownManager, ownPartnership } from '../queries/portal.ts'

const none = { types: [], tier: null, territory: null, since: null, leftOn: null }

/** What a partner's people see of their partnership. */
export const partnershipInPortal: Route[] = [
  handle(api.readPartnership, async ({ db, principal }) => {
    const id = principal.partnerId ?? ''
    return {
      ...((await ownPartnership(db, id)) ?? none),
      organizationName: (await readOrganization(db, id)).name,
      manager: (await ownManager(db)) ?? null,
    }
  }),
]
