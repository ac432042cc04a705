import type { Answer } from '@hansa/contract/applications'
import type { Language } from '@hansa/contract/language'
import type { PartnerType } from '@hansa/contract/partners'
import type { Insertable } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import type { NewEvent } from '../../core/events/record.ts'
import { newId } from '../../core/ids.ts'
import { derived } from '../../organizations/rules.ts'
import { applicationsByKey, insertApplications } from './applications.ts'

/** What an applicant says, wherever it was said. */
export interface Applicant {
  readonly company: string
  readonly website: string | null
  readonly country: string | null
  readonly city: string | null
  readonly industry: string | null
  readonly employees: number | null
  readonly contact: string
  readonly email: string
  readonly phone: string | null
  readonly title: string | null
  readonly types: readonly PartnerType[]
  readonly answers: Readonly<Record<string, z.infer<typeof Answer>>>
}

/** A new application as a row; vetting is due. */
export function newApplication(
  it: Applicant,
  at: {
    programmeId: string
    source: string
    sourceKey: string | null
    submittedAt: Date
    now: Date
    language?: Language
  },
): Insertable<Tables['application']> & { id: string } {
  const { sortName, matchName, searchText, domain } = derived({ name: it.company, website: it.website, city: it.city })
  const email = it.email.trim().toLowerCase()
  return {
    id: newId('app', at.now),
    programmeId: at.programmeId,
    state: 'submitted',
    proposal: null,
    company: it.company,
    sortName,
    matchName,
    domain,
    website: it.website,
    country: it.country,
    city: it.city,
    industry: it.industry,
    employees: it.employees,
    contact: it.contact,
    email,
    phone: it.phone,
    title: it.title,
    types: [...it.types],
    answers: JSON.stringify(it.answers),
    language: at.language ?? null,
    emailConfirmedAt: null,
    organizationId: null,
    source: at.source,
    sourceKey: at.sourceKey,
    asked: null,
    answered: null,
    reason: null,
    note: null,
    submittedAt: at.submittedAt,
    decidedAt: null,
    decidedBy: null,
    searchText: `${searchText} ${it.contact.toLowerCase()} ${email}`,
    createdAt: at.now,
    updatedAt: at.now,
  }
}

/**
 * Takes in applications from elsewhere. One whose key its source has brought before is left as it is; one without a key
 * is always a new one.
 *
 * @returns one outcome for each, in their order, and the events to tell
 */
export async function takeIn(
  db: Db,
  given: readonly (Applicant & { readonly key: string | null; readonly submittedAt: Date | null })[],
  at: { programmeId: string; source: string; now: Date },
): Promise<{ outcomes: { id: string; outcome: 'created' | 'unchanged' }[]; events: NewEvent[] }> {
  const { programmeId, source, now } = at
  const known = await applicationsByKey(
    db,
    source,
    given.flatMap((one) => one.key ?? []),
  )
  const rows: ReturnType<typeof newApplication>[] = []
  const placed = given.map(({ key, submittedAt, ...applicant }) => {
    const before = key === null ? undefined : known.get(key)
    if (before !== undefined) return before
    const row = newApplication(applicant, { programmeId, source, sourceKey: key, submittedAt: submittedAt ?? now, now })
    rows.push(row)
    if (key !== null) known.set(key, row.id)
    return row.id
  })
  const made = rows.length > 0 ? await insertApplications(db, rows) : new Set<string>()
  const counted = new Set<string>()
  return {
    outcomes: placed.map((id) => {
      const created = made.has(id) && !counted.has(id)
      counted.add(id)
      return { id, outcome: created ? 'created' : 'unchanged' }
    }),
    events: rows.filter((row) => made.has(row.id)).map((row) => submitted(row)),
  }
}

export const submitted = (row: ReturnType<typeof newApplication>): NewEvent => ({
  verb: 'application.submitted',
  objectId: row.id,
  data: { company: row.company, source: row.source },
})
