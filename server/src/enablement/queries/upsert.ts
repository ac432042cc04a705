import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { newId } from '../../core/ids.ts'
import { certificationDays, certificationEvents } from '../rules.ts'
import {
  change,
  completed,
  type CertificationChange,
  type CertificationFacts,
  type GivenCertification,
} from '../rules.ts'
import { beginnings } from '../../core/calendar.ts'
import './tables.ts'

export type UpsertedCertification = CertificationChange & { readonly sourceKey: string }

const chunk = 5_000

/**
 * Creates or completes many certifications at once, in three statements for each 5,000. The same input again changes
 * nothing; what the clock ended as expired stays ended, unless it now expires later. Of several rows with one key the
 * last counts.
 *
 * @param source where the rows come from; with a row's `sourceKey` it names one certification
 * @returns one result for each key, in the order in which they first appear. Recording events (`tellCertifications`) is the
 *   caller's.
 */
export async function upsertCertifications(
  db: Db,
  rows: readonly GivenCertification[],
  how: { readonly source: string; readonly now: Date },
): Promise<UpsertedCertification[]> {
  // Two imports of one source take turns: what one reads, the other does not change before it is written.
  await sql`select pg_advisory_xact_lock(hashtextextended('certification ' || current_ecosystem() || ${how.source}, 0))`.execute(
    db,
  )
  const all = [...new Map(rows.map((row) => [row.sourceKey, row])).values()]
  const done: UpsertedCertification[] = []
  for (let from = 0; from < all.length; from += chunk)
    done.push(...(await upsertChunk(db, all.slice(from, from + chunk), how)))
  return done
}

/** What the log is to be told of certifications that changed: hand it to `record`. */
export async function tellCertifications(
  db: Db,
  changes: readonly CertificationChange[],
  { now, day }: { readonly now: Date; readonly day: string },
) {
  const began = await beginnings(db, certificationDays(changes))
  return certificationEvents(changes, now, (on) => (on < day ? began.get(on)! : now))
}

type How = Parameters<typeof upsertCertifications>[2]

async function upsertChunk(db: Db, rows: readonly GivenCertification[], how: How): Promise<UpsertedCertification[]> {
  const known = await db
    .selectFrom('certification')
    .select(['id', 'sourceKey', 'organizationId', 'personId', 'name', 'grantedOn', 'expiresOn', 'endedOn', 'endReason'])
    .where('source', '=', how.source)
    .where(sql<boolean>`source_key = any (${rows.map((row) => row.sourceKey)}::text[])`)
    .forUpdate()
    .execute()
  const byKey = new Map(known.map(({ sourceKey, ...row }) => [sourceKey, row]))
  const result = rows.map((row): UpsertedCertification => {
    const { id, ...before } = byKey.get(row.sourceKey) ?? { id: undefined }
    const known = id === undefined ? undefined : (before as CertificationFacts)
    return { ...change(id ?? newId('cert', how.now), known, completed(row, known)), sourceKey: row.sourceKey }
  })
  const inserted = result.filter((one) => one.outcome === 'created')
  const updated = result.filter((one) => one.outcome === 'updated')
  if (inserted.length > 0)
    await sql`insert into certification (id, source_key, organization_id, person_id, name, granted_on, expires_on,
        ended_on, end_reason, source, created_at, updated_at)
      select given.*, ${how.source}, ${how.now}, ${how.now} from ${given(inserted)}`.execute(db)
  if (updated.length > 0)
    await sql`update certification set organization_id = given.organization_id, person_id = given.person_id,
        name = given.name, granted_on = given.granted_on, expires_on = given.expires_on, ended_on = given.ended_on,
        end_reason = given.end_reason, updated_at = ${how.now}, version = version + 1
      from ${given(updated)} where certification.id = given.id`.execute(db)
  return result
}

/** Certifications as one array per column, for `unnest`. */
const given = (rows: readonly UpsertedCertification[]) => {
  const text = (value: (row: CertificationFacts) => string | null) =>
    sql`${rows.map(({ certification }) => value(certification))}::text[]`
  const days = (value: (row: CertificationFacts) => string | null) =>
    sql`${rows.map(({ certification }) => value(certification))}::date[]`
  return sql`unnest(
    ${rows.map(({ id }) => id)}::text[], ${rows.map(({ sourceKey }) => sourceKey)}::text[],
    ${text((c) => c.organizationId)}, ${text((c) => c.personId)}, ${text((c) => c.name)}, ${days((c) => c.grantedOn)},
    ${days((c) => c.expiresOn)}, ${days((c) => c.endedOn)}, ${text((c) => c.endReason)}
  ) as given (id, source_key, organization_id, person_id, name, granted_on, expires_on, ended_on, end_reason)`
}
