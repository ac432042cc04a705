import type { RegistrationRules } from '@hansa/contract/registration-rules'
import type { RegistrationState } from '@hansa/contract/registration-states'
import type { Calendar } from './business-time.ts'

/** What the clocks and the guards of a registration need to know of it. */
export interface Registration {
  readonly state: RegistrationState
  /** When it last changed: nothing that comes due is recorded as earlier. */
  readonly changedAt: Date
  /** When it was complete: its priority. Two of one moment are told apart by their place in line. */
  readonly completeAt: Date | null
  readonly place: number | null
  /** When it was sent; protection counts from here where a deadline was missed. */
  readonly sentAt: Date | null
  readonly isPublicSector: boolean
  readonly isLowRisk: boolean
  readonly dealId: string | null

  readonly reviewDueAt: Date | null
  /** Business days of review that are left while the clock stands, because the partner was asked something. */
  readonly reviewLeft: number | null
  /** Warnings given for this review. */
  readonly warned: number
  readonly missedDeadline: boolean
  readonly answerDueAt: Date | null

  /** Who decided last, and until when that can be appealed. */
  readonly decidedBy: string | null
  readonly appealUntil: Date | null
  readonly appealed: boolean

  readonly protectedFrom: Date | null
  readonly protectedUntil: Date | null
  readonly extensions: number
  /** Notices of expiry given for this end of protection. */
  readonly noticed: number
  readonly lastActivityAt: Date | null
  /** 0: active; 1: nudged; 2: at risk. */
  readonly idle: 0 | 1 | 2
  /** What it was when its protection was set aside, because two customers turned out to be one; until it is decided anew. */
  readonly setAside: RegistrationState | null
}

/** The version of the rules that judges a registration: the one in force when its claim became complete. */
export interface RuleBook {
  readonly rules: RegistrationRules
  readonly calendar: Calendar
}

/** A claim that is being written. */
export const drafted = (at: Date): Registration => ({
  state: 'draft',
  changedAt: at,
  completeAt: null,
  place: null,
  sentAt: null,
  isPublicSector: false,
  isLowRisk: false,
  dealId: null,
  reviewDueAt: null,
  reviewLeft: null,
  warned: 0,
  missedDeadline: false,
  answerDueAt: null,
  decidedBy: null,
  appealUntil: null,
  appealed: false,
  protectedFrom: null,
  protectedUntil: null,
  extensions: 0,
  noticed: 0,
  lastActivityAt: null,
  idle: 0,
  setAside: null,
})
