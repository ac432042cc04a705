import type { RegistrationEvent } from '@hansa/contract/registrations'
import { registrationTransitions } from '@hansa/contract/registration-transitions'
import { rejectionReasons, type RejectionReason } from '@hansa/contract/registration-states'
import { t } from '../kit/language.tsx'
import { listOf } from '../kit/list.ts'
import { Muted } from '../kit/layout.tsx'
import { Timeline } from '../kit/Timeline.tsx'
import { actorText } from './registration-words.tsx'

/** Every step of a registration, newest first, as the chain of events holds it. */
export const RegistrationHistory = ({ history }: { history: readonly RegistrationEvent[] }) => (
  <Timeline
    list={listOf(
      history.toReversed().map((event) => ({
        id: String(event.number),
        at: event.at,
        who: actorText(event.actor),
        what: t(registrationTransitions[event.act].told),
        more: <Said event={event} />,
      })),
    )}
  />
)

function Said({ event: { data } }: { event: RegistrationEvent }) {
  const { reason, text } = data as { reason?: RejectionReason; text?: string }
  if (!reason && !text) return null
  return <Muted small>{[reason && t(rejectionReasons[reason]), text].filter(Boolean).join(': ')}</Muted>
}
