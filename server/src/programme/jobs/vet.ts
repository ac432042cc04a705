import { applicationStates } from '@hansa/contract/applications'
import type { Db } from '../../core/database/scope.ts'
import type { JobKind } from '../../core/jobs/worker.ts'
import { changeApplication, type ApplicationRow } from '../queries/applications.ts'
import { rulesAt, type RulesAt } from '../queries/programmes.ts'
import { gatherFacts, holdDue, keepVetting, sanctionsInForce } from '../queries/vetting.ts'
import { asJob, type Acting } from '../routes/acting.ts'
import { approve, companyOf, reject } from '../routes/outcome.ts'
import { outside, step } from '../routes/partnership.ts'
import { reasonOf, vet, type VettingDecision, type VettingFacts } from '../rules/vet.ts'

const batch = 50

/** Vets every application that is due, oldest first: each batch in one transaction with all that comes of it. */
export const vetApplications: JobKind = {
  kind: 'programme.vet',
  async run(job) {
    const sanctions = await job.inside(sanctionsInForce)
    let vetted = 0
    for (;;) {
      job.signal.throwIfAborted()
      const count = await job.inside(async (db, tools) => {
        const acting = asJob(job, db, tools)
        const due = await holdDue(db, batch)
        const facts = await gatherFacts(db, due, sanctions)
        const rules = new Map<string, RulesAt>()
        for (const [i, application] of due.entries())
          await vetOne(acting, application, facts[i]!, await rulesOnce(db, rules, application, acting.now))
        await tools.save({ done: vetted + due.length })
        return due.length
      })
      vetted += count
      if (count < batch) return { vetted }
    }
  },
}

async function rulesOnce(db: Db, known: Map<string, RulesAt>, { programmeId }: ApplicationRow, now: Date) {
  const rules = known.get(programmeId) ?? (await rulesAt(db, programmeId, now))
  known.set(programmeId, rules)
  return rules
}

async function vetOne(acting: Acting, it: ApplicationRow, facts: VettingFacts, by: RulesAt): Promise<void> {
  const { db, now } = acting
  const decision = vet(facts, by.rules)
  const { proposal, bySelf, findings } = decision
  const number = await keepVetting(db, {
    applicationId: it.id,
    at: now,
    rulesVersion: by.version,
    sanctionsVersion: facts.sanctions.version,
    facts: JSON.stringify(facts),
    proposal,
    bySelf,
    findings: JSON.stringify(findings),
  })
  const organizationId = await companySeen(acting, it, facts, decision)
  const found = findings.filter((finding) => finding.consequence !== 'note').map((finding) => finding.check)
  const state = it.state === 'submitted' ? 'referred' : it.state
  await changeApplication(db, it, { state, proposal, found, organizationId, vettingDue: false }, now)
  await acting.record({
    verb: 'application.vetted',
    objectId: it.id,
    organizationId,
    data: { number, proposal, rulesVersion: by.version, found },
  })
  const after = { ...it, state, proposal, organizationId, version: it.version + 1 }
  if (!bySelf || !applicationStates[it.state].open || it.state === 'info_requested') return
  if (proposal === 'approve') await approve(acting, after, { by: null, note: '' })
  else await reject(acting, after, { by: null, note: '', reason: reasonOf(findings) })
}

/**
 * The company that an application is from, once it is clear and the applicant is known to be real: from then on it
 * stands among the partners as having applied, or as vetted where nothing was found. A form that nobody confirmed
 * makes no company.
 */
async function companySeen(
  acting: Acting,
  it: ApplicationRow,
  facts: VettingFacts,
  { proposal }: VettingDecision,
): Promise<string | null> {
  const { known } = facts
  if (known.is === 'several') return it.organizationId
  if (known.is === 'new' && facts.emailConfirmed === false) return null
  const organizationId = known.is === 'known' ? known.organizationId : await companyOf(acting, it)
  if (facts.emailConfirmed === false) return organizationId
  await step(acting, [
    {
      organizationId,
      stage: proposal === 'approve' ? 'vetted' : 'applied',
      reason: proposal === 'approve' ? 'Vetting found nothing' : 'Application received',
      types: it.types,
      appliedAt: it.submittedAt,
      from: outside,
    },
  ])
  return organizationId
}
