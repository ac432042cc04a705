import { listTimeline, type Event } from '@hansa/contract/events'
import { useList } from '../api.ts'
import { Section } from '../kit/Page.tsx'
import { Timeline } from '../kit/Timeline.tsx'
import { t } from '../kit/language.tsx'
import { EventChanges } from './EventData.tsx'
import { useNames } from './names.ts'
import { isDay, sentenceOf, whoText } from './words.ts'

/** Everything that the log knows of a record, newest first. */
export function RecordTimeline({ recordId }: { recordId: string }) {
  const list = useList(listTimeline, { recordId })
  const nameOf = useNames(list.items)
  return (
    <Section title={t('Timeline')}>
      <Timeline
        list={{
          ...list,
          items: list.items.map((event) => ({
            id: event.id,
            at: momentOf(event),
            who: whoText(event),
            what: sentenceOf(event, nameOf),
            more: event.data['changes'] ? <EventChanges event={event} nameOf={nameOf} /> : undefined,
          })),
        }}
      />
    </Section>
  )
}

/** What is known by its day alone shows on that day, wherever the reader is. Of a deal, `from` is the stage it left. */
const momentOf = ({ happenedAt, recordedAt, data }: Event): string => {
  const { from } = data
  return typeof from === 'string' && isDay(from) && happenedAt < recordedAt ? `${from}T12:00:00` : happenedAt
}
