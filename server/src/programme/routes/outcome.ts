import { english } from '@hansa/contract/language'
import type { RejectionReason } from '@hansa/contract/applications'
import type { PartnerStage } from '@hansa/contract/partners'
import { today } from '../../core/calendar.ts'
import { upsertPeople } from '../../organizations/queries/upsert-people.ts'
import { changeApplication, type ApplicationRow } from '../queries/applications.ts'
import { rulesAt } from '../queries/programmes.ts'
import { insertSteps } from '../queries/tasks.ts'
import { plannedSteps } from '../rules/tasks.ts'
import type { Acting } from './acting.ts'
import { companyOf } from './companies.ts'
import { writeApproval, writeRejection } from './letters.ts'
import { outside, step } from './partnership.ts'

interface Decision {
  /** The member who decides; null where the rules do. */
  readonly by: string | null
  readonly note: string
}

/** Begins the partnership: company, contact, stage, first tasks, invitation and a word to the applicant. */
export async function approve(
  acting: Acting,
  it: ApplicationRow,
  { by, note, organizationId: named }: Decision & { organizationId?: string | undefined },
): Promise<string> {
  const { db, now } = acting
  const organizationId = await companyOf(acting, it, named)
  const { contact: name, email, phone, title, country } = it
  const [person] = await upsertPeople(db, [{ name, email, phone, title, country, organizationId }], now)
  if (person?.outcome === 'created')
    await acting.record({ verb: 'person.created', objectId: person.id, organizationId, data: { name } })
  await step(acting, [
    {
      organizationId,
      stage: 'onboarding',
      reason: english`Application approved`,
      types: it.types,
      appliedAt: it.submittedAt,
      from: outside,
    },
  ])
  const { rules, version: rulesVersion } = await rulesAt(db, it.programmeId, now)
  const steps = plannedSteps(rules.onboarding.plans, it.types, await today(db, now))
  await insertSteps(db, organizationId, steps, { programmeId: it.programmeId, rulesVersion }, now)
  await changeApplication(
    db,
    it,
    {
      state: 'approved',
      organizationId,
      note: note || null,
      reason: null,
      decidedAt: now,
      decidedBy: by,
      vettingDue: false,
    },
    now,
  )
  await acting.record({
    verb: 'application.approved',
    objectId: it.id,
    organizationId,
    data: { bySelf: by === null, contact: name, email },
  })
  await writeApproval(acting, it, note)
  return organizationId
}

export async function reject(
  acting: Acting,
  it: ApplicationRow,
  { by, note, reason }: Decision & { reason: RejectionReason },
): Promise<void> {
  const { db, now } = acting
  if (it.organizationId !== null)
    await step(acting, [
      {
        organizationId: it.organizationId,
        stage: 'off_boarded',
        reason: english`Application rejected`,
        types: [],
        appliedAt: it.submittedAt,
        from: candidate,
      },
    ])
  await changeApplication(
    db,
    it,
    { state: 'rejected', reason, note: note || null, decidedAt: now, decidedBy: by, vettingDue: false },
    now,
  )
  await acting.record({
    verb: 'application.rejected',
    objectId: it.id,
    organizationId: it.organizationId,
    data: { reason, bySelf: by === null },
  })
  await writeRejection(acting, it, reason, note)
}

/** The stages that an application itself brings about, and may therefore end. */
export const candidate: readonly PartnerStage[] = ['applied', 'vetted']
