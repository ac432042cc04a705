import { dealStages } from '@hansa/contract/deals'
import type { Event } from '@hansa/contract/events'
import { relationshipKinds } from '@hansa/contract/organizations'
import { roles } from '@hansa/contract/permissions'
import { partnerStages, partnerTypes } from '@hansa/contract/partners'
import { registrationTransitions } from '@hansa/contract/registration-transitions'
import { teamEvents } from '@hansa/contract/team-events'
import { countryText, dayText, decimalsOf, moneyText, wordsOf } from '../kit/format.ts'
import { inSentence, locale, retold, t } from '../kit/language.tsx'
import { accessVerbs } from './access-words.ts'
import { messageVerbs } from './message-words.ts'

/** What the log tells, by its verb. A verb that came with an import, and is not here, is read as it is written. */
export const verbs: Readonly<Record<string, string>> = {
  'organization.created': t('Organization added'),
  'organization.updated': t('Organization changed'),
  'organization.merged': t('Organization merged'),
  'organization.unmerged': t('Merge of an organization undone'),
  'duplicate.dismissed': t('Told apart from another organization'),
  'person.created': t('Person added'),
  'person.updated': t('Person changed'),
  'relationship.created': t('Relationship recorded'),
  'relationship.removed': t('Relationship removed'),
  'relationship.disclosed': t('Relationship shown to both sides'),
  'relationship.hidden': t('Relationship hidden from both sides'),
  'organization.suggested': t('Partner suggests a change'),
  'organization.suggestion_withdrawn': t('Suggestion taken back'),
  'organization.suggestion_approved': t('Suggestion approved'),
  'organization.suggestion_refused': t('Suggestion refused'),
  'partner.created': t('Partnership began'),
  'partner.stage_changed': t('Stage changed'),
  'partner.tier_changed': t('Tier changed'),
  'partner.manager_changed': t('Manager changed'),
  'partner.territory_changed': t('Territory changed'),
  'partner.type_added': t('Partner type added'),
  'partner.type_removed': t('Partner type taken off'),
  'partner.change_planned': t('Change planned'),
  'partner.history_corrected': t('History corrected'),
  'partner.updated': t('Partnership changed'),
  'partner.off_boarded': t('Partner off-boarded'),
  'partner.off_boarding_undone': t('Off-boarding taken back'),
  'partner.data_exported': t('Own data handed over'),
  'programme.created': t('Programme begun'),
  'programme.updated': t('Programme changed'),
  'programme.rules_announced': t('Rules announced'),
  'programme.rules_withdrawn': t('Rules withdrawn'),
  'sanctions.uploaded': t('Sanctions list uploaded'),
  'application.submitted': t('Application received'),
  'application.repeated': t('Application sent again'),
  'application.confirmed': t('Applicant’s address confirmed'),
  'application.vetted': t('Application vetted'),
  'application.info_requested': t('Applicant asked'),
  'application.answered': t('Applicant answered'),
  'application.approved': t('Application approved'),
  'application.rejected': t('Application rejected'),
  'application.reopened': t('Application reopened'),
  'application.withdrawn': t('Application withdrawn'),
  'task.created': t('Task added'),
  'task.updated': t('Task changed'),
  'task.finished': t('Task done'),
  'task.late': t('Task is late'),
  'deal.created': t('Deal opened'),
  'deal.stage_changed': t('Deal moved'),
  'deal.won': t('Deal won'),
  'deal.lost': t('Deal lost'),
  'deal.updated': t('Deal changed'),
  ...Object.fromEntries(Object.entries(teamEvents).map(([verb, told]) => [verb, t(told)])),
  'revenue.recorded': t('Revenue recorded'),
  'revenue.reversed': t('Revenue reversed'),
  'certification.granted': t('Certification granted'),
  'certification.updated': t('Certification changed'),
  'certification.expired': t('Certification expired'),
  'certification.ended': t('Certification ended'),
  'satisfaction.recorded': t('Satisfaction recorded'),
  'satisfaction.corrected': t('Satisfaction corrected'),
  'satisfaction.removed': t('Satisfaction removed'),
  'import.started': t('Import started'),
  'import.finished': t('Import finished'),
  'recipe.kept': t('Import recipe kept'),
  ...accessVerbs,
  ...messageVerbs,
  'ecosystem.founded': t('Ecosystem founded'),
  'brand.updated': t('Look of the portal changed'),
  'company_rights.updated': t('Rights of partners changed'),
  'ecosystem.updated': t('Ecosystem settings changed'),
  'job.cancelled': t('Long work stopped'),
  ...Object.fromEntries(
    Object.entries(registrationTransitions).map(([act, { told }]) => [
      `registration.${act}`,
      t('Registration: {what}', { what: t(told) }),
    ]),
  ),
  'registration.direct_touch': t('The vendor dealt with a protected customer'),
  'registration.touch_settled': t('Direct touch settled'),
  'registration.touch_answered': t('Direct touch answered by the partner'),
  'registration.file_read': t('Evidence of a registration looked at'),
  'registration.link_sent': t('Registration link sent'),
  // Told by other systems: these come with imports.
  'portal.signed_in': t('Signed in to the portal'),
  'content.downloaded': t('Content downloaded'),
  'deal.touched': t('In touch with a customer about a deal'),
  'funds.activity_held': t('Funded activity held'),
  'usage.metered': t('Usage metered'),
}
export const verbText = (verb: string): string => verbs[verb] ?? t(wordsOf(verb))

/** Fields whose names, split into words, would not say enough. */
const fields: Readonly<Record<string, string>> = {
  parentId: t('Parent'),
  organizationId: t('Organization'),
  customerId: t('Customer'),
  partnerId: t('Partner'),
  personId: t('Person'),
  email: t('E-mail'),
  amount: t('Amount, in minor units'),
  with: t('With'),
  addTags: t('Tags added'),
  removeTags: t('Tags taken off'),
  bad: t('Rows not landed'),
}
export const fieldText = (field: string): string => fields[field] ?? t(wordsOf(field))

/** Years stay as they are: only numbers from ten thousand on are grouped. */
const plainNumber = new Intl.NumberFormat(locale(), { useGrouping: 'min2', maximumFractionDigits: 20 })

/** The name behind an id, where it is known. */
export type NameOf = (id: string) => string | undefined

const codes: Readonly<Record<string, (code: string) => string>> = {
  stage: (code) =>
    t(
      partnerStages[code as keyof typeof partnerStages]?.name ??
        dealStages[code as keyof typeof dealStages]?.name ??
        wordsOf(code),
    ),
  type: (code) => t(partnerTypes[code as keyof typeof partnerTypes] ?? wordsOf(code)),
  types: (code) => t(partnerTypes[code as keyof typeof partnerTypes] ?? wordsOf(code)),
  kind: (code) => t(relationshipKinds[code as keyof typeof relationshipKinds] ?? wordsOf(code)),
  role: (code) => t(roles[code as keyof typeof roles] ?? wordsOf(code)),
  country: (code) => countryText(code),
  reason: retold,
  endReason: retold,
}

export const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value of the log as a person reads it; null where there is none. */
export function valueText(field: string, value: unknown, nameOf: NameOf): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? t('Yes') : t('No')
  if (typeof value === 'number') return plainNumber.format(value)
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
  const say = (field: string, value: unknown) => valueText(field, value, nameOf) ?? t('none')
  const kind = typeof data['field'] === 'string' ? data['field'] : ''
  const [was, is] = [say(kind, data['before']), say(kind, data['after'])]
  switch (verb) {
    case 'partner.created':
      return data['tier']
        ? t('Partnership began at the stage {stage}, tier {tier}', {
            stage: say('stage', data['stage']),
            tier: say('tier', data['tier']),
          })
        : t('Partnership began at the stage {stage}', { stage: say('stage', data['stage']) })
    case 'partner.type_added':
      return t('Became {type}', { type: is })
    case 'partner.type_removed':
      return t('No longer {type}', { type: was })
    case 'partner.change_planned':
      return t('{field} will be {value} from {day}', {
        field: fieldText(kind),
        value: is,
        day: say('from', data['from']),
      })
    case 'partner.stage_changed':
    case 'partner.tier_changed':
    case 'partner.territory_changed':
    case 'partner.manager_changed':
      return data['before'] === null
        ? `${fieldText(kind)} ${is}`
        : t('{field} changed from {before} to {after}', { field: fieldText(kind), before: was, after: is })
    case 'partner.history_corrected':
      return kind ? t('History corrected: {field}', { field: inSentence(fieldText(kind)) }) : verbText(verb)
    case 'relationship.created':
    case 'relationship.removed':
    case 'relationship.disclosed':
    case 'relationship.hidden':
      return t('{verb}: {kind}, with {other}', {
        verb: verbText(verb),
        kind: say('kind', data['kind']),
        other: nameOf(String(data['with'])) ?? t('another organization'),
      })
    case 'deal.stage_changed':
      return t('Deal {name} moved to {stage}', { name: say('name', data['name']), stage: say('stage', data['to']) })
    default: {
      const what = data['name'] ?? data['fileName']
      return typeof what === 'string' ? `${verbText(verb)}: ${what}` : verbText(verb)
    }
  }
}

/** Who or what did it: a person or a key by name, an import by its file, the clocks of Hansa itself. */
export const whoText = ({ actor, source }: Event): string => {
  const { name } = actor
  if (name && source === 'link') return t('{name} (by link)', { name })
  if (name) return actor.kind === 'key' ? t('{name} (API key)', { name }) : name
  if (actor.kind === 'import' || source.startsWith('import:')) return t('Import')
  return actor.kind === 'system' ? 'Hansa' : t('Somebody')
}
