import type { ClaimBatch, ClaimOutcome, ClaimRow } from '@hansa/contract/claim-batches'
import { english, say } from '@hansa/contract/language'
import type { RegistrationState } from '@hansa/contract/registrations'
import { sql, type ColumnType, type Generated, type Insertable, type Selectable } from 'kysely'
import { page } from '../../core/database/lists.ts'
import type { Db } from '../../core/database/scope.ts'
import type { Json, Tables } from '../../core/database/tables.ts'
import { missing } from '../../core/errors.ts'
import type { Detected } from '../../core/tabular/detect.ts'
import { claimColumnsIn } from '../rules/registration/claim-columns.ts'

export type Counts = Partial<Record<ClaimOutcome, number>>
type Kept<T> = ColumnType<T, string, string>

declare module '../../core/database/tables.ts' {
  interface Tables {
    claimBatch: {
      ecosystemId: Generated<string>
      id: string
      partnerId: string
      fileId: string
      fileName: string
      format: Json<Detected>
      state: ClaimBatch['state']
      problem: string | null
      counts: Kept<Counts>
      movedAt: Date
      submitterId: string
      submitterName: string
      createdAt: Date
      sentAt: Date | null
    }
    claimRow: {
      ecosystemId: Generated<string>
      batchId: string
      number: number
      partnerId: string
      outcome: ClaimOutcome
      customerName: string | null
      problems: Kept<ClaimRow['problems']>
      raw: string
      registrationId: string | null
    }
    claimKey: {
      ecosystemId: Generated<string>
      key: string
      registrationId: string
      content: string
    }
  }
}
export type ClaimBatchRow = Selectable<Tables['claimBatch']>

const stillFor = 10 * 60_000
const isWorkedOn = ({ state, movedAt }: ClaimBatchRow, now: Date): boolean =>
  (state === 'checking' || state === 'sending') && now.getTime() - movedAt.getTime() < stillFor

/** Work that has not moved for a while was stopped; what it did stays, and it can be sent again. */
export const presentBatch = (row: ClaimBatchRow, now: Date): ClaimBatch => {
  const stopped = (row.state === 'checking' || row.state === 'sending') && !isWorkedOn(row, now)
  const zero = { send: 0, draft: 0, same: 0, refuse: 0 }
  return {
    id: row.id,
    fileName: row.fileName,
    state: stopped ? 'failed' : row.state,
    problem: stopped ? english`The work stopped. Send it again: what is done stays done.` : row.problem,
    counts: { ...zero, ...row.counts },
    unknownColumns: claimColumnsIn(row.format.columns).unknown,
    submitter: row.submitterName,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    may: {
      send: isWorkedOn(row, now)
        ? english`It is being worked on.`
        : row.state === 'sent'
          ? english`It was sent already.`
          : row.problem === null || english`It cannot be read. Correct the file and upload it again.`,
    },
  }
}

export async function readBatch(db: Db, id: string): Promise<ClaimBatchRow> {
  const row = await db.selectFrom('claimBatch').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`table of claims`, id)
  return row
}

/** Takes hold of it, so that it is sent once. */
export async function holdBatch(db: Db, id: string): Promise<ClaimBatchRow> {
  const row = await db.selectFrom('claimBatch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`table of claims`, id)
  return row
}

export const insertBatch = (db: Db, row: Insertable<Tables['claimBatch']>) =>
  db.insertInto('claimBatch').values(row).execute()

export const updateBatch = (
  db: Db,
  id: string,
  { counts, ...set }: Partial<Pick<ClaimBatchRow, 'state' | 'problem' | 'counts' | 'movedAt' | 'sentAt'>>,
) =>
  db
    .updateTable('claimBatch')
    .set({ ...set, ...(counts && { counts: JSON.stringify(counts) }) })
    .where('id', '=', id)
    .execute()

interface Ask {
  readonly sort: string
  readonly after?: string | undefined
  readonly limit: number
}

export function listBatches(db: Db, ask: Ask & { q?: string | undefined }, now: Date) {
  let query = db.selectFrom('claimBatch').selectAll()
  if (ask.q) query = query.where(sql<boolean>`position(lower(${ask.q}) in lower(file_name)) > 0`)
  return page(db, query, ask, { createdAt: 'claimBatch.createdAt' }, 'claimBatch.id', (row) => presentBatch(row, now))
}

export function listRows(
  db: Db,
  { id, q, outcome, ...ask }: Ask & { id: string; q?: string | undefined; outcome?: ClaimOutcome | undefined },
) {
  let query = db.selectFrom('claimRow').selectAll().where('batchId', '=', id)
  if (outcome) query = query.where('outcome', '=', outcome)
  if (q) query = query.where(sql<boolean>`position(lower(${q}) in lower(coalesce(customer_name, ''))) > 0`)
  return page(db, query, ask, { number: 'claimRow.number' }, sql`claim_row.number`, (row): ClaimRow => ({
    number: row.number,
    outcome: row.outcome,
    customerName: row.customerName,
    problems: row.problems,
    registrationId: row.registrationId,
  }))
}

/** Rows after a number that lack something, to be completed. */
export const openRowsAfter = (db: Db, batchId: string, after: number, most: number) =>
  db
    .selectFrom('claimRow')
    .select(['number', 'raw', 'problems'])
    .where('batchId', '=', batchId)
    .where('outcome', 'in', ['draft', 'refuse'])
    .where('number', '>', after)
    .orderBy('number')
    .limit(most)
    .execute()

export async function writeRows(
  db: Db,
  rows: readonly (Omit<Selectable<Tables['claimRow']>, 'ecosystemId' | 'problems'> & Pick<ClaimRow, 'problems'>)[],
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('claimRow')
    .values(rows.map((row) => ({ ...row, problems: JSON.stringify(row.problems) })))
    .onConflict((on) =>
      on.columns(['ecosystemId', 'batchId', 'number']).doUpdateSet((set) => ({
        outcome: set.ref('excluded.outcome'),
        customerName: set.ref('excluded.customerName'),
        problems: set.ref('excluded.problems'),
        registrationId: set.ref('excluded.registrationId'),
      })),
    )
    .execute()
}

export interface KnownClaim {
  readonly key: string
  readonly registrationId: string
  readonly content: string
  readonly state: RegistrationState
}

/** What the keys of rows stand for already, held until the transaction ends: what is a draft stays one so long. */
export async function holdKnownClaims(db: Db, keys: readonly string[]): Promise<Map<string, KnownClaim>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('claimKey')
    .innerJoin('registration', 'registration.id', 'claimKey.registrationId')
    .select(['claimKey.key', 'claimKey.registrationId', 'claimKey.content', 'registration.state'])
    .where('claimKey.key', 'in', keys)
    .forUpdate('registration')
    .execute()
  return new Map(rows.map((row) => [row.key, row]))
}

/** Notes what a row became, and what it said. */
export const keepKey = (db: Db, row: Omit<Selectable<Tables['claimKey']>, 'ecosystemId'>) =>
  db
    .insertInto('claimKey')
    .values(row)
    .onConflict((on) => on.columns(['ecosystemId', 'key']).doUpdateSet({ content: row.content }))
    .execute()

/** Forgets tables from before a moment, files and all; the registrations that they became stay. */
export const forgetBatches = (db: Db, before: Date) =>
  db
    .deleteFrom('file')
    .where('id', 'in', (of) => of.selectFrom('claimBatch').select('fileId').where('createdAt', '<', before))
    .execute()
