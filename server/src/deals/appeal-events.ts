import { registrationTransitions } from '@hansa/contract/registration-transitions'
import { say, term } from '@hansa/contract/language'
import type { Listener } from '../core/events/listen.ts'
import { sendMail } from '../core/mail/send.ts'
import { firstReviewer } from './queries/registrations.ts'

/** Whose refusal was appealed against is told how another reviewer decided, and why. The partner is told by its own mail. */
export const appealsTellReviewer: Listener = {
  name: 'deals.appeals.tell',
  verbs: ['registration.overturn', 'registration.uphold'],
  async hear(db, event, enqueue) {
    const to = await firstReviewer(db, event.objectId!, event.happenedAt)
    if (!to) return
    const { customerName, text } = event.data as { customerName: string; text: string }
    const { told } = registrationTransitions[event.verb === 'registration.uphold' ? 'uphold' : 'overturn']
    await sendMail(
      { db, now: event.recordedAt, enqueue },
      {
        to: to.email,
        toName: to.name,
        subject: say`The appeal about ${customerName} is decided`,
        text: [
          say`Your decision was appealed against. Another reviewer ${term(told)}.`,
          say`In words: ${text}`,
          say`The partner reads the same reasons.`,
        ],
        action: { label: say`Open the registration`, url: `/registrations/${event.objectId!}` },
        about: event.objectId!,
        notification: true,
      },
    )
  },
}
