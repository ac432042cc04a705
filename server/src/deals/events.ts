import { say, term } from '@hansa/contract/language'
import { registrationStates } from '@hansa/contract/registration-states'
import { type RegistrationAct, registrationTransitions } from '@hansa/contract/registration-transitions'
import type { Listener } from '../core/events/listen.ts'
import { recordEvents } from '../core/events/record.ts'
import { sendMail } from '../core/mail/send.ts'
import { perform } from './queries/act.ts'
import { holdRegistration, registrationOfDeal, submitterOf } from './queries/registrations.ts'

/** A deal that came from a registration was won or lost: so was the registration, and its protection ends. */
export const registrationsFollowDeals: Listener = {
  name: 'deals.registrations',
  verbs: ['deal.won', 'deal.lost'],
  async hear(db, event) {
    const id = await registrationOfDeal(db, event.objectId!)
    if (!id) return
    const row = await holdRegistration(db, id)
    if (!['converted', 'expiring', 'extension_requested'].includes(row.state)) return
    const at = event.recordedAt < row.changedAt ? row.changedAt : event.recordedAt
    const act = event.verb === 'deal.won' ? 'win' : 'lose'
    const told = await perform(db, row, act, { by: 'check', at, actor: 'rules' })
    await recordEvents(db, { kind: 'system', id: null }, event.recordedAt, 'deals', [told])
  },
}

/** What the partner did not do itself, its submitter is told by mail. */
const told = (Object.keys(registrationTransitions) as RegistrationAct[]).filter(
  (act) => !(registrationTransitions[act].by as readonly string[]).includes('partner') && act !== 'warn_review',
)
export const registrationsTell: Listener = {
  name: 'deals.registrations.tell',
  verbs: told.map((act) => `registration.${act}`),
  async hear(db, event, enqueue) {
    const to = await submitterOf(db, event.objectId!)
    if (!to) return
    const { customerName, state, text } = event.data as {
      customerName: string
      state: keyof typeof registrationStates
      text?: string
    }
    const act = event.verb.replace('registration.', '') as RegistrationAct
    await sendMail(
      { db, now: event.recordedAt, enqueue },
      {
        to: to.email,
        toName: to.name,
        subject: say`Your registration of ${customerName}: ${term(registrationStates[state].name)}`,
        text: [
          say`On ${event.happenedAt.toISOString().slice(0, 10)}: ${term(registrationTransitions[act].told)}.`,
          term(registrationStates[state].meaning),
          ...(text ? [say`In words: ${text}`] : []),
        ],
        action: { label: say`Open the receipt`, url: `/portal/registrations/${event.objectId!}` },
        about: event.objectId!,
        notification: true,
      },
    )
  },
}
