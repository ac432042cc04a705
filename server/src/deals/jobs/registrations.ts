import { isProtected } from '@hansa/contract/registration-states'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { NewEvent } from '../../core/events/record.ts'
import type { ClockRule } from '../../core/jobs/clocks.ts'
import type { JobKind } from '../../core/jobs/worker.ts'
import { resolveOrganizations } from '../../organizations/queries/resolve.ts'
import { candidatesFor, rootsOf } from '../../organizations/queries/tree.ts'
import { registrableDomain } from '../../organizations/rules.ts'
import { bookOf, perform, runClock } from '../queries/act.ts'
import { caseOf, type KeptJudgement, standersIn, unjudged, writeCase } from '../queries/court.ts'
import { dueRegistrations, holdRegistration, type RegistrationRow } from '../queries/registrations.ts'
import { judge, type Standing } from '../rules/registration/judge.ts'
import { likeness } from '../rules/registration/likeness.ts'

/** Protection, deadlines, notices: what time alone does with registrations. */
export const registrationClocks: ClockRule = {
  name: 'deals.registrations',
  async run(db, { until }) {
    const told: NewEvent[] = []
    for (const id of await dueRegistrations(db, until)) told.push(...(await runClock(db, id, until)))
    return told
  },
}

/** Judges what was sent, strictly in the order in which it became complete. */
export const judgeRegistrations: JobKind = {
  kind: 'deals.judge',
  async run(job) {
    let judged = 0
    for (;;) {
      const more = await job.inside(async (db, { record }) => {
        // One court at a time in an ecosystem: a claim is never judged before one that stands before it.
        await sql`select pg_advisory_xact_lock(hashtext('court ' || current_ecosystem()))`.execute(db)
        const [id] = await unjudged(db)
        if (!id) return false
        await record(await judgeOne(db, id, job.now()))
        return true
      })
      if (!more) return { judged }
      judged++
    }
  },
}

async function judgeOne(db: Db, id: string, now: Date): Promise<NewEvent[]> {
  const row = await holdRegistration(db, id)
  const { rules, rulesVersion } = await bookOf(db, row, now)
  const found = await customerOf(db, row, rules.conflict.block, now)
  const place = (await caseOf(db, id))!.place
  const seen = await standersIn(db, [...found.alike.keys()], id)
  const standings = seen.map((one): Standing & { seen: (typeof seen)[number] } => ({
    ...one,
    probability: found.alike.get(one.rootId)!.probability,
    rank:
      one.kind === 'own_deal' || one.state === 'in_appeal'
        ? 'earlier'
        : isProtected(one.state)
          ? 'protected'
          : one.place! < place
            ? 'earlier'
            : 'later',
    seen: one,
  }))
  const { currency } = await db.selectFrom('ecosystem').select('currency').executeTakeFirstOrThrow()
  const claim = {
    families: row.families,
    country: row.country!,
    value: row.currency === currency ? row.amount : null,
    partnerId: row.partnerId,
  }
  const judged = judge(claim, standings, rules)
  const judgement: KeptJudgement = {
    ...judged,
    rulesVersion,
    conflicts: judged.conflicts.map(({ standing, band }) => {
      const { seen: one, probability, rank } = standing as (typeof standings)[number]
      return {
        kind: one.kind,
        id: one.id,
        band,
        rank,
        probability,
        reasons: found.alike.get(one.rootId)!.reasons.map(({ field, level, weight }) => ({ field, level, weight })),
        customerId: one.customerId,
        customerName: one.customerName,
        partnerId: one.partnerId,
        partnerName: one.partnerName,
        families: one.families,
        country: one.country,
        state: one.state,
        completeAt: one.completeAt?.toISOString() ?? null,
      }
    }),
  }
  await writeCase(db, id, { ...found.customer, judgement }, now)
  const doing = { by: 'check', at: now, actor: 'rules', rule: judgement.rule, reason: judgement.reason } as const
  const act = judgement.outcome === 'duplicate' ? 'block' : judgement.outcome === 'approve' ? 'approve' : 'queue'
  // What a person will decide is not told before: only that it waits.
  return [await perform(db, row, act, act === 'queue' ? { ...doing, reason: null, rule: 'review' } : doing)]
}

/**
 * The company that a claim means: the one that it is almost surely, else a new one. And every corporate tree that holds a
 * company which it could be, with the likeness of the likest.
 */
async function customerOf(db: Db, row: RegistrationRow, block: number, now: Date) {
  const claimed = { name: row.customerName!, domain: registrableDomain(row.customerDomain), country: row.country }
  const scored = (await candidatesFor(db, claimed))
    .map((candidate) => ({ ...candidate, ...likeness(claimed, candidate) }))
    .filter(({ probability }) => probability >= 0.3)
    .toSorted((a, b) => b.probability - a.probability)
  const alike = new Map(scored.toReversed().map((one) => [one.rootId, one]))
  const [best] = scored
  if (best && best.probability >= block)
    return { alike, customer: { customerId: best.id, rootId: best.rootId, probability: best.probability } }
  const ref = { keys: [`claim ${row.id}`], name: claimed.name, website: claimed.domain, country: claimed.country }
  const [made] = await resolveOrganizations(db, 'registrations', [ref], now, 'gaps')
  if (!made || 'problem' in made) return { alike, customer: { customerId: null, rootId: null, probability: null } }
  const rootId = (await rootsOf(db, [made.id])).get(made.id) ?? made.id
  return { alike, customer: { customerId: made.id, rootId, probability: 1 } }
}
