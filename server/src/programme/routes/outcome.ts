import type { RejectionReason } from '@hansa/contract/applications'
import { say } from '@hansa/contract/language'
import type { PartnerStage } from '@hansa/contract/partners'
import { today } from '../../core/calendar.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { readOrganization } from '../../organizations/queries/organizations.ts'
import { findOrganizations, resolveOrganizations, type OrganizationRef } from '../../organizations/queries/resolve.ts'
import { upsertPeople } from '../../organizations/queries/upsert-people.ts'
import { changeApplication, type ApplicationRow } from '../queries/applications.ts'
import { nameCompany } from '../queries/companies.ts'
import { rulesAt } from '../queries/programmes.ts'
import { insertSteps } from '../queries/tasks.ts'
import { plannedSteps } from '../rules/tasks.ts'
import type { Acting } from './acting.ts'
import { writeApproval, writeRejection } from './letters.ts'
import { outside, step } from './partnership.ts'

/** What an application says of the company. */
export const refOf = (it: ApplicationRow): OrganizationRef => ({
  keys: [],
  name: it.company,
  website: it.website,
  country: it.country,
  city: it.city,
  industry: it.industry,
  employees: it.employees,
})

/**
 * The organization that an application is from: the one that is named, or was before, or that is found; else a new one.
 *
 * @param named by the reviewer: an organization, or `new` where none of those found is meant
 */
export async function companyOf(acting: Acting, it: ApplicationRow, named?: string): Promise<string> {
  const { db, now } = acting
  let id = named === 'new' ? undefined : (named ?? it.organizationId ?? undefined)
  if (id === undefined && named !== 'new') {
    const [found] = await findOrganizations(db, [refOf(it)])
    if ('names' in found!)
      throw new Refusal(
        'conflict',
        say`${it.company} could be ${found.names.join(', ')}. Say which one it is, or that it is a new company.`,
        [{ field: 'organizationId', message: say`is not clear` }],
      )
    id = found!.id
  }
  if (id !== undefined) {
    const known = await readOrganization(db, id).catch(() => undefined)
    if (!known || known.mergedInto) throw wrong('organizationId', say`"${id}" is not an organization here`)
    await nameCompany(db, it.id, id)
  }
  const [made] = await resolveOrganizations(db, 'application', [{ ...refOf(it), keys: [it.id] }], now, 'gaps')
  if (!made || 'problem' in made) throw new Refusal('conflict', say`The company is not clear: ${made?.problem ?? ''}`)
  if (made.outcome !== 'unchanged')
    await acting.record({
      verb: `organization.${made.outcome}`,
      objectId: made.id,
      organizationId: made.id,
      data: { name: it.company },
    })
  return made.id
}

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
      reason: 'Application approved',
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
        reason: 'Application rejected',
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
