import { say, type Saying } from '@hansa/contract/language'
import { registrationStates, type RegistrationState } from '@hansa/contract/registration-states'
import {
  type RegistrationAct,
  type RegistrationActor,
  type RegistrationTransition,
  registrationTransitions,
} from '@hansa/contract/registration-transitions'
import { addBusinessDays, addDays, businessDaysBetween } from './business-time.ts'
import type { Registration, RuleBook } from './registration.ts'

export interface Acting {
  readonly by: RegistrationActor
  /** Who reviews, where a person does. */
  readonly memberId?: string | null
  readonly at: Date
  /** The deal that it becomes. */
  readonly dealId?: string
}

const isOneOf = (states: readonly RegistrationState[], state: RegistrationState) => states.includes(state)

/** Whether an act is open to somebody just now: `true`, or why not. */
export function mayAct(it: Registration, act: RegistrationAct, acting: Acting, book: RuleBook): true | Saying {
  const { from, by }: RegistrationTransition = registrationTransitions[act]
  if (!isOneOf(from, it.state)) return say`It is “${registrationStates[it.state].name}” now, so this is not possible.`
  const actor = acting.by === 'vendor' && !by.includes('vendor') ? 'other_reviewer' : acting.by
  if (!by.includes(actor)) return say`This is not yours to do.`
  if (actor === 'other_reviewer' && acting.memberId === it.decidedBy)
    return say`You made the decision that is appealed against: another reviewer decides.`
  return guards[act]?.(it, acting, book) ?? true
}

type Guard = (it: Registration, acting: Acting, book: RuleBook) => true | Saying

const guards: Partial<Record<RegistrationAct, Guard>> = {
  appeal: (it, { at }) => {
    if (it.appealed) return say`There is one appeal for each decision, and it was made.`
    return (it.appealUntil !== null && at <= it.appealUntil) || say`The time to appeal has passed.`
  },
  convert: (it) => it.dealId === null || say`It has a deal already.`,
  reinstate: (it, { at }, book) => {
    const { graceDays, totalDays } = book.rules.protection
    if (at > addDays(it.protectedUntil!, graceDays, book.calendar.timeZone))
      return say`The grace time of ${graceDays} days has passed.`
    return longest(it, book) > at || say`The longest total of ${totalDays} days is reached.`
  },
  request_extension: (it, _, book) =>
    longest(it, book) > it.protectedUntil! ||
    say`The longest total of ${book.rules.protection.totalDays} days is reached.`,
  restore: (it) => it.setAside !== null || say`It was not set aside.`,
  win: (it) => it.dealId !== null || say`It has no deal.`,
  lose: (it) => it.dealId !== null || say`It has no deal.`,
}

/** The last moment to which a protection can be brought. */
const longest = (it: Registration, { rules, calendar }: RuleBook): Date =>
  addDays(it.protectedFrom!, rules.protection.totalDays, calendar.timeZone)

/** The registration after an act that {@link mayAct} allows. */
export function acted(it: Registration, act: RegistrationAct, acting: Acting, book: RuleBook): Registration {
  const { to } = registrationTransitions[act]
  const next = { ...it, ...effects[act]?.(it, acting, book), changedAt: acting.at }
  const states = { same: it.state, standing: standing(next), before: it.setAside! }
  return { ...next, state: to === 'same' || to === 'standing' || to === 'before' ? states[to] : to }
}

const standing = ({ noticed, dealId }: Registration): RegistrationState =>
  noticed > 0 ? 'expiring' : dealId === null ? 'approved' : 'converted'

type Effect = (it: Registration, acting: Acting, book: RuleBook) => Partial<Registration>

const decided: Effect = (it, { at, memberId }, { rules, calendar }) => ({
  decidedBy: memberId ?? null,
  setAside: null,
  reviewDueAt: null,
  appealUntil: it.appealed ? null : addBusinessDays(at, rules.appealDays, calendar),
})

/** A missed deadline is felt: protection then counts from the day on which the claim was sent, and still lasts in full. */
const protect: Effect = (it, { at, memberId }, { rules, calendar }) => ({
  decidedBy: memberId ?? null,
  setAside: null,
  reviewDueAt: null,
  appealUntil: null,
  protectedFrom: it.missedDeadline || it.state === 'in_appeal' ? it.sentAt : at,
  protectedUntil: addDays(
    at,
    it.isPublicSector ? rules.protection.publicSectorDays : rules.protection.days,
    calendar.timeZone,
  ),
  extensions: 0,
  noticed: 0,
  lastActivityAt: at,
  idle: 0,
})

/** The same protection goes on: the longest total counts from where it began. */
const reinstate: Effect = (it, acting, book) => {
  const anew = protect(it, acting, book)
  const most = longest(it, book)
  return {
    ...anew,
    protectedFrom: it.protectedFrom,
    protectedUntil: anew.protectedUntil! < most ? anew.protectedUntil! : most,
    extensions: it.extensions,
  }
}

const extend: Effect = (it, { at }, book) => {
  const { rules, calendar } = book
  const wanted = addDays(it.protectedUntil!, rules.protection.extensionDays, calendar.timeZone)
  const most = longest(it, book)
  return {
    protectedUntil: wanted < most ? wanted : most,
    extensions: it.extensions + 1,
    noticed: 0,
    lastActivityAt: at,
    idle: 0,
  }
}

const closed: Effect = () => ({ setAside: null, reviewDueAt: null, answerDueAt: null })

const effects: Partial<Record<RegistrationAct, Effect>> = {
  submit: (_, { at }) => ({ sentAt: at, completeAt: at }),
  queue: (it, _, { rules, calendar }) => ({
    reviewDueAt: addBusinessDays(it.sentAt!, rules.review.days, calendar),
  }),
  block: decided,
  request_information: (it, { at }, { rules, calendar }) => ({
    reviewDueAt: null,
    reviewLeft: businessDaysBetween(at, it.reviewDueAt!, calendar),
    answerDueAt: addBusinessDays(at, rules.review.answerDays, calendar),
  }),
  answer: (it, { at }, { calendar }) => ({
    reviewDueAt: addBusinessDays(at, it.reviewLeft!, calendar),
    reviewLeft: null,
    answerDueAt: null,
    // Answered too late, it stands in line from now on.
    ...(it.answerDueAt === null && { completeAt: at }),
  }),
  lose_place: () => ({ answerDueAt: null }),
  warn_review: (it) => ({ warned: it.warned + 1 }),
  miss_deadline: () => ({ missedDeadline: true }),
  approve: protect,
  overturn: protect,
  reject: decided,
  find_duplicate: decided,
  appeal: () => ({ appealed: true, appealUntil: null }),
  uphold: decided,
  convert: (it, { at, dealId }) => ({ dealId: dealId ?? it.dealId, lastActivityAt: at, idle: 0 }),
  report_progress: (_, { at }) => ({ lastActivityAt: at, idle: 0 }),
  win: closed,
  lose: closed,
  withdraw: closed,
  // Decided anew, with all the rights of a claim, and with its old place in line.
  set_aside: (it, { at }, { rules, calendar }) => ({
    setAside: it.state,
    reviewDueAt: addBusinessDays(at, rules.review.days, calendar),
    reviewLeft: null,
    warned: 0,
    missedDeadline: false,
    appealed: false,
  }),
  restore: () => ({ setAside: null, reviewDueAt: null, reviewLeft: null, answerDueAt: null }),
  nudge: () => ({ idle: 1 }),
  fall_idle: () => ({ idle: 2 }),
  begin_expiring: () => ({ noticed: 1 }),
  notice_expiry: (it) => ({ noticed: it.noticed + 1 }),
  reinstate,
  request_extension: (_, { at }) => ({ lastActivityAt: at, idle: 0 }),
  extend_by_rule: extend,
  extend,
  // What was asked for in time is never cut short by the time that the answer took.
  refuse_extension: (it, { at }) => ({ protectedUntil: at > it.protectedUntil! ? at : it.protectedUntil }),
}
