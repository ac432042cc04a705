import { say, term } from '@hansa/contract/language'
import { touchSettlements, type TouchSettlement } from '@hansa/contract/direct-touches'
import type { Listener } from '../core/events/listen.ts'
import { recordEvents } from '../core/events/record.ts'
import { sendMail } from '../core/mail/send.ts'
import { caseOf } from './queries/court.ts'
import { customerOfDeal, noteTouches, type Where } from './queries/find-touches.ts'
import { registrationStatusLink } from './queries/registration-links.ts'
import { submitterOf } from './queries/registrations.ts'

/** Protection begins with these, perhaps dated back; companies come into one corporate tree with those. */
const beginnings = ['registration.approve', 'registration.overturn', 'registration.reinstate', 'registration.restore']
const trees = ['organization.merged', 'organization.unmerged', 'organization.updated', 'relationship.created']
const moves = ['deal.created', 'deal.stage_changed', 'deal.won', 'deal.updated']

/**
 * The vendor dealt directly with a customer that a partner is protected with. Whatever is learned, in whichever order (a
 * deal written or imported, a protection dated back, companies merged), it looks at the log anew and notes what is new.
 */
export const directTouchesShow: Listener = {
  name: 'deals.direct_touches',
  verbs: [...moves, 'deal.touched', ...beginnings, ...trees],
  async hear(db, { verb, objectId, organizationId, partnerId, recordedAt: now }) {
    // What is told with a partner's name is that partner's deal.
    if (moves.includes(verb) && partnerId) return
    const where: Where | undefined = moves.includes(verb)
      ? about(await customerOfDeal(db, objectId!), { dealId: objectId! })
      : beginnings.includes(verb)
        ? about((await caseOf(db, objectId!))?.customerId, { registrationId: objectId! })
        : about(organizationId, {})
    if (!where) return
    const touches = await noteTouches(db, where, now)
    await recordEvents(
      db,
      { kind: 'system', id: null },
      now,
      'deals',
      touches.map(({ registrationId, partnerId: to, customerName, happenedOn }) => ({
        verb: 'registration.direct_touch',
        objectId: registrationId,
        organizationId: to,
        partnerId: to,
        // The partner may read it: on which day, and nothing of the deal.
        data: { customerName, happenedOn },
      })),
    )
  },
}

const about = (customerId: string | null | undefined, more: Omit<Where, 'customerId'>): Where | undefined =>
  customerId ? { customerId, ...more } : undefined

/** Who sent the claim is told that the vendor dealt with its customer, and how that was settled. */
export const directTouchesTell: Listener = {
  name: 'deals.direct_touches.tell',
  verbs: ['registration.direct_touch', 'registration.touch_settled'],
  async hear(db, { verb, objectId, data, recordedAt: now }, enqueue) {
    const to = await submitterOf(db, objectId!)
    if (!to) return
    const { customerName, happenedOn, as, text } = data as {
      customerName: string
      happenedOn: string
      as?: TouchSettlement
      text?: string
    }
    const settled = verb === 'registration.touch_settled'
    await sendMail(
      { db, now, enqueue },
      {
        to: to.email,
        toName: to.name,
        subject: settled
          ? say`Settled: the vendor dealt with ${customerName} directly`
          : say`The vendor dealt with ${customerName} directly`,
        text: [
          say`You are protected with this customer. On ${happenedOn} the vendor dealt with it without you.`,
          ...(as ? [say`The vendor says: ${term(touchSettlements[as])}.`] : []),
          ...(text ? [say`In words: ${text}`] : []),
          ...(settled
            ? [say`You can confirm or dispute this.`]
            : [say`It has to be settled, and it weighs on the vendor’s fairness score.`]),
        ],
        action: {
          label: say`Open the registration`,
          url: to.personId
            ? await registrationStatusLink(db, objectId!, to.personId, now)
            : `/portal/registrations/${objectId!}`,
        },
        about: objectId!,
        notification: true,
      },
    )
  },
}
