import { jobStates, type Job } from '@hansa/contract/jobs'
import { say, term } from '@hansa/contract/language'
import type { Selectable } from 'kysely'
import { page } from '../database/lists.ts'
import type { Db } from '../database/scope.ts'
import type { Tables } from '../database/tables.ts'
import { missing, Refusal } from '../errors.ts'
import { newId } from '../ids.ts'

/**
 * Work for afterwards: long work that a person watches, or a side effect such as a mail. The row is written in the
 * transaction that wants it, so it exists exactly when that transaction committed.
 */
export interface NewJob {
  readonly kind: string
  readonly input: Record<string, unknown>
  readonly runAt?: Date
}

export async function enqueue(db: Db, job: NewJob, now: Date, createdBy: string | null): Promise<string> {
  const id = newId('job', now)
  await db
    .insertInto('job')
    .values({
      id,
      kind: job.kind,
      input: JSON.stringify(job.input),
      runAt: job.runAt ?? now,
      createdAt: now,
      createdBy,
    })
    .execute()
  return id
}

const iso = (date: Date | null) => date?.toISOString() ?? null

export const presentJob = (row: Selectable<Tables['job']>): Job => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  done: row.done,
  total: row.total,
  note: row.note,
  error: row.error,
  result: row.result,
  createdAt: row.createdAt.toISOString(),
  startedAt: iso(row.startedAt),
  finishedAt: iso(row.finishedAt),
})

export async function listJobs(
  db: Db,
  ask: {
    sort: string
    after?: string | undefined
    limit: number
    state?: Job['state'] | undefined
    kind?: string | undefined
  },
) {
  let query = db.selectFrom('job').selectAll()
  if (ask.state) query = query.where('state', '=', ask.state)
  if (ask.kind) query = query.where('kind', '=', ask.kind)
  return page(db, query, ask, { createdAt: 'job.createdAt' }, 'job.id', presentJob)
}

export async function readJob(db: Db, id: string): Promise<Job> {
  const row = await db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`job`, id)
  return presentJob(row)
}

/** A job that waits is cancelled at once; one that runs is asked to stop, and does at its next step. */
export async function cancelJob(db: Db, id: string, now: Date): Promise<Job> {
  const row = await db.selectFrom('job').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing(say`job`, id)
  if (row.state !== 'queued' && row.state !== 'running')
    throw new Refusal('conflict', say`This job is already ${term(jobStates[row.state])}.`)
  await db
    .updateTable('job')
    .set(row.state === 'queued' ? { state: 'cancelled', cancelAsked: true, finishedAt: now } : { cancelAsked: true })
    .where('id', '=', id)
    .execute()
  return readJob(db, id)
}

/** Whether such a job waits for its turn: what it would do includes what is wanted now. */
export async function isQueued(db: Db, kind: string): Promise<boolean> {
  const row = await db
    .selectFrom('job')
    .select('id')
    .where('kind', '=', kind)
    .where('state', '=', 'queued')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
