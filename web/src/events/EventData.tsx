import type { Event } from '@hansa/contract/events'
import { Diff } from '../kit/Diff.tsx'
import { Facts } from '../kit/Facts.tsx'
import { Stack } from '../kit/layout.tsx'
import { editsOf, factsOf, fieldText, valueText, type NameOf } from './words.ts'

/** What changed, field by field. */
export function EventChanges({ event, nameOf }: { event: Event; nameOf: NameOf }) {
  const edits = editsOf(event)
  if (edits.length === 0) return null
  return (
    <Diff
      changes={edits.map(({ field, before, after }) => ({
        label: fieldText(field),
        before: valueText(field, before, nameOf),
        after: valueText(field, after, nameOf),
      }))}
    />
  )
}

/** Everything that an event says: what changed, and the rest. */
export function EventData({ event, nameOf }: { event: Event; nameOf: NameOf }) {
  const facts = factsOf(event)
  return (
    <Stack>
      <EventChanges event={event} nameOf={nameOf} />
      {facts.length > 0 && (
        <Facts
          items={facts.map(([field, value]) => ({ label: fieldText(field), value: valueText(field, value, nameOf) }))}
        />
      )}
    </Stack>
  )
}
