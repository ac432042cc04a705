import type { DealStage } from '@hansa/contract/deals'
import { listTimeline, type Event } from '@hansa/contract/events'
import { teamEvents } from '@hansa/contract/team-events'
import { useList } from '../api.ts'
import { wordsOf } from '../kit/format.ts'
import { Timeline } from '../kit/Timeline.tsx'
import { inSentence, t } from '../kit/language.tsx'
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
          who: event.actor.name ?? (event.actor.kind === 'import' ? t('Import') : null),
          what: sentenceOf(event),
        })),
      }}
    />
  )
}

const stage = (value: unknown) => (typeof value === 'string' ? (stageNames[value as DealStage] ?? value) : t('none'))

function sentenceOf({ verb, data: { from, to, stage: first, changes } }: Event): string {
  switch (verb) {
    case 'deal.created':
      return t('Opened at “{stage}”', { stage: stage(first) })
    case 'deal.stage_changed':
      return from
        ? t('Moved from “{from}” to “{to}”', { from: stage(from), to: stage(to) })
        : t('Came to “{stage}”', { stage: stage(to) })
    case 'deal.won':
      return t('Won')
    case 'deal.lost':
      return t('Lost')
    case 'deal.updated':
      return t('Changed: {fields}', {
        fields: Object.keys(typeof changes === 'object' && changes ? changes : {})
          .map((field) => inSentence(words[field] ?? t(wordsOf(field))))
          .join(', '),
      })
    case 'deal.touched':
      return t('In touch with a customer about a deal')
    default:
      return teamEvents[verb] ? t(teamEvents[verb]) : wordsOf(verb.replaceAll('.', ' '))
  }
}

const words: Readonly<Record<string, string>> = {
  customerId: t('Customer'),
  partnerId: t('Partner'),
  amount: t('Value'),
  openedOn: t('Opened on'),
  expectedCloseOn: t('Expected close'),
  stages: t('Days of stages'),
}
