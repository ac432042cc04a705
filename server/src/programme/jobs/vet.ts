import { english } from '@hansa/contract/language'
import type { JobKind } from '../../core/jobs/worker.ts'
import type { Db } from '../../core/database/scope.ts'
import type { ApplicationRow } from '../queries/applications.ts'
import { rulesAt, type RulesAt } from '../queries/programmes.ts'
import { gatherFacts, holdDue, keepVettings, sanctionsInForce } from '../queries/vetting.ts'
import { asJob, type Acting } from '../routes/acting.ts'
import { companiesOf } from '../routes/companies.ts'
import { approve, reject } from '../routes/outcome.ts'
import { outside, step } from '../routes/partnership.ts'
import { reasonOf, vet, type VettingDecision, type VettingFacts } from '../rules/vet.ts'

const batch = 100

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
        const rules = await rulesOfAll(db, due, acting.now)
        await vetAll(
          acting,
          due.map((it, i) => {
            const by = rules.get(it.programmeId)!
            return { it, facts: facts[i]!, by, decision: vet(facts[i]!, by.rules) }
          }),
        )
        await tools.save({ done: vetted + due.length })
        return due.length
      })
      vetted += count
      if (count < batch) return { vetted }
    }
  },
}

async function rulesOfAll(db: Db, due: readonly ApplicationRow[], now: Date): Promise<Map<string, RulesAt>> {
  const rules = new Map<string, RulesAt>()
  for (const id of new Set(due.map((it) => it.programmeId))) rules.set(id, await rulesAt(db, id, now))
  return rules
}

interface Vetted {
  readonly it: ApplicationRow
  readonly facts: VettingFacts
  readonly by: RulesAt
  readonly decision: VettingDecision
}

async function vetAll(acting: Acting, all: readonly Vetted[]): Promise<void> {
  if (all.length === 0) return
  const { db, now } = acting
  const companies = await companiesSeen(acting, all)
  const done = all.map(({ it, facts, by, decision }) => ({
    applicationId: it.id,
    rulesVersion: by.version,
    sanctionsVersion: facts.sanctions.version,
    facts,
    ...decision,
    found: decision.findings.filter((finding) => finding.consequence !== 'note').map((finding) => finding.check),
    organizationId: companies.get(it.id) ?? it.organizationId,
    state: it.state === 'submitted' ? ('referred' as const) : it.state,
  }))
  const numbers = await keepVettings(db, done, now)
  await acting.record(
    ...done.map(({ applicationId, organizationId, proposal, rulesVersion, found }) => ({
      verb: 'application.vetted',
      objectId: applicationId,
      organizationId,
      data: { number: numbers.get(applicationId), proposal, rulesVersion, found },
    })),
  )
  for (const [i, { it, decision }] of all.entries()) {
    if (!decision.bySelf || (it.state !== 'submitted' && it.state !== 'referred')) continue
    const { state, organizationId } = done[i]!
    const after = { ...it, state, organizationId, proposal: decision.proposal, version: it.version + 1 }
    if (decision.proposal === 'approve') await approve(acting, after, { by: null, note: '' })
    else await reject(acting, after, { by: null, note: '', reason: reasonOf(decision.findings) })
  }
}

/**
 * The companies that applications are from, once they are clear and the applicants known to be real: from then on they
 * stand among the partners as having applied, or as vetted where nothing was found. A form that nobody confirmed makes
 * no company.
 */
async function companiesSeen(acting: Acting, all: readonly Vetted[]): Promise<Map<string, string>> {
  const known = all.flatMap(({ it, facts }): [string, string][] =>
    facts.known.is === 'known' ? [[it.id, facts.known.organizationId]] : [],
  )
  const wanted = all.filter(({ facts }) => facts.known.is === 'new' && facts.emailConfirmed !== false)
  const made = await companiesOf(
    acting,
    wanted.map(({ it }) => it),
  )
  const companies = new Map([...known, ...made])
  const steps = all.flatMap(({ it, facts, decision }) => {
    const organizationId = companies.get(it.id)
    if (organizationId === undefined || facts.emailConfirmed === false) return []
    const clean = decision.proposal === 'approve'
    return [
      {
        organizationId,
        stage: clean ? ('vetted' as const) : ('applied' as const),
        reason: clean ? english`Vetting found nothing` : english`Application received`,
        types: it.types,
        appliedAt: it.submittedAt,
        from: outside,
      },
    ]
  })
  await step(acting, steps)
  return companies
}
