import { say } from '@hansa/contract/language'
import type { Import, Mapping } from '@hansa/contract/integrations'
import { sql, type ColumnType, type Generated, type Selectable } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Json, Tables } from '../../core/database/tables.ts'
import { missing } from '../../core/errors.ts'
import { presentJob } from '../../core/jobs/queue.ts'
import type { Detected } from '../../core/tabular/detect.ts'

type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>

declare module '../../core/database/tables.ts' {
  interface Tables {
    import: {
      ecosystemId: Generated<string>
      id: string
      fileId: string
      fileName: string
      state: Import['state']
      format: Json<Detected>
      columns: Json<Import['columns']>
      preview: Json<Import['preview']>
      mapping: JsonOrNull<Mapping>
      recipeId: string | null
      reasons: Json<Record<string, string>>
      checked: JsonOrNull<NonNullable<Import['check']>>
      report: JsonOrNull<NonNullable<Import['report']>>
      jobId: string | null
      createdBy: string | null
      createdAt: Date
    }
    importBadRow: {
      ecosystemId: Generated<string>
      importId: string
      rowNumber: number
      raw: string
      reason: string
      field: string | null
    }
  }
}

export type ImportRow = Selectable<Tables['import']>

/** What the API says of the format that was detected or chosen. */
const presentFormat = (format: Detected): Import['format'] => ({
  kind: format.format,
  compressed: format.compressed,
  encoding: format.encoding,
  delimiter: format.format === 'csv' ? format.delimiter : null,
  why: [...format.why, ...format.notes].join(' '),
})

/** A job that failed or was cancelled leaves the import where it was: what its job became is then its state. */
const stateNow = (state: Import['state'], job: Pick<NonNullable<Import['job']>, 'state'> | null): Import['state'] =>
  (state === 'checking' || state === 'running') && (job?.state === 'failed' || job?.state === 'cancelled')
    ? job.state
    : state

function present(row: ImportRow, more: { bytes: number; job: Import['job']; createdBy: string | null }): Import {
  return {
    id: row.id,
    fileName: row.fileName,
    bytes: more.bytes,
    state: stateNow(row.state, more.job),
    format: presentFormat(row.format),
    columns: row.columns,
    preview: row.preview,
    mapping: row.mapping,
    recipeId: row.recipeId,
    reasons: row.reasons,
    check: row.checked,
    report: row.report,
    job: more.job,
    createdAt: row.createdAt.toISOString(),
    createdBy: more.createdBy,
  }
}

const withFile = (db: Db) =>
  db
    .selectFrom('import')
    .innerJoin('file', 'file.id', 'import.fileId')
    .selectAll('import')
    .select((of) => [
      'file.bytes as bytes',
      of.selectFrom('member').select('member.name').whereRef('member.id', '=', 'import.createdBy').as('byName'),
    ])

async function jobsOf(db: Db, ids: readonly (string | null)[]) {
  const asked = ids.filter((id): id is string => id !== null)
  if (asked.length === 0) return new Map<string, NonNullable<Import['job']>>()
  const rows = await db.selectFrom('job').selectAll().where('id', 'in', asked).execute()
  return new Map(rows.map((row) => [row.id, presentJob(row)]))
}

export async function listImports(
  db: Db,
  ask: {
    sort: string
    after?: string | undefined
    limit: number
    state?: Import['state'] | undefined
    q?: string | undefined
  },
) {
  let query = withFile(db)
  if (ask.state)
    query = query.where(
      sql<boolean>`coalesce((select job.state from job where job.id = import.job_id and import.state in ('checking', 'running')
        and job.state in ('failed', 'cancelled')), import.state) = ${ask.state}`,
    )
  if (ask.q) query = query.where(sql<boolean>`position(lower(${ask.q}) in lower(import.file_name)) > 0`)
  const list = await page(db, query, ask, { createdAt: 'import.createdAt' }, 'import.id', (row) => row)
  const jobs = await jobsOf(
    db,
    list.items.map((row) => row.jobId),
  )
  const items = list.items.map((row) => {
    const {
      columns: _,
      preview: __,
      reasons: ___,
      ...shown
    } = present(row, { bytes: row.bytes, job: jobs.get(row.jobId ?? '') ?? null, createdBy: row.byName })
    return shown
  })
  return { ...list, items }
}

export async function readImport(db: Db, id: string): Promise<Import> {
  const row = await withFile(db).where('import.id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`import`, id)
  const jobs = await jobsOf(db, [row.jobId])
  return present(row, { bytes: row.bytes, job: jobs.get(row.jobId ?? '') ?? null, createdBy: row.byName })
}

/** The row itself, held until the transaction ends. */
export async function holdImport(db: Db, id: string): Promise<ImportRow> {
  const row = await db.selectFrom('import').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`import`, id)
  return row
}

export interface NewImport {
  readonly id: string
  readonly fileId: string
  readonly fileName: string
  readonly format: Detected
  readonly columns: Import['columns']
  readonly preview: Import['preview']
  readonly mapping: Mapping | null
  readonly recipeId: string | null
  readonly reasons: Record<string, string>
  readonly createdBy: string | null
  readonly createdAt: Date
}

const asJson = (value: unknown) => JSON.stringify(value)

export async function insertImport(db: Db, it: NewImport): Promise<void> {
  await db
    .insertInto('import')
    .values({
      ...it,
      state: 'draft',
      format: asJson(it.format),
      columns: asJson(it.columns),
      preview: asJson(it.preview),
      mapping: it.mapping && asJson(it.mapping),
      reasons: asJson(it.reasons),
    })
    .execute()
}

export async function updateImport(
  db: Db,
  id: string,
  set: Partial<Pick<NewImport, 'format' | 'columns' | 'preview' | 'mapping' | 'recipeId' | 'reasons'>> & {
    state?: Import['state']
    jobId?: string
    checked?: Import['check']
    report?: Import['report']
  },
): Promise<void> {
  const { state, jobId, recipeId, ...jsons } = set
  const texts = Object.fromEntries(
    Object.entries(jsons).map(([name, value]) => [name, value === null ? null : asJson(value)]),
  )
  await db
    .updateTable('import')
    .set({ ...(state && { state }), ...(jobId && { jobId }), ...(recipeId !== undefined && { recipeId }), ...texts })
    .where('id', '=', id)
    .execute()
}

export interface BadRow {
  readonly row: number
  readonly raw: string
  readonly field: string | null
  readonly reason: string
}

export async function keepBadRows(db: Db, importId: string, rows: readonly BadRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into import_bad_row (import_id, row_number, raw, reason, field)
    select ${importId}, row_number, raw, reason, field from unnest(
      ${rows.map((row) => row.row)}::integer[], ${rows.map((row) => row.raw)}::text[], ${rows.map((row) => row.reason)}::text[], ${rows.map((row) => row.field)}::text[]
    ) as t (row_number, raw, reason, field) on conflict do nothing`.execute(db)
}

export const forgetBadRows = (db: Db, importId: string) =>
  db.deleteFrom('importBadRow').where('importId', '=', importId).execute()

export const badRowsAfter = (db: Db, importId: string, after: number, limit: number) =>
  db
    .selectFrom('importBadRow')
    .select(['rowNumber', 'raw', 'reason'])
    .where('importId', '=', importId)
    .where('rowNumber', '>', after)
    .orderBy('rowNumber')
    .limit(limit)
    .execute()

/** Takes away imports made before a moment that never ran, with the files that they alone are of. */
export async function dropDrafts(db: Db, before: Date): Promise<void> {
  const dropped = await db
    .deleteFrom('import')
    .where('state', 'in', ['draft', 'checked'])
    .where('createdAt', '<', before)
    .returning('fileId')
    .execute()
  const files = dropped.map((row) => row.fileId)
  if (files.length > 0) await db.deleteFrom('file').where('id', 'in', files).execute()
}
