import type { DealStage } from '@hansa/contract/deals'
import { listTimeline, type Event } from '@hansa/contract/events'
import { useList } from '../api.ts'
import { wordsOf } from '../kit/format.ts'
import { Timeline } from '../kit/Timeline.tsx'
import { stageNames } from './words.ts'

/** What the log knows of the deal, newest first. */
export function DealTimeline({ id }: { id: string }) {
  const list = useList(listTimeline, { recordId: id })
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

const stage = (value: unknown) => (typeof value === 'string' ? (stageNames[value as DealStage] ?? value) : 'none')

function sentenceOf({ verb, data: { from, to, stage: first, changes } }: Event): string {
  switch (verb) {
    case 'deal.created':
      return `Opened at “${stage(first)}”`
    case 'deal.stage_changed':
      return from ? `Moved from “${stage(from)}” to “${stage(to)}”` : `Came to “${stage(to)}”`
    case 'deal.won':
      return 'Won'
    case 'deal.lost':
      return 'Lost'
    case 'deal.updated':
      return `Changed: ${Object.keys(typeof changes === 'object' && changes ? changes : {})
        .map((field) => (words[field] ?? wordsOf(field)).toLowerCase())
        .join(', ')}`
    default:
      return wordsOf(verb.replaceAll('.', ' '))
  }
}

const words: Readonly<Record<string, string>> = {
  customerId: 'customer',
  partnerId: 'partner',
  amount: 'value',
  openedOn: 'day of opening',
  expectedCloseOn: 'expected close',
  stages: 'days of stages',
}
