import type { RegistrationAct } from '@hansa/contract/registration-transitions'
import { addBusinessDays, addDays, businessDaysBetween } from './business-time.ts'
import type { Registration, RuleBook } from './registration.ts'

export interface Due {
  readonly act: RegistrationAct
  readonly at: Date
}

/**
 * What time alone does next with a registration, and exactly when; `undefined` where it waits for a person. Whoever runs the
 * clocks late runs the same acts in the same order, each at the moment at which it was due.
 */
export function nextDue(it: Registration, book: RuleBook): Due | undefined {
  return dues(it, book)
    .map(({ act, at }) => ({ act, at: at < it.changedAt ? it.changedAt : at }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())[0]
}

/** Everything that could come next, in the order in which it happens where two are due at one moment. */
function dues(it: Registration, book: RuleBook): Due[] {
  switch (it.state) {
    case 'in_review':
      return reviewDues(it, book)
    case 'info_requested':
      return it.answerDueAt ? [{ act: 'lose_place', at: it.answerDueAt }] : []
    case 'approved':
    case 'converted':
    case 'expiring':
      return [...expiryDues(it, book), ...idleDues(it, book)]
    default:
      return []
  }
}

function reviewDues(it: Registration, { rules, calendar }: RuleBook): Due[] {
  if (it.reviewDueAt === null || it.missedDeadline) return []
  const part = rules.review.warnAt.toSorted((a, b) => a - b)[it.warned]
  const due = it.reviewDueAt
  const deadline: Due = {
    act: it.isLowRisk && rules.review.missedLowRisk === 'approve' ? 'approve' : 'miss_deadline',
    at: due,
  }
  if (part === undefined) return [deadline]
  // Counted back from the deadline, so that a review that stood still for a question warns by what is left of it.
  const left = (1 - part) * rules.review.days
  const begun = it.sentAt!
  const whole = businessDaysBetween(begun, due, calendar)
  return [{ act: 'warn_review', at: addBusinessDays(begun, Math.max(0, whole - left), calendar) }, deadline]
}

function expiryDues(it: Registration, { rules, calendar }: RuleBook): Due[] {
  const notices = rules.protection.notices.toSorted((a, b) => b - a)
  const end = it.protectedUntil!
  const days = notices[it.noticed]
  const notice = days === undefined ? [] : [addDays(end, -days, calendar.timeZone)]
  if (it.state !== 'expiring') return notice.map((at) => ({ act: 'begin_expiring', at }))
  return [...notice.map((at): Due => ({ act: 'notice_expiry', at })), { act: 'expire', at: end }]
}

function idleDues({ idle, lastActivityAt }: Registration, { rules, calendar }: RuleBook): Due[] {
  if (idle === 2 || lastActivityAt === null) return []
  const days = idle === 0 ? rules.idle.nudgeDays : rules.idle.riskDays
  return [{ act: idle === 0 ? 'nudge' : 'fall_idle', at: addDays(lastActivityAt, days, calendar.timeZone) }]
}
