import { say, term } from '@hansa/contract/language'
import { participantRoles } from '@hansa/contract/deal-credit-rules'
import { answerSplit } from '@hansa/contract/deal-splits'
import { answerInvitation } from '@hansa/contract/own-deals'
import { dealStages } from '@hansa/contract/deals'
import { registrationStates } from '@hansa/contract/registration-states'
import { type RegistrationAct, registrationTransitions } from '@hansa/contract/registration-transitions'
import type { Listener } from '../core/events/listen.ts'
import { type NewEvent, recordEvents } from '../core/events/record.ts'
import { isQueued } from '../core/jobs/queue.ts'
import { sendMail } from '../core/mail/send.ts'
import { perform } from './queries/act.ts'
import { registrationStatusLink } from './queries/registration-links.ts'
import { firstReviewer, holdRegistration, registrationOfDeal, submitterOf } from './queries/registrations.ts'
import { decideCredit } from './queries/sourced.ts'
import { lockAtWin, settleSigned, splitByDefault } from './queries/splits.ts'
import { dissolveTeam, formTeamAgain, hasTeam, joinBySourcing } from './queries/team-follow.ts'
import { holdTeam } from './queries/team.ts'
import { followTrees } from './queries/trees.ts'
import { askPartner, partOf, sharesToSign } from './queries/team-mail.ts'
import { touchSettlements, type TouchSettlement } from '@hansa/contract/direct-touches'
import { caseOf } from './queries/court.ts'
import { anyProtected, customerOfDeal, noteTouches, type Where } from './queries/find-touches.ts'

/** A deal that came from a registration was won or lost: so was the registration, and its protection ends. */
export const registrationsFollowDeals: Listener = {
  name: 'deals.registrations',
  verbs: ['deal.won', 'deal.lost'],
  async hear(db, event) {
    const id = await registrationOfDeal(db, event.objectId!)
    if (!id) return
    const row = await holdRegistration(db, id)
    if (!(registrationTransitions.win.from as readonly string[]).includes(row.state)) return
    const at = event.recordedAt < row.changedAt ? row.changedAt : event.recordedAt
    const act = event.verb === 'deal.won' ? 'win' : 'lose'
    const told = await perform(db, row, act, { by: 'check', at, actor: 'rules' })
    await recordEvents(db, { kind: 'system', id: null }, event.recordedAt, 'deals', [told])
  },
}

/** A company came under another parent: claims and protections follow its corporate tree. */
export const registrationsFollowTrees: Listener = {
  name: 'deals.registrations.trees',
  verbs: ['organization.updated'],
  async hear(db, { objectId, data, recordedAt }) {
    if (!(data as { changes?: { parentId?: unknown } }).changes?.parentId) return
    const told = await followTrees(db, [objectId!], recordedAt)
    await recordEvents(db, { kind: 'system', id: null }, recordedAt, 'deals', told)
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
        action: {
          label: say`Open the receipt`,
          url: to.personId
            ? await registrationStatusLink(db, event.objectId!, to.personId, event.recordedAt)
            : `/portal/registrations/${event.objectId!}`,
        },
        about: event.objectId!,
        notification: true,
      },
    )
  },
}

/**
 * Teams and splits follow their deal: who registered it is the first in its team, from negotiation on a split is in force,
 * the win locks it, and the close dissolves the team.
 */
export const teamsFollowDeals: Listener = {
  name: 'deals.teams',
  verbs: ['registration.convert', 'deal.stage_changed', 'deal.won', 'deal.lost', 'deal.split_signed'],
  async hear(db, { verb, objectId, recordedAt: at }) {
    const id = objectId!
    const tell = async (events: NewEvent[]) =>
      void (await recordEvents(db, { kind: 'system', id: null }, at, 'deals', events))
    if (verb === 'registration.convert') return tell(await joinBySourcing(db, id, at))
    if (!(await hasTeam(db, id))) return
    if (verb === 'deal.split_signed') return tell(await settleSigned(db, id, at))
    // What is learned late may be of a deal that has moved on: it goes by where the deal stands now.
    const deal = await holdTeam(db, id)
    const { stage } = deal
    if (verb === 'deal.won') await tell(await lockAtWin(db, id, at))
    if (verb === 'deal.won' && stage === 'won') await tell(await decideCredit(db, deal, at, null))
    if (dealStages[stage].closed) return tell(await dissolveTeam(db, id, at))
    await tell(await formTeamAgain(db, id, at))
    if (stage === 'negotiation') await tell(await splitByDefault(db, id, at))
  },
}

/** Who is invited into a team, or has a share to sign, is asked by mail, and answers by a link without a login. */
export const teamsAsk: Listener = {
  name: 'deals.teams.ask',
  verbs: ['deal.participant_invited', 'deal.split_proposed'],
  async hear(db, { verb, objectId, partnerId, data, recordedAt: now }, enqueue) {
    const { participantId, splitId } = data as { participantId: string; splitId?: string }
    const part = await partOf(db, objectId!, participantId)
    if (!part || !partnerId) return
    const { customerName: customer } = part
    const about = { partnerId, dealId: part.dealId }
    if (verb === 'deal.participant_invited') {
      const title = say`Invitation into the team of the deal with ${customer}`
      const text = [say`You are asked to take part in this role: ${term(participantRoles[part.role])}.`]
      const act = { endpoint: answerInvitation, input: { id: part.id }, label: say`Answer the invitation` }
      return askPartner({ db, now, enqueue }, { ...about, ...act, title, text })
    }
    const shares = await sharesToSign(db, splitId!, partnerId)
    // Who is in the team twice is asked once.
    if (shares[0]?.participantId !== participantId) return
    const title = say`Your share in the deal with ${customer}`
    const text = [
      ...shares.map(
        ({ role, basisPoints }) => say`${term(participantRoles[role])}: ${(basisPoints / 100).toFixed(2)}%.`,
      ),
      say`Sign it, or say what would be right. Until all have signed, the default table of the programme holds.`,
    ]
    const act = { endpoint: answerSplit, input: { id: splitId! }, label: say`Sign or dispute` }
    return askPartner({ db, now, enqueue }, { ...about, ...act, title, text })
  },
}

/** What moves a journey is read into its copy afterwards, many events at once. */
export const journeysFollow: Listener = {
  name: 'deals.journeys.wake',
  verbs: [
    'deal.created',
    'deal.updated',
    'deal.stage_changed',
    'deal.won',
    'deal.lost',
    'deal.participant_joined',
    'deal.touched',
    'customer.touched',
    'usage.metered',
    'registration.convert',
    'revenue.recorded',
    'revenue.reversed',
    'organization.merged',
    'organization.unmerged',
    'programme.rules_announced',
  ],
  async hear(db, _event, enqueue) {
    if (!(await isQueued(db, 'deals.journeys'))) await enqueue({ kind: 'deals.journeys', input: {} })
  },
}

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
    if ((moves.includes(verb) && partnerId) || !(await anyProtected(db))) return
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
