import { dealStages } from '@hansa/contract/deals'
import type { Event } from '@hansa/contract/events'
import { relationshipKinds } from '@hansa/contract/organizations'
import { roles } from '@hansa/contract/permissions'
import { partnerStages, partnerTypes } from '@hansa/contract/partners'
import { countryText, dayText, decimalsOf, moneyText, wordsOf } from '../kit/format.ts'

/** What the log tells, by its verb. A verb that came with an import, and is not here, is read as it is written. */
export const verbs: Readonly<Record<string, string>> = {
  'organization.created': 'Organization added',
  'organization.updated': 'Organization changed',
  'organization.merged': 'Organization merged',
  'organization.unmerged': 'Merge of an organization undone',
  'duplicate.dismissed': 'Told apart from another organization',
  'person.created': 'Person added',
  'person.updated': 'Person changed',
  'relationship.created': 'Relationship recorded',
  'relationship.removed': 'Relationship removed',
  'partner.created': 'Partnership began',
  'partner.stage_changed': 'Stage changed',
  'partner.tier_changed': 'Tier changed',
  'partner.manager_changed': 'Manager changed',
  'partner.territory_changed': 'Territory changed',
  'partner.type_added': 'Partner type added',
  'partner.type_removed': 'Partner type taken off',
  'partner.change_planned': 'Change planned',
  'partner.history_corrected': 'History corrected',
  'partner.updated': 'Partnership changed',
  'deal.created': 'Deal opened',
  'deal.stage_changed': 'Deal moved',
  'deal.won': 'Deal won',
  'deal.lost': 'Deal lost',
  'deal.updated': 'Deal changed',
  'revenue.recorded': 'Revenue recorded',
  'revenue.reversed': 'Revenue reversed',
  'certification.granted': 'Certification granted',
  'certification.updated': 'Certification changed',
  'certification.expired': 'Certification expired',
  'certification.ended': 'Certification ended',
  'satisfaction.recorded': 'Satisfaction recorded',
  'satisfaction.corrected': 'Satisfaction corrected',
  'satisfaction.removed': 'Satisfaction removed',
  'import.started': 'Import started',
  'import.finished': 'Import finished',
  'recipe.kept': 'Import recipe kept',
  'member.added': 'Login given',
  'member.updated': 'Login changed',
  'member.disabled': 'Login ended',
  'api_key.created': 'API key made',
  'api_key.revoked': 'API key revoked',
  'ecosystem.founded': 'Ecosystem founded',
  'ecosystem.updated': 'Ecosystem settings changed',
  'job.cancelled': 'Long work stopped',
}
export const verbText = (verb: string): string => verbs[verb] ?? wordsOf(verb)

/** Fields whose names, split into words, would not say enough. */
const fields: Readonly<Record<string, string>> = {
  parentId: 'Parent',
  organizationId: 'Organization',
  customerId: 'Customer',
  partnerId: 'Partner',
  personId: 'Person',
  email: 'E-mail',
  amount: 'Amount, in minor units',
  with: 'With',
  addTags: 'Tags added',
  removeTags: 'Tags taken off',
  bad: 'Rows not landed',
}
export const fieldText = (field: string): string => fields[field] ?? wordsOf(field)

/** The name behind an id, where it is known. */
export type NameOf = (id: string) => string | undefined

const codes: Readonly<Record<string, (code: string) => string>> = {
  stage: (code) =>
    partnerStages[code as keyof typeof partnerStages]?.name ??
    dealStages[code as keyof typeof dealStages]?.name ??
    wordsOf(code),
  type: (code) => partnerTypes[code as keyof typeof partnerTypes] ?? wordsOf(code),
  types: (code) => partnerTypes[code as keyof typeof partnerTypes] ?? wordsOf(code),
  kind: (code) => relationshipKinds[code as keyof typeof relationshipKinds] ?? wordsOf(code),
  role: (code) => roles[code as keyof typeof roles] ?? wordsOf(code),
  country: (code) => countryText(code),
}

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value of the log as a person reads it; null where there is none. */
export function valueText(field: string, value: unknown, nameOf: NameOf): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value))
    return value.length === 0 ? null : value.map((one) => valueText(field, one, nameOf) ?? '–').join(', ')
  if (isRecord(value)) {
    if (typeof value['amount'] === 'number' && typeof value['currency'] === 'string' && isCurrency(value['currency']))
      return moneyText({ amount: value['amount'], currency: value['currency'] })
    return Object.entries(value)
      .map(([name, one]) => `${fieldText(name)}: ${valueText(name, one, nameOf) ?? '–'}`)
      .join('; ')
  }
  if (typeof value !== 'string') return null
  return nameOf(value) ?? codes[field]?.(value) ?? (isDay(value) ? dayText(value) : value)
}

function isCurrency(code: string): boolean {
  try {
    return decimalsOf(code) >= 0
  } catch {
    return false
  }
}

/** One field of an edit, before and after. */
export interface Edit {
  field: string
  before: unknown
  after: unknown
}

/** What an event says was changed: by `changes`, or by `field`, `before` and `after`. */
export function editsOf({ data }: Event): Edit[] {
  const { changes, field, before, after } = data
  if (isRecord(changes))
    return Object.entries(changes).flatMap(([name, pair]) =>
      Array.isArray(pair) ? [{ field: name, before: pair[0] as unknown, after: pair[1] as unknown }] : [],
    )
  return typeof field === 'string' && ('before' in data || 'after' in data) ? [{ field, before, after }] : []
}

/** What an event says beyond its edits. */
export function factsOf(event: Event): [field: string, value: unknown][] {
  const edits = editsOf(event).length > 0
  const told = ['changes', 'field', 'before', 'after']
  return Object.entries(event.data)
    .filter(([name]) => !edits || !told.includes(name))
    .flatMap(([name, value]) => (name === 'bulk' && isRecord(value) ? Object.entries(value) : [[name, value] as const]))
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [name, value])
}

/** An event in one line: its verb in words, and what sets it apart from others of its kind. */
export function sentenceOf(event: Event, nameOf: NameOf): string {
  const { verb, data } = event
  const say = (field: string, value: unknown) => valueText(field, value, nameOf) ?? 'none'
  const kind = typeof data['field'] === 'string' ? data['field'] : ''
  const [was, is] = [say(kind, data['before']), say(kind, data['after'])]
  switch (verb) {
    case 'partner.created':
      return `Partnership began at the stage ${say('stage', data['stage'])}${data['tier'] ? `, tier ${say('tier', data['tier'])}` : ''}`
    case 'partner.type_added':
      return `Became ${is}`
    case 'partner.type_removed':
      return `No longer ${was}`
    case 'partner.change_planned':
      return `${fieldText(kind)} will be ${is} from ${say('from', data['from'])}`
    case 'partner.stage_changed':
    case 'partner.tier_changed':
    case 'partner.territory_changed':
    case 'partner.manager_changed':
      return data['before'] === null ? `${fieldText(kind)} ${is}` : `${fieldText(kind)} changed from ${was} to ${is}`
    case 'partner.history_corrected':
      return kind ? `History of the ${kind} corrected` : verbText(verb)
    case 'relationship.created':
    case 'relationship.removed':
      return `${verbText(verb)}: ${say('kind', data['kind'])}, with ${nameOf(String(data['with'])) ?? 'another organization'}`
    case 'deal.stage_changed':
      return `Deal ${say('name', data['name'])} moved to ${say('stage', data['to'])}`
    default: {
      const what = data['name'] ?? data['fileName']
      return typeof what === 'string' ? `${verbText(verb)}: ${what}` : verbText(verb)
    }
  }
}

/** Who or what did it: a person or a key by name, an import by its file, the clocks of Hansa itself. */
export const whoText = ({ actor, source }: Event): string => {
  if (actor.name) return actor.kind === 'key' ? `${actor.name} (API key)` : actor.name
  if (actor.kind === 'import' || source.startsWith('import:')) return 'Import'
  return actor.kind === 'system' ? 'Hansa' : 'Somebody'
}
