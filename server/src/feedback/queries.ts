import { say } from '@hansa/contract/language'
import type { Satisfaction } from '@hansa/contract/feedback'
import { sql, type Generated } from 'kysely'
import { page } from '../core/database/lists.ts'
import type { Db } from '../core/database/scope.ts'
import { missing } from '../core/errors.ts'
import { beginnings } from '../core/calendar.ts'
import { newId } from '../core/ids.ts'
import { satisfactionEvents, type GivenSatisfaction, type SatisfactionChange } from './rules.ts'

declare module '../core/database/tables.ts' {
  interface Tables {
    satisfaction: {
      ecosystemId: Generated<string>
      id: string
      organizationId: string
      day: string
      score: number
      scaleMin: number
      scaleMax: number
      /** By the database: the score on a scale from 0 to 100. */
      normalised: Generated<number>
      respondents: number | null
      source: string
      sourceKey: string | null
      createdAt: Date
      updatedAt: Date
    }
  }
}

type Presented = Omit<Satisfaction, 'may'>

const withName = (db: Db) =>
  db
    .selectFrom('satisfaction')
    .leftJoin('organization', 'organization.id', 'satisfaction.organizationId')
    .selectAll('satisfaction')
    .select('organization.name as organizationName')

type Row = Awaited<ReturnType<ReturnType<typeof withName>['execute']>>[number]

const present = (row: Row): Presented => ({
  id: row.id,
  organizationId: row.organizationId,
  organizationName: row.organizationName,
  day: row.day,
  score: row.score,
  scaleMin: row.scaleMin,
  scaleMax: row.scaleMax,
  normalised: row.normalised,
  respondents: row.respondents,
  source: row.source,
  sourceKey: row.sourceKey,
  createdAt: row.createdAt.toISOString(),
})

export async function listSatisfaction(
  db: Db,
  ask: {
    organizationId?: readonly string[] | undefined
    source?: readonly string[] | undefined
    from?: string | undefined
    until?: string | undefined
    sort: string
    after?: string | undefined
    limit: number
  },
) {
  let query = withName(db)
  if (ask.organizationId) query = query.where('satisfaction.organizationId', 'in', ask.organizationId)
  if (ask.source) query = query.where('satisfaction.source', 'in', ask.source)
  if (ask.from) query = query.where('satisfaction.day', '>=', ask.from)
  if (ask.until) query = query.where('satisfaction.day', '<=', ask.until)
  return page(
    db,
    query,
    ask,
    { day: 'satisfaction.day', normalised: 'satisfaction.normalised' },
    'satisfaction.id',
    present,
  )
}

export async function readSatisfaction(db: Db, id: string): Promise<Presented> {
  const row = await withName(db).where('satisfaction.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`satisfaction score`, id)
  return present(row)
}

export const deleteSatisfaction = (db: Db, id: string) => db.deleteFrom('satisfaction').where('id', '=', id).execute()

const chunk = 10_000

/**
 * Creates or corrects many scores at once, in two statements for each 10,000. The same input again changes nothing. Of
 * several rows with one key the last counts.
 *
 * @param source where the rows come from; with a row's `sourceKey` it names one score
 * @returns one result for each key, in the order in which they first appear. Recording events (`tellSatisfaction`) is the
 *   caller's.
 */
export async function upsertSatisfaction(
  db: Db,
  rows: readonly GivenSatisfaction[],
  how: { readonly source: string; readonly now: Date },
): Promise<SatisfactionChange[]> {
  const all = [...new Map(rows.map((row, i) => [row.sourceKey ?? i, row])).values()]
  const done: SatisfactionChange[] = []
  for (let from = 0; from < all.length; from += chunk)
    done.push(...(await upsertChunk(db, all.slice(from, from + chunk), how)))
  return done
}

/** What the log is to be told of scores that changed: hand it to `record`. */
export async function tellSatisfaction(
  db: Db,
  changes: readonly SatisfactionChange[],
  { now, day }: { readonly now: Date; readonly day: string },
) {
  const began = await beginnings(
    db,
    changes.map((change) => change.given.day),
  )
  return satisfactionEvents(changes, now, (on) => (on < day ? began.get(on)! : now))
}

async function upsertChunk(
  db: Db,
  rows: readonly GivenSatisfaction[],
  { source, now }: { source: string; now: Date },
): Promise<SatisfactionChange[]> {
  const ids = rows.map(() => newId('sat', now))
  const numbers = (value: (row: GivenSatisfaction) => number) => sql`${rows.map(value)}::double precision[]`
  const { rows: written } = await sql<{ id: string; sourceKey: string | null }>`
    insert into satisfaction as old (id, source_key, organization_id, day, score, scale_min, scale_max, respondents, source, created_at, updated_at)
    select *, ${source}, ${now}, ${now} from unnest(
      ${ids}::text[], ${rows.map((r) => r.sourceKey)}::text[], ${rows.map((r) => r.organizationId)}::text[],
      ${rows.map((r) => r.day)}::date[], ${numbers((r) => r.score)}, ${numbers((r) => r.scaleMin)},
      ${numbers((r) => r.scaleMax)}, ${rows.map((r) => r.respondents ?? null)}::integer[])
    on conflict (ecosystem_id, source, source_key) where source_key is not null do update
      set organization_id = excluded.organization_id, day = excluded.day, score = excluded.score,
        scale_min = excluded.scale_min, scale_max = excluded.scale_max,
        respondents = coalesce(excluded.respondents, old.respondents), updated_at = excluded.updated_at
      where (old.organization_id, old.day, old.score, old.scale_min, old.scale_max, old.respondents)
        is distinct from (excluded.organization_id, excluded.day, excluded.score, excluded.scale_min,
          excluded.scale_max, coalesce(excluded.respondents, old.respondents))
    returning id, source_key`.execute(db)
  const isNew = new Set<string>(ids)
  const corrected = new Map(written.filter((row) => !isNew.has(row.id)).map((row) => [row.sourceKey, row.id]))
  const created = new Set(written.map((row) => row.id))
  const others = rows.filter((row, i) => !created.has(ids[i]!) && !corrected.has(row.sourceKey))
  const unchanged =
    others.length === 0
      ? []
      : await db
          .selectFrom('satisfaction')
          .select(['id', 'sourceKey'])
          .where('source', '=', source)
          .where(sql<boolean>`source_key = any (${others.map((row) => row.sourceKey)}::text[])`)
          .execute()
  const known = new Map(unchanged.map((row) => [row.sourceKey, row.id]))
  return rows.map((row, i) => {
    const { sourceKey } = row
    if (created.has(ids[i]!)) return { id: ids[i]!, sourceKey, outcome: 'created', given: row }
    const id = corrected.get(sourceKey)
    return id
      ? { id, sourceKey, outcome: 'updated', given: row }
      : { id: known.get(sourceKey)!, sourceKey, outcome: 'unchanged', given: row }
  })
}
