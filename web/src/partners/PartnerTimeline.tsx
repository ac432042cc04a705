import { listTimeline } from '@hansa/contract/events'
import { useList } from '../api.ts'
import { Timeline } from '../kit/Timeline.tsx'
import { momentOf, sentenceOf } from './events.ts'

/** Everything that the log knows of the partner, newest first. */
export function PartnerTimeline({ organizationId }: { organizationId: string }) {
  const list = useList(listTimeline, { recordId: organizationId })
  return (
    <Timeline
      list={{
        ...list,
        items: list.items.map((event) => ({
          id: event.id,
          at: momentOf(event),
          who: event.actor.name ?? (event.source.startsWith('import:') ? 'Import' : null),
          what: sentenceOf(event),
        })),
      }}
    />
  )
}
