import { listTimeline, type Event } from '@hansa/contract/events'
import { partnerTypes, type PartnerStage, type PartnerType } from '@hansa/contract/partners'
import { useList } from '../api.ts'
import { dayText, wordsOf } from '../kit/format.ts'
import { Timeline } from '../kit/Timeline.tsx'
import { stageNames } from './words.ts'

/** Everything that the log knows of the partner, newest first. */
export function PartnerTimeline({ organizationId }: { organizationId: string }) {
  const list = useList(listTimeline, { recordId: organizationId })
  return (
    <Timeline
      list={{
        ...list,
        items: list.items.map((event) => ({
          id: event.id,
          at: event.happenedAt,
          who: event.actor.name ?? (event.source.startsWith('import:') ? 'Import' : null),
          what: sentenceOf(event),
        })),
      }}
    />
  )
}

const named = (field: unknown, value: unknown): string => {
  if (typeof value !== 'string') return 'none'
  if (field === 'stage') return stageNames[value as PartnerStage] ?? value
  return field === 'type' ? (partnerTypes[value as PartnerType] ?? value) : value
}

/** An event of a partner in words; those of other capabilities by their verb. */
function sentenceOf({ verb, data }: Event): string {
  const { field, before, after, from, stage, tier } = data
  const day = typeof from === 'string' ? dayText(from) : ''
  const [was, is] = [named(field, before), named(field, after)]
  switch (verb) {
    case 'partner.created':
      return `The partnership began at the stage ${named('stage', stage)}${typeof tier === 'string' ? `, tier ${tier}` : ''}`
    case 'partner.type_added':
      return `Became ${is}`
    case 'partner.type_removed':
      return `No longer ${was}`
    case 'partner.change_planned':
      return `${wordsOf(String(field))} will be ${is} from ${day}`
    case 'partner.stage_changed':
    case 'partner.tier_changed':
    case 'partner.territory_changed':
      return before === null
        ? `${wordsOf(String(field))} ${is}`
        : `${wordsOf(String(field))} changed from ${was} to ${is}`
    case 'partner.manager_changed':
      return after === null ? 'No longer has a manager' : 'Has another manager'
    case 'partner.history_corrected':
      return `The history of the ${String(field)} was corrected`
    default:
      return wordsOf(verb.replaceAll('.', ' '))
  }
}
