import type { tryRegistrationRules, TriedOutcome } from '@hansa/contract/registration-queue'
import type { RegistrationRules } from '@hansa/contract/registration-rules'
import { waitingStates, type RegistrationState } from '@hansa/contract/registration-states'
import type { z } from 'zod'
import type { Db } from '../../core/database/scope.ts'
import { addBusinessDays } from '../rules/registration/business-time.ts'
import { tried } from '../rules/registration/trial.ts'
import { type Book, bookOf } from './act.ts'

const most = 100
const isWaiting = (state: RegistrationState) => (waitingStates as readonly RegistrationState[]).includes(state)

/** Judges the newest claims of a programme again by changed rules, beside how they were judged. Changes nothing. */
export async function trialOf(
  db: Db,
  programmeId: string,
  rules: RegistrationRules,
  newest: number,
  now: Date,
): Promise<z.output<typeof tryRegistrationRules.output>> {
  const { currency, timeZone } = await db
    .selectFrom('ecosystem')
    .select(['currency', 'timeZone'])
    .executeTakeFirstOrThrow()
  const books = new Map<number | null, Book>()
  const counts = () => ({ approve: 0, review: 0, duplicate: 0, not_taken: 0 }) satisfies Record<TriedOutcome, number>
  const [before, after] = [counts(), counts()]
  const due = { earlier: 0, later: 0, same: 0, overdue: 0 }
  const different: z.output<typeof tryRegistrationRules.output>['different']['items'] = []
  let [total, waiting] = [0, 0]
  const rows = await judged(db, programmeId, newest)
  for (const { judgement, completeAt, ...row } of rows) {
    const { outcome, reason, rule, isLowRisk, rulesVersion, conflicts } = judgement!
    const claim = {
      kind: row.kind,
      families: row.families,
      country: row.country!,
      value: row.currency === currency ? row.amount : null,
      partnerId: row.partnerId,
    }
    const then = { outcome, reason, rule, isLowRisk }
    const anew = tried(claim, conflicts, rules)
    before[outcome]++
    after[anew.outcome]++
    if (isWaiting(row.state)) {
      waiting++
      const book =
        books.get(row.rulesVersion) ?? (await bookOf(db, { programmeId, rulesVersion: row.rulesVersion }, now))
      books.set(row.rulesVersion, book)
      const [at, would] = [book, { rules, calendar: { ...rules.calendar, timeZone } }].map((by) =>
        addBusinessDays(row.sentAt!, by.rules.review.days, by.calendar),
      ) as [Date, Date]
      due[would < at ? 'earlier' : would > at ? 'later' : 'same']++
      if (would <= now) due.overdue++
    }
    if (anew.outcome === outcome && anew.reason === reason && anew.isLowRisk === isLowRisk) continue
    total++
    if (different.length < most) {
      const { id, customerName, partnerName, state } = row
      different.push({
        id,
        customerName: customerName!,
        partnerName,
        state,
        rulesVersion,
        completeAt: completeAt!.toISOString(),
        before: then,
        after: anew,
      })
    }
  }
  return { tried: rows.length, waiting, before, after, due, different: { items: different, next: null, total } }
}

const judged = (db: Db, programmeId: string, newest: number) =>
  db
    .selectFrom('registration')
    .innerJoin('registrationCase', 'registrationCase.registrationId', 'registration.id')
    .innerJoin('organization as partner', 'partner.id', 'registration.partnerId')
    .selectAll('registration')
    .select(['partner.name as partnerName', 'registrationCase.judgement'])
    .where('registration.programmeId', '=', programmeId)
    .where('registrationCase.judgedAt', 'is not', null)
    .orderBy('registration.createdAt', 'desc')
    .orderBy('registration.id', 'desc')
    .limit(newest)
    .execute()
