import claims from './german/claims.json' with { type: 'json' }
import core from './german/core.json' with { type: 'json' }
import deals from './german/deals.json' with { type: 'json' }
import enablement from './german/enablement.json' with { type: 'json' }
import events from './german/events.json' with { type: 'json' }
import feedback from './german/feedback.json' with { type: 'json' }
import hygiene from './german/hygiene.json' with { type: 'json' }
import identity from './german/identity.json' with { type: 'json' }
import impact from './german/impact.json' with { type: 'json' }
import integrations from './german/integrations.json' with { type: 'json' }
import journeys from './german/journeys.json' with { type: 'json' }
import kit from './german/kit.json' with { type: 'json' }
import messages from './german/messages.json' with { type: 'json' }
import organizations from './german/organizations.json' with { type: 'json' }
import partners from './german/partners.json' with { type: 'json' }
import portal from './german/portal.json' with { type: 'json' }
import programme from './german/programme.json' with { type: 'json' }
import settings from './german/settings.json' with { type: 'json' }
import web from './german/web.json' with { type: 'json' }

/** German for every English text and sentence of the product, from the files of all capabilities. */
export const german: Readonly<Record<string, string>> = {
  ...claims,
  ...core,
  ...deals,
  ...enablement,
  ...events,
  ...feedback,
  ...hygiene,
  ...identity,
  ...impact,
  ...integrations,
  ...journeys,
  ...kit,
  ...messages,
  ...organizations,
  ...partners,
  ...portal,
  ...programme,
  ...settings,
  ...web,
}
