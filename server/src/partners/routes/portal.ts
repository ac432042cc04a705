import { listActivity } from '@hansa/contract/activity'
import * as api from '@hansa/contract/partnership'
import { handle, type Route } from '../../core/http/route.ts'
import { readOrganization } from '../../organizations/queries/organizations.ts'
import { eventsAbout, ownManager, ownPartnership } from '../queries/portal.ts'
import { activityVerbs, disclosed } from '../rules/activity.ts'

const none = { types: [], tier: null, territory: null, since: null, leftOn: null }

/** What a partner's people see of their partnership. */
export const partnershipInPortal: Route[] = [
  handle(listActivity, ({ db, principal }, input) =>
    eventsAbout(db, principal.partnerId ?? '', activityVerbs, input, disclosed),
  ),
  handle(api.readPartnership, async ({ db, principal }) => {
    const id = principal.partnerId ?? ''
    return {
      ...((await ownPartnership(db, id)) ?? none),
      organizationName: (await readOrganization(db, id)).name,
      manager: (await ownManager(db)) ?? null,
    }
  }),
]
