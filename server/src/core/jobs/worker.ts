import { english, say } from '@hansa/contract/language'
import { sql, type Selectable } from 'kysely'
import type { Db } from '../database/scope.ts'
import type { Tables } from '../database/tables.ts'
import { recordEvents, type NewEvent } from '../events/record.ts'
import { Refusal } from '../errors.ts'
import type { Services } from '../services.ts'
import { enqueue, type NewJob } from './queue.ts'

type JobRow = Selectable<Tables['job']>

/** What a job's work stands on. */
export interface JobContext {
  readonly id: string
  readonly ecosystemId: string
  readonly createdBy: string | null
  readonly services: Services
  readonly input: Record<string, unknown>
  /** What the last `save` of an earlier run left: where to go on. */
  readonly checkpoint: Record<string, unknown> | null
  /** Fires when the job is cancelled, its lease was lost, or the process stops. Long steps pass it on. */
  readonly signal: AbortSignal
  now(): Date
  /** One transaction in the job's ecosystem. Refused once the job is no longer this worker's, so nothing runs twice. */
  inside<T>(work: (db: Db, tools: JobTools) => Promise<T>): Promise<T>
}

export interface JobTools {
  readonly record: (
    events: readonly NewEvent[],
    actor?: { kind: 'system' | 'import'; id: string | null },
  ) => Promise<number>
  readonly enqueue: (job: NewJob) => Promise<string>
  /** Progress and checkpoint, written with the work that they speak of. */
  readonly save: (state: {
    done?: number
    total?: number | null
    note?: string
    checkpoint?: Record<string, unknown>
  }) => Promise<void>
}

/** A kind of job and what it does. What it answers is kept as the job's result. */
export interface JobKind {
  readonly kind: string
  run(job: JobContext): Promise<Record<string, unknown> | void>
}

const leaseSeconds = 30
const mostAttempts = 5
const mostCrashes = 3

/** The job was cancelled, or taken over by another worker; its work stops here. */
class Stopped extends Error {}

/**
 * Carries out jobs, one at a time for each `worker`. A job belongs to whoever took it last: its lease is renewed while
 * it runs, every transaction of its work checks that it still holds, and a crash leaves it to the next worker.
 */
export function startWorkers(
  services: Services,
  kinds: readonly JobKind[],
  options: { workers?: number; idleMs?: number } = {},
) {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]))
  const stop = new AbortController()
  let wakeUp: () => void = () => {}
  const loops = Array.from({ length: options.workers ?? 1 }, async () => {
    while (!stop.signal.aborted) {
      const worked = await runNext(services, byKind, stop.signal).catch((error: unknown) => {
        if (!stop.signal.aborted) services.log.error({ err: error }, 'the job queue could not be read')
        return false
      })
      if (!worked) await idle(options.idleMs ?? 1000)
    }
  })
  const idle = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      const before = wakeUp
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
        before()
      }
    })
  return {
    wake() {
      const wake = wakeUp
      wakeUp = () => {}
      wake()
    },
    async stop() {
      stop.abort()
      this.wake()
      await Promise.all(loops)
    },
  }
}

/** Takes and carries out one job that is due. Answers whether there was one. */
export async function runNext(
  services: Services,
  kinds: ReadonlyMap<string, JobKind>,
  stopped: AbortSignal,
): Promise<boolean> {
  const { database, clock } = services
  const taken = await database.outside(async (db) => {
    const { rows } =
      await sql<JobRow>`select * from take_job(${[...kinds.keys()]}, ${clock.now()}, ${`${leaseSeconds} seconds`})`.execute(
        db,
      )
    return rows[0]
  })
  if (!taken) return false
  const kind = kinds.get(taken.kind)!
  const abort = new AbortController()
  const scope = { ecosystemId: taken.ecosystemId, partnerId: null }
  const renewing = setInterval(() => void renew().catch(() => {}), (leaseSeconds * 1000) / 6)
  const onStop = () => abort.abort(new Stopped('stopping'))
  stopped.addEventListener('abort', onStop)
  const log = services.log.child({ job: taken.id, kind: taken.kind })

  /** Still ours, and wanted? Locks the row for the transaction that asks. */
  const hold = async (db: Db) => {
    const row = await db
      .selectFrom('job')
      .select(['attempts', 'state', 'cancelAsked'])
      .where('id', '=', taken.id)
      .forUpdate()
      .executeTakeFirst()
    if (!row || row.state !== 'running' || row.attempts !== taken.attempts) throw new Stopped('taken over')
    if (row.cancelAsked) throw new Stopped('cancelled')
  }
  const renew = () =>
    database.scoped(scope, async (db) => {
      await hold(db).catch((reason: unknown) => {
        abort.abort(reason)
        throw reason
      })
      await db
        .updateTable('job')
        .set({ leaseUntil: new Date(clock.now().getTime() + leaseSeconds * 1000) })
        .where('id', '=', taken.id)
        .execute()
    })
  const finish = (
    state: 'done' | 'failed' | 'cancelled' | 'queued',
    set: { error?: string | null; result?: string | null; runAt?: Date },
  ) =>
    database.scoped(scope, (db) =>
      db
        .updateTable('job')
        .set({ state, leaseUntil: null, ...(state !== 'queued' && { finishedAt: clock.now() }), ...set })
        .where('id', '=', taken.id)
        .where('attempts', '=', taken.attempts)
        .execute(),
    )

  try {
    if (taken.crashes >= mostCrashes)
      throw new Refusal(
        'conflict',
        say`This work ended the whole process ${taken.crashes} times in a row, so it is not tried again (${taken.id}).`,
      )
    const result = await kind.run({
      id: taken.id,
      ecosystemId: taken.ecosystemId,
      createdBy: taken.createdBy,
      services,
      input: taken.input,
      checkpoint: taken.checkpoint,
      signal: abort.signal,
      now: () => clock.now(),
      inside: (work) =>
        database.scoped(scope, async (db) => {
          abort.signal.throwIfAborted()
          await hold(db)
          return work(db, tools(db, services, taken))
        }),
    })
    await finish('done', { result: result ? JSON.stringify(result) : null, error: null })
  } catch (error) {
    if (stopped.aborted) await finish('queued', {}).catch(() => {})
    else if (error instanceof Stopped || abort.signal.aborted) {
      if (
        (error as Error).message === 'cancelled' ||
        (abort.signal.reason as Error | undefined)?.message === 'cancelled'
      )
        await finish('cancelled', {})
    } else if (error instanceof Refusal) await finish('failed', { error: error.message })
    else {
      log.error({ err: error, attempt: taken.attempts }, 'a job failed')
      const again = taken.attempts < mostAttempts
      const wait = 2 ** taken.attempts * 1000
      await finish(again ? 'queued' : 'failed', {
        error: again
          ? english`Something went wrong on our side (${taken.id}; it will be tried again).`
          : english`Something went wrong on our side (${taken.id}).`,
        runAt: new Date(clock.now().getTime() + wait),
      })
    }
  } finally {
    clearInterval(renewing)
    stopped.removeEventListener('abort', onStop)
  }
  return true
}

const tools = (db: Db, services: Services, job: JobRow): JobTools => ({
  record: (events, actor = { kind: 'system', id: null }) =>
    recordEvents(db, actor, services.clock.now(), job.kind, events),
  enqueue: (next) => enqueue(db, next, services.clock.now(), job.createdBy),
  save: async ({ checkpoint, ...progress }) => {
    await db
      .updateTable('job')
      .set({ ...progress, crashes: 0, ...(checkpoint && { checkpoint: JSON.stringify(checkpoint) }) })
      .where('id', '=', job.id)
      .execute()
  },
})
