import type { Event } from '@hansa/contract/events'
import {
  partnerTypes,
  spellFields,
  type PartnerStage,
  type PartnerType,
  type SpellField,
} from '@hansa/contract/partners'
import { dayText, wordsOf } from '../kit/format.ts'
import { stageNames } from './words.ts'

type Told = Pick<Event, 'verb' | 'happenedAt' | 'recordedAt' | 'data'>

/** What is known by its day alone shows on that day, wherever the reader is. */
export const momentOf = ({ happenedAt, recordedAt, data }: Told): string =>
  typeof data['from'] === 'string' && happenedAt < recordedAt ? `${data['from']}T12:00:00` : happenedAt

const fieldName = (field: unknown): string => spellFields[field as SpellField] ?? wordsOf(String(field))
const valueName = (field: unknown, value: unknown): string => {
  if (typeof value !== 'string') return 'none'
  if (field === 'stage') return stageNames[value as PartnerStage] ?? value
  return field === 'type' ? (partnerTypes[value as PartnerType] ?? value) : value
}
const day = (value: unknown) => (typeof value === 'string' ? dayText(value) : 'today')

/** An event of a partner in words; one of another capability by its verb. */
export function sentenceOf({ verb, data }: Told): string {
  const { field, before, after, from, stage, tier } = data
  const [name, was, is] = [fieldName(field), valueName(field, before), valueName(field, after)]
  switch (verb) {
    case 'partner.created':
      return `The partnership began at the stage ${valueName('stage', stage)}${typeof tier === 'string' ? `, tier ${tier}` : ''}`
    case 'partner.type_added':
      return `Became ${is}`
    case 'partner.type_removed':
      return `No longer ${was}`
    case 'partner.stage_changed':
    case 'partner.tier_changed':
    case 'partner.territory_changed':
      return typeof before === 'string' ? `${name} changed from ${was} to ${is}` : `${name} ${is}`
    case 'partner.manager_changed':
      return typeof after === 'string' ? 'Has another manager' : 'No longer has a manager'
    case 'partner.change_planned':
      return field === 'manager'
        ? `Will have another manager from ${day(from)}`
        : `${name} will be ${is} from ${day(from)}`
    case 'partner.history_corrected':
      return correction(name, data)
    default:
      return wordsOf(verb.replaceAll('.', ' '))
  }
}

function correction(name: string, { field, was, is }: Told['data']): string {
  const old = was as { value: string; from: string; to: string | null }
  const it = `${name}${field === 'manager' ? '' : ` ${valueName(field, old.value)}`} of ${day(old.from)}`
  if (is === null) return `${it} was recorded wrongly and removed`
  const now = is as { value?: string; from?: string; to?: string | null }
  const changes = [
    ...(now.value !== undefined && now.value !== old.value && field !== 'manager' ? [valueName(field, now.value)] : []),
    ...(now.from !== undefined && now.from !== old.from ? [`from ${day(now.from)}`] : []),
    ...(now.to !== undefined && now.to !== old.to ? [`until ${day(now.to)}`] : []),
  ]
  return `${it} was recorded wrongly${changes.length > 0 ? `; right is ${changes.join(', ')}` : ' and corrected'}`
}
