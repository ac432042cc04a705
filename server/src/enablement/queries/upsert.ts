import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { newId } from '../../core/ids.ts'
import { changes } from '../../core/objects.ts'
import './tables.ts'

/** What a source knows about one certification. What it leaves out stays as it is. */
export interface GivenCertification {
  /** What the source calls the certification. */
  readonly sourceKey: string
  readonly organizationId: string
  readonly personId?: string | null | undefined
  readonly name: string
  readonly grantedOn: string
  /** The last day on which it is valid. */
  readonly expiresOn?: string | null | undefined
  /** The first day on which it is no longer valid; null says that it has not ended. */
  readonly endedOn?: string | null | undefined
  readonly endReason?: string | undefined
}

/** A certification's columns as they are compared and written. */
export interface CertificationColumns {
  readonly organizationId: string
  readonly personId: string | null
  readonly name: string
  readonly grantedOn: string
  readonly expiresOn: string | null
  readonly endedOn: string | null
  readonly endReason: string | null
}

export interface UpsertedCertification {
  readonly id: string
  readonly sourceKey: string
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly before: CertificationColumns | undefined
  /** The certification as it is now. */
  readonly certification: CertificationColumns
  /** What differs, as [before, after]; empty for a new one. */
  readonly changes: Record<string, [unknown, unknown]>
}

const chunk = 5_000

/**
 * Creates or completes many certifications at once, in three statements for each 5,000. The same input again changes
 * nothing; what the clock ended as expired stays ended, unless it now expires later. Of several rows with one key the
 * last counts.
 *
 * @param source where the rows come from; with a row's `sourceKey` it names one certification
 * @returns one result for each key, in the order in which they first appear. Recording events (`certificationEvents` in
 *   the rules) is the caller's.
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
    const was = id === undefined ? undefined : (before as CertificationColumns)
    const certification = completed(row, was)
    const different = was ? changes(was, certification) : {}
    return {
      id: id ?? newId('cert', how.now),
      sourceKey: row.sourceKey,
      outcome: !was ? 'created' : Object.keys(different).length > 0 ? 'updated' : 'unchanged',
      before: was,
      certification,
      changes: different,
    }
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

function completed(row: GivenCertification, before: CertificationColumns | undefined): CertificationColumns {
  const expiresOn = row.expiresOn === undefined ? (before?.expiresOn ?? null) : row.expiresOn
  return {
    organizationId: row.organizationId,
    personId: row.personId === undefined ? (before?.personId ?? null) : row.personId,
    name: row.name,
    grantedOn: row.grantedOn,
    expiresOn,
    ...ending(row, before, expiresOn),
  }
}

function ending(row: GivenCertification, before: CertificationColumns | undefined, expiresOn: string | null) {
  const [open, same] = [
    { endedOn: null, endReason: null },
    { endedOn: before?.endedOn ?? null, endReason: before?.endReason ?? null },
  ]
  if (row.endedOn) {
    const reason = row.endReason ?? (same.endedOn === row.endedOn ? same.endReason : null)
    return { endedOn: row.endedOn, endReason: reason ?? 'ended' }
  }
  if (same.endReason === 'expired') return expiresOn !== null && expiresOn <= before!.expiresOn! ? same : open
  return row.endedOn === null ? open : same
}

/** Certifications as one array per column, for `unnest`. */
const given = (rows: readonly UpsertedCertification[]) => {
  const text = (value: (row: CertificationColumns) => string | null) =>
    sql`${rows.map(({ certification }) => value(certification))}::text[]`
  const days = (value: (row: CertificationColumns) => string | null) =>
    sql`${rows.map(({ certification }) => value(certification))}::date[]`
  return sql`unnest(
    ${rows.map(({ id }) => id)}::text[], ${rows.map(({ sourceKey }) => sourceKey)}::text[],
    ${text((c) => c.organizationId)}, ${text((c) => c.personId)}, ${text((c) => c.name)}, ${days((c) => c.grantedOn)},
    ${days((c) => c.expiresOn)}, ${days((c) => c.endedOn)}, ${text((c) => c.endReason)}
  ) as given (id, source_key, organization_id, person_id, name, granted_on, expires_on, ended_on, end_reason)`
}
