import { activities, type Activity, type ActivityVerb } from '@hansa/contract/activity'
import { companyFields, type CompanyField } from '@hansa/contract/company'

/** What an event says of what happened, as far as it concerns this. */
interface Told {
  readonly id: string
  readonly verb: string
  readonly happenedAt: Date
  readonly actorKind: string
  readonly actorName: string | null
  readonly data: Readonly<Record<string, unknown>>
}

export const activityVerbs = Object.keys(activities) as ActivityVerb[]

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What a partner's people read of an event: what it is and whom of their own, never the vendor's people or words. */
export function disclosed({ id, verb, happenedAt, actorKind, actorName, data }: Told): Activity {
  const changed = [data['field'], ...(isRecord(data['changes']) ? Object.keys(data['changes']) : [])]
  return {
    id,
    verb: verb as ActivityVerb,
    happenedAt: happenedAt.toISOString(),
    who: actorKind === 'partner' ? actorName : null,
    name: text(verb === 'partner.tier_changed' ? data['after'] : data['name']),
    fields: [...new Set(changed)].filter((field): field is CompanyField => String(field) in companyFields),
  }
}
