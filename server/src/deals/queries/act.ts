import { say } from '@hansa/contract/language'
import { isProtected } from '@hansa/contract/registration-states'
import type { RegistrationAct, RegistrationRuling, RejectionReason } from '@hansa/contract/registrations'
import type { Db } from '../../core/database/scope.ts'
import { Refusal } from '../../core/errors.ts'
import { type NewEvent, recordEvents } from '../../core/events/record.ts'
import { rulesAt, rulesOf } from '../../programme/queries/programmes.ts'
import { acted, type Acting, mayAct } from '../rules/registration/acts.ts'
import { nextDue } from '../rules/registration/clocks.ts'
import type { Registration, RuleBook } from '../rules/registration/registration.ts'
import { addLink } from './chain.ts'
import { caseOf, earlierWaits, endProtection, takeProtection } from './court.ts'
import { sendFilesWith } from './registration-files.ts'
import { holdRegistration, type RegistrationRow, standingOf, writeRegistration } from './registrations.ts'

export interface Book extends RuleBook {
  readonly rulesVersion: number
}

/** The rules that judge a registration: of the version in force when its claim became complete; until then, of now. */
export async function bookOf(
  db: Db,
  row: Pick<RegistrationRow, 'programmeId' | 'rulesVersion'>,
  now: Date,
): Promise<Book> {
  const { rules, version } =
    row.rulesVersion === null
      ? await rulesAt(db, row.programmeId, now)
      : await rulesOf(db, row.programmeId, row.rulesVersion)
  const { timeZone } = await db.selectFrom('ecosystem').select('timeZone').executeTakeFirstOrThrow()
  return { rules: rules.registration, calendar: { ...rules.registration.calendar, timeZone }, rulesVersion: version }
}

export interface Doing extends Acting {
  /** Whose hand it was, by the name that both sides may read. */
  readonly actor: string
  readonly reason?: RejectionReason | null
  readonly rule?: string | null
  readonly text?: string | null
  /** Approves although an earlier claim waits: the customer chose. */
  readonly evenIfEarlierWaits?: boolean
  /** Other columns that the act writes. */
  readonly set?: Parameters<typeof writeRegistration>[2]
}

const rulings: readonly RegistrationAct[] = [
  ...(['approve', 'reject', 'find_duplicate', 'block', 'overturn', 'uphold', 'revoke'] as const),
  ...(['extend', 'extend_by_rule', 'refuse_extension', 'reinstate', 'expire', 'set_aside', 'restore'] as const),
]

/** The standing of a registration that the caller holds, as far as the caller may know it. */
export async function standing(db: Db, row: RegistrationRow): Promise<Registration> {
  const found = await caseOf(db, row.id)
  return standingOf(row, { place: found?.place ?? null, isLowRisk: found?.isLowRisk ?? false })
}

/**
 * One step of a registration, whose row the caller holds: checks it by the table of states, writes it, its protection, its
 * link of the chain, and when time moves it next. What time was to do before is done before.
 *
 * @returns what the log is told.
 * @throws Refusal where the act is not open, or somebody else holds the customer.
 */
export async function perform(db: Db, row: RegistrationRow, act: RegistrationAct, doing: Doing): Promise<NewEvent> {
  if (doing.by === 'clock') return step(db, row, act, doing)
  // Who waited for another's step is recorded after it, and processes' clocks may differ.
  const at = doing.at < row.changedAt ? row.changedAt : doing.at
  const isPartner = doing.by === 'partner'
  const due = nextDue(await standing(db, row), await bookOf(db, row, at))
  if (!due || due.at >= at) return step(db, row, act, { ...doing, at })
  if (!isPartner) {
    await recordEvents(
      db,
      { kind: 'system', id: null },
      at,
      'clock:deals.registrations',
      await runClock(db, row.id, at),
    )
    return step(db, await holdRegistration(db, row.id), act, { ...doing, at })
  }
  // A partner's hand does not reach what stands behind the wall: what ends a protection or a place in line goes first.
  if (ending.includes(due.act))
    throw new Refusal(
      'conflict',
      say`A deadline of ${due.at.toISOString()} has passed and is being recorded. Try again in a minute.`,
    )
  return step(db, row, act, { ...doing, at })
}

const ending: readonly RegistrationAct[] = ['lose_place', 'approve', 'miss_deadline', 'expire']

async function step(db: Db, row: RegistrationRow, act: RegistrationAct, doing: Doing): Promise<NewEvent> {
  // What becomes complete by this step, for the first time or anew, is judged by the version in force now.
  const completes = act === 'submit' || (act === 'answer' && row.answerDueAt === null)
  const book = await bookOf(db, completes ? { ...row, rulesVersion: null } : row, doing.at)
  const before = await standing(db, row)
  const open = mayAct(before, act, doing, book)
  if (open !== true) throw new Refusal('conflict', open)
  const after = acted(before, act, doing, book)
  if (isProtected(after.state) && !isProtected(before.state))
    await protect(db, row, act === 'restore' || (doing.evenIfEarlierWaits ?? false))
  if (!isProtected(after.state) && isProtected(before.state)) await endProtection(db, row.id)

  const { reason = null, rule = null, text = null } = doing
  const rulesVersion = completes ? book.rulesVersion : row.rulesVersion
  const ruling: RegistrationRuling = { act, at: doing.at.toISOString(), reason, rule, rulesVersion, text }
  const { place: _place, isLowRisk: _isLowRisk, ...kept } = after
  await writeRegistration(db, row.id, {
    ...columnsOf(kept),
    ...doing.set,
    rulesVersion,
    ...(rulings.includes(act) && { ruling: JSON.stringify(ruling) }),
    nextDueAt: nextDue(after, book)?.at ?? null,
  })
  const files = await sendFilesWith(db, row.id, act, doing.by)
  const data = {
    ...(files.length > 0 && { files }),
    ...(reason && { reason }),
    ...(rule && { rule }),
    ...(text && { text }),
    ...(rulesVersion !== null && { rulesVersion }),
    ...(after.protectedUntil !== before.protectedUntil && {
      protectedUntil: after.protectedUntil?.toISOString() ?? null,
    }),
  }
  await addLink(db, row.id, { at: doing.at, act, actor: doing.actor, state: after.state, data })
  return {
    verb: `registration.${act}`,
    objectId: row.id,
    organizationId: row.partnerId,
    partnerId: row.partnerId,
    happenedAt: doing.at,
    data: { ...data, customerName: row.customerName, state: after.state },
  }
}

/** Of a row read with more than the standing, only the standing is written. */
const columnsOf = (it: Omit<Registration, 'place' | 'isLowRisk'>) => ({
  state: it.state,
  changedAt: it.changedAt,
  completeAt: it.completeAt,
  sentAt: it.sentAt,
  reviewDueAt: it.reviewDueAt,
  reviewLeft: it.reviewLeft,
  warned: it.warned,
  missedDeadline: it.missedDeadline,
  answerDueAt: it.answerDueAt,
  decidedBy: it.decidedBy,
  appealUntil: it.appealUntil,
  appealed: it.appealed,
  protectedFrom: it.protectedFrom,
  protectedUntil: it.protectedUntil,
  extensions: it.extensions,
  noticed: it.noticed,
  lastActivityAt: it.lastActivityAt,
  idle: it.idle,
  setAside: it.setAside,
  dealId: it.dealId,
})

async function protect(db: Db, row: RegistrationRow, evenIfEarlierWaits: boolean): Promise<void> {
  const found = await caseOf(db, row.id)
  if (!found?.rootId)
    throw new Refusal('conflict', say`The customer of this claim is not known yet: say which company it is.`)
  const slot = { rootId: found.rootId, country: row.country!, families: row.families }
  if (!evenIfEarlierWaits && (await earlierWaits(db, row.id, slot)))
    throw new Refusal('conflict', say`An earlier complete claim for this customer waits. Decide that one first.`)
  const held = await takeProtection(db, row.id, slot)
  if (held.length > 0)
    throw new Refusal(
      'conflict',
      say`Another protection lives for this customer and ${held.join(', ')}. It would have to end first.`,
    )
}

/** Lets time do with one registration what was due up to a moment, each step at its own time. @returns what the log is told. */
export async function runClock(db: Db, id: string, until: Date): Promise<NewEvent[]> {
  const told: NewEvent[] = []
  for (let more = await stepOfClock(db, id, until); more; more = await stepOfClock(db, id, until)) told.push(more)
  return told
}

/** The next thing that time does with a registration, if it is due by then. */
export async function stepOfClock(db: Db, id: string, until: Date): Promise<NewEvent | undefined> {
  const row = await holdRegistration(db, id)
  const due = nextDue(await standing(db, row), await bookOf(db, row, until))
  if (due && due.at <= until)
    return byTheClock(db, row, due.act, { by: 'clock', at: due.at, actor: 'clock', rule: 'clock' })
  if (row.nextDueAt && row.nextDueAt <= until) await writeRegistration(db, id, { nextDueAt: due?.at ?? null })
  return undefined
}

/** A late claim of low risk is approved, unless somebody else holds the customer by now: then the deadline is missed. */
async function byTheClock(db: Db, row: RegistrationRow, act: RegistrationAct, doing: Doing): Promise<NewEvent> {
  if (act !== 'approve') return perform(db, row, act, doing)
  const found = await caseOf(db, row.id)
  const slot = found?.rootId ? { rootId: found.rootId, country: row.country!, families: row.families } : undefined
  const isFree =
    slot && !(await earlierWaits(db, row.id, slot)) && (await takeProtection(db, row.id, slot)).length === 0
  await endProtection(db, row.id)
  return perform(db, row, isFree ? 'approve' : 'miss_deadline', doing)
}
