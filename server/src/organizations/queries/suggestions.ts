import type { OpenSuggestion, Suggestion } from '@hansa/contract/company'
import type { ColumnType, Generated, Selectable } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Tables } from '../../core/database/tables.ts'
import { missing, Refusal, stale } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { say } from '@hansa/contract/language'

declare module '../../core/database/tables.ts' {
  interface Tables {
    partnerSuggestion: {
      ecosystemId: Generated<string>
      id: string
      organizationId: string
      what: Suggestion['what']
      field: Suggestion['field']
      before: ColumnType<unknown, string, never>
      value: ColumnType<unknown, string, never>
      note: string | null
      byId: string
      byName: string
      state: Generated<Suggestion['state']>
      reason: string | null
      createdAt: Date
      decidedAt: Date | null
      version: Generated<number>
    }
  }
}

type Row = Selectable<Tables['partnerSuggestion']>

export const presentSuggestion = (row: Row): Suggestion => ({
  id: row.id,
  what: row.what,
  field: row.field,
  before: row.before ?? null,
  value: row.what === 'field' ? (row.value ?? null) : null,
  relationship: row.what === 'relationship' ? (row.value as Suggestion['relationship']) : null,
  note: row.note,
  by: row.byName,
  state: row.state,
  reason: row.reason,
  createdAt: row.createdAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
  version: row.version,
})

export interface NewSuggestion {
  readonly organizationId: string
  readonly what: Suggestion['what']
  readonly field: Suggestion['field']
  readonly before: unknown
  readonly value: unknown
  readonly note: string | null
  readonly byId: string
  readonly byName: string
}

export async function insertSuggestion(db: Db, it: NewSuggestion, now: Date): Promise<Suggestion> {
  const row = await db
    .insertInto('partnerSuggestion')
    .values({
      ...it,
      id: newId('sug', now),
      before: JSON.stringify(it.before ?? null),
      value: JSON.stringify(it.value ?? null),
      reason: null,
      createdAt: now,
      decidedAt: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return presentSuggestion(row)
}

/** Of one company: those that wait, and those that were decided since a moment, the latest first. */
export async function suggestionsOf(
  db: Db,
  organizationId: string,
  what: Suggestion['what'],
  since: Date,
): Promise<Suggestion[]> {
  const rows = await db
    .selectFrom('partnerSuggestion')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('what', '=', what)
    .where('state', '<>', 'withdrawn')
    .where((or) => or.or([or('state', '=', 'open'), or('decidedAt', '>', since)]))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(presentSuggestion)
}

type Listed = Row & { organizationName: string }

export async function listSuggestions(
  db: Db,
  ask: {
    organizationId?: string | undefined
    state?: Suggestion['state'] | undefined
    sort: string
    after?: string | undefined
    limit: number
  },
  present: (row: Listed) => OpenSuggestion,
) {
  let query = db
    .selectFrom('partnerSuggestion')
    .innerJoin('organization', 'organization.id', 'partnerSuggestion.organizationId')
    .selectAll('partnerSuggestion')
    .select('organization.name as organizationName')
  if (ask.organizationId) query = query.where('partnerSuggestion.organizationId', '=', ask.organizationId)
  if (ask.state) query = query.where('partnerSuggestion.state', '=', ask.state)
  return page(db, query, ask, { createdAt: 'partnerSuggestion.createdAt' }, 'partnerSuggestion.id', present)
}

/** How many wait for somebody. */
export const countOpenSuggestions = async (db: Db): Promise<number> =>
  (
    await db
      .selectFrom('partnerSuggestion')
      .select((it) => it.fn.countAll<number>().as('count'))
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow()
  ).count

/** Takes hold of a suggestion that waits, until the transaction ends. */
export async function holdSuggestion(db: Db, id: string, version?: number): Promise<Row> {
  const row = await db.selectFrom('partnerSuggestion').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`suggestion`, id)
  if (row.state !== 'open') throw new Refusal('conflict', say`This suggestion was decided already, or taken back.`)
  if (version !== undefined && row.version !== version) throw stale(say`suggestion`, row.version)
  return row
}

export const endSuggestion = (
  db: Db,
  { id, version }: Pick<Row, 'id' | 'version'>,
  state: 'approved' | 'refused' | 'withdrawn',
  now: Date,
  reason: string | null = null,
) =>
  db
    .updateTable('partnerSuggestion')
    .set({ state, reason, decidedAt: now, version: version + 1 })
    .where('id', '=', id)
    .execute()

/** A later suggestion for the same fact takes the place of an earlier one. */
export const withdrawEarlier = (db: Db, organizationId: string, fields: readonly string[], now: Date) =>
  fields.length === 0
    ? Promise.resolve()
    : db
        .updateTable('partnerSuggestion')
        .set((it) => ({ state: 'withdrawn', decidedAt: now, version: it('version', '+', 1) }))
        .where('organizationId', '=', organizationId)
        .where('state', '=', 'open')
        .where('field', 'in', fields as Suggestion['field'][] as NonNullable<Suggestion['field']>[])
        .execute()
