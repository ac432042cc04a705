import { english } from '@hansa/contract/language'

/** A certification as it is kept, beside its id and where it came from. */
export interface CertificationFacts {
  readonly organizationId: string
  readonly personId: string | null
  readonly name: string
  readonly grantedOn: string
  /** The last day on which it is valid. */
  readonly expiresOn: string | null
  /** The first day on which it is no longer valid. */
  readonly endedOn: string | null
  readonly endReason: string | null
}

/** What a source knows about one certification. What it leaves out stays as it is. */
export interface GivenCertification {
  /** What the source calls the certification. */
  readonly sourceKey: string
  readonly organizationId: string
  readonly personId?: string | null | undefined
  readonly name: string
  readonly grantedOn: string
  readonly expiresOn?: string | null | undefined
  /** Null says that it has not ended. */
  readonly endedOn?: string | null | undefined
  readonly endReason?: string | undefined
}

/** What becomes of a certification. */
export interface CertificationChange {
  readonly id: string
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly before: CertificationFacts | undefined
  readonly certification: CertificationFacts
}

/** The reason of an end that the clock brought. */
export const expired = 'expired'

const differences = (before: CertificationFacts, after: CertificationFacts): (keyof CertificationFacts)[] =>
  (Object.keys(after) as (keyof CertificationFacts)[]).filter((field) => before[field] !== after[field])

export function change(
  id: string,
  before: CertificationFacts | undefined,
  certification: CertificationFacts,
): CertificationChange {
  const outcome = !before ? 'created' : differences(before, certification).length > 0 ? 'updated' : 'unchanged'
  return { id, outcome, before, certification }
}

/** What a certification is by what a source knows about it. */
export function completed(row: GivenCertification, before: CertificationFacts | undefined): CertificationFacts {
  const { organizationId, name, grantedOn } = row
  const personId = row.personId === undefined ? (before?.personId ?? null) : row.personId
  const expiresOn = row.expiresOn === undefined ? (before?.expiresOn ?? null) : row.expiresOn
  const kept = { organizationId, personId, name, grantedOn, expiresOn }
  if (row.endedOn) {
    const known = before?.endedOn === row.endedOn ? before.endReason : null
    return { ...kept, endedOn: row.endedOn, endReason: row.endReason ?? known ?? 'ended' }
  }
  const reopened = row.endedOn === null && before?.endReason !== expired
  return before && !reopened ? renewed({ ...before, ...kept }, before) : { ...kept, endedOn: null, endReason: null }
}

/** A certification that had expired and now expires later, or never, is valid again; all others stay as they are. */
export function renewed(after: CertificationFacts, before: CertificationFacts): CertificationFacts {
  const later = before.expiresOn !== null && (after.expiresOn === null || after.expiresOn > before.expiresOn)
  return before.endReason === expired && later ? { ...after, endedOn: null, endReason: null } : after
}

/** What cannot be, field by field. */
export function certificationProblems(
  { grantedOn, expiresOn, endedOn }: CertificationFacts,
  today: string,
): { field: string; message: string }[] {
  const problems = []
  if (grantedOn > today)
    problems.push({ field: 'grantedOn', message: english`${grantedOn} lies in the future; today is ${today}` })
  if (expiresOn && expiresOn < grantedOn)
    problems.push({ field: 'expiresOn', message: english`${expiresOn} is before ${grantedOn}, the day it was granted` })
  if (endedOn && endedOn < grantedOn)
    problems.push({ field: 'endedOn', message: english`${endedOn} is before ${grantedOn}, the day it was granted` })
  return problems
}

/** What the log is told. */
export interface Telling {
  readonly verb: string
  readonly objectId: string
  readonly organizationId: string
  readonly partnerId: string
  readonly happenedAt: Date
  readonly data: Record<string, unknown>
}

/** The days on which something happened that `certificationEvents` tells of. */
export const certificationDays = (changes: readonly CertificationChange[]): string[] => [
  ...new Set(
    changes.flatMap(({ certification: { grantedOn, endedOn } }) => [grantedOn, ...(endedOn ? [endedOn] : [])]),
  ),
]

/**
 * What the log is told of changed certifications: `certification.granted` on its day, also (now) of one that is valid
 * again; `certification.expired` and `certification.ended` on the day of the end; `certification.updated` for the rest.
 *
 * @param momentOf when a day was: its beginning, and for today the moment itself
 */
export const certificationEvents = (
  changes: readonly CertificationChange[],
  now: Date,
  momentOf: (day: string) => Date,
): Telling[] =>
  changes.flatMap(({ id, outcome, before, certification }) => {
    if (outcome === 'unchanged') return []
    const { organizationId, personId, name, grantedOn, expiresOn, endedOn, endReason } = certification
    const about = { objectId: id, organizationId, partnerId: organizationId }
    const data = { name, personId }
    const told: Telling[] = []
    if (!before)
      told.push({
        ...about,
        verb: 'certification.granted',
        happenedAt: momentOf(grantedOn),
        data: { ...data, expiresOn },
      })
    if (before?.endedOn && !endedOn)
      told.push({ ...about, verb: 'certification.granted', happenedAt: now, data: { ...data, expiresOn, again: true } })
    if (endedOn && !before?.endedOn)
      told.push({
        ...about,
        verb: endReason === expired ? 'certification.expired' : 'certification.ended',
        happenedAt: momentOf(endedOn),
        data: { ...data, endedOn, reason: endReason },
      })
    if (before && told.length === 0) {
      const changed = differences(before, certification).map((field) => [field, [before[field], certification[field]]])
      told.push({
        ...about,
        verb: 'certification.updated',
        happenedAt: now,
        data: { ...data, changes: Object.fromEntries(changed) },
      })
    }
    return told
  })
