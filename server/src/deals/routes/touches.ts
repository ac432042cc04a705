import * as api from '@hansa/contract/direct-touches'
import type { DirectTouch, OwnDirectTouch } from '@hansa/contract/direct-touches'
import { english, say } from '@hansa/contract/language'
import { mayIf, type Principal } from '../../core/access.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { handle, type Route } from '../../core/http/route.ts'
import * as queries from '../queries/touches.ts'

const withMay = (principal: Principal, it: Omit<DirectTouch, 'may'>): DirectTouch => ({
  ...it,
  may: {
    settle:
      it.answer === 'confirmed' ? english`The partner has confirmed it.` : mayIf(principal, 'registrations.review'),
  },
})
const withOwnMay = (principal: Principal, it: Omit<OwnDirectTouch, 'may'>): OwnDirectTouch => ({
  ...it,
  may: {
    answer: !it.settledAs
      ? english`The vendor has not settled it yet.`
      : it.answer
        ? english`You have answered it.`
        : mayIf(principal, 'registrations.own'),
  },
})

export const touches: Route[] = [
  handle(api.listDirectTouches, async ({ db, principal }, input) => {
    const list = await queries.listTouches(db, input)
    return { ...list, items: list.items.map((it) => withMay(principal, it)) }
  }),
  handle(api.settleDirectTouch, async ({ db, now, principal, record }, { id, version, as, text }) => {
    const touch = await queries.holdTouch(db, id, version)
    if (touch.answer === 'confirmed') throw new Refusal('conflict', say`The partner has confirmed it.`)
    if (as === 'partner_joined' && !(touch.dealId && (await queries.takesPart(db, touch.dealId, touch.partnerId))))
      throw wrong('as', say`is not so yet: the partner is neither the deal’s partner nor in its team`)
    const settled = { settledAs: as, settledText: text, settledBy: principal.memberId, settledAt: now }
    await queries.writeTouch(db, id, { ...settled, answer: null, answerText: null })
    const shown = await queries.readTouch(db, id)
    const { registrationId, partnerId, customerName, happenedOn } = shown
    const data = { customerName, happenedOn, as, text }
    const about = { objectId: registrationId, organizationId: partnerId, partnerId }
    await record({ verb: 'registration.touch_settled', ...about, data })
    return withMay(principal, shown)
  }),
  handle(api.listOwnDirectTouches, async ({ db, principal }, input) => {
    const list = await queries.listOwnTouches(db, input)
    return { ...list, items: list.items.map((it) => withOwnMay(principal, it)) }
  }),
  handle(api.answerDirectTouch, async ({ db, principal, record }, { id, version, answer, text }) => {
    const touch = await queries.holdTouch(db, id, version)
    if (!touch.settledAs) throw new Refusal('conflict', say`The vendor has not settled it yet.`)
    if (touch.answer) throw new Refusal('conflict', say`You have answered it.`)
    if (answer === 'disputed' && !text) throw wrong('text', say`is needed: what is not so`)
    await queries.writeTouch(db, id, { answer, answerText: text ?? null })
    const { registrationId, partnerId, happenedOn } = touch
    const about = { objectId: registrationId, organizationId: partnerId, partnerId }
    await record({ verb: 'registration.touch_answered', ...about, data: { happenedOn, answer, ...(text && { text }) } })
    return withOwnMay(principal, await queries.readOwnTouch(db, id))
  }),
]
