import type { Db } from '../../core/database/scope.ts'
import type { NewEvent } from '../../core/events/record.ts'
import type { ClockRule } from '../../core/jobs/clocks.ts'
import type { JobKind } from '../../core/jobs/worker.ts'
import { resolveOrganizations } from '../../organizations/queries/resolve.ts'
import { rootsOf } from '../../organizations/queries/tree.ts'
import { bookOf, perform, stepOfClock } from '../queries/act.ts'
import { caseOf, holdCourt, unjudged, writeCase } from '../queries/court.ts'
import { claimedBy, hear, type Likely, likelyCustomers } from '../queries/hearing.ts'
import { firstDue, holdRegistration, type RegistrationRow } from '../queries/registrations.ts'

/** Protection, deadlines, notices: what time alone does with registrations. */
export const registrationClocks: ClockRule = {
  name: 'deals.registrations',
  async run(db, { until }) {
    const told: NewEvent[] = []
    // What is due first is done first, among all of them: one's end can be another's approval.
    for (let id = await firstDue(db, until); id; id = await firstDue(db, until)) {
      const did = await stepOfClock(db, id, until)
      if (did) told.push(did)
    }
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
        await holdCourt(db)
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
  const likely = await likelyCustomers(db, row)
  const customer = await customerOf(db, row, likely, rules.conflict.block, now)
  const { place } = (await caseOf(db, id))!
  const judgement = { ...(await hear(db, row, place, likely, rules)), rulesVersion }
  await writeCase(db, id, { ...customer, judgement }, now)
  const doing = { by: 'check', at: now, actor: 'rules', rule: judgement.rule, reason: judgement.reason } as const
  const act = judgement.outcome === 'duplicate' ? 'block' : judgement.outcome === 'approve' ? 'approve' : 'queue'
  // What a person will decide is not told before: only that it waits.
  return [await perform(db, row, act, act === 'queue' ? { ...doing, reason: null, rule: 'review' } : doing)]
}

/** The company that a claim means: the one that it is almost surely, else a new one. */
async function customerOf(db: Db, row: RegistrationRow, [best]: readonly Likely[], block: number, now: Date) {
  if (best && best.probability >= block)
    return { customerId: best.id, rootId: best.rootId, probability: best.probability }
  const { name, domain: website, country } = claimedBy(row)
  const ref = { keys: [`claim ${row.id}`], name, website, country }
  const [made] = await resolveOrganizations(db, 'registrations', [ref], now, 'gaps')
  if (!made || 'problem' in made) return { customerId: null, rootId: null, probability: null }
  const rootId = (await rootsOf(db, [made.id])).get(made.id) ?? made.id
  return { customerId: made.id, rootId, probability: 1 }
}
