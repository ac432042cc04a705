import { cancelJob, readJob } from '@hansa/contract/jobs'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../../testing.ts'
import type { Services } from '../services.ts'
import { tick, type ClockRule } from './clocks.ts'
import { enqueue } from './queue.ts'
import { runNext, type JobContext, type JobKind } from './worker.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const never = new AbortController().signal

/** A kind of its own for each test, so that tests do not take each other's jobs. */
let kinds = 0
async function given(run: (job: JobContext, attempt: number) => Promise<Record<string, unknown> | void>) {
  const { ecosystemId, as } = await server.newEcosystem()
  const kind = `test.${kinds++}`
  let attempts = 0
  const table = new Map<string, JobKind>([[kind, { kind, run: (job) => run(job, ++attempts) }]])
  const call = await as('administrator')
  return {
    inside: <T>(work: Parameters<typeof server.database.scoped<T>>[1]) =>
      server.database.scoped({ ecosystemId, partnerId: null }, work),
    add(runAt?: Date) {
      return this.inside((db) =>
        enqueue(db, { kind, input: { n: 1 }, ...(runAt && { runAt }) }, server.clock.now(), null),
      )
    },
    work: (services: Services = server.services, stop = never) => runNext(services, table, stop),
    read: async (id: string) => (await call(readJob, { id })).body,
    cancel: (id: string) => call(cancelJob, { id }),
    attempts: () => attempts,
  }
}

test('a job whose transaction was undone never runs; one that committed runs once', async () => {
  const t = await given(async () => ({ fine: true }))
  await t
    .inside(async (db) => {
      await enqueue(db, { kind: 'test.0', input: {} }, server.clock.now(), null)
      throw new Error('undone')
    })
    .catch(() => {})
  const id = await t.add()
  expect([await t.work(), await t.work()]).toEqual([true, false])
  expect(await t.read(id)).toMatchObject({ state: 'done', result: { fine: true } })
})

test('workers that ask at the same time never get the same job', async () => {
  const ran: string[] = []
  const t = await given(async (job) => void ran.push(job.id))
  const ids = await Promise.all(Array.from({ length: 8 }, () => t.add()))
  await Promise.all(Array.from({ length: 12 }, () => t.work()))
  expect(ran.sort()).toEqual([...ids].sort())
})

test('a job waits for its time', async () => {
  const t = await given(async () => {})
  await t.add(new Date(server.clock.now().getTime() + 60_000))
  expect(await t.work()).toBe(false)
  server.clock.advance(60_000)
  expect(await t.work()).toBe(true)
})

test('a job left by a crashed worker is taken up again where its checkpoint stands, and the crashed one can write no more', async () => {
  const seen: unknown[] = []
  let crashed: JobContext | undefined
  const t = await given(async (job, attempt) => {
    seen.push(job.checkpoint)
    if (attempt > 1) return
    await job.inside((_, { save }) => save({ done: 50, total: 100, checkpoint: { row: 50 } }))
    crashed = job
    await new Promise(() => {})
  })
  const id = await t.add()
  void t.work()
  while (!crashed) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await t.work()).toBe(false)
  server.clock.advance(31_000)
  expect(await t.work()).toBe(true)
  expect(seen).toEqual([null, { row: 50 }])
  expect(await t.read(id)).toMatchObject({ state: 'done', done: 50, total: 100 })
  await expect(crashed.inside(async () => {})).rejects.toThrow('taken over')
})

test('a running job that is cancelled stops at its next step and keeps what it did', async () => {
  const t = await given(async (job) => {
    await job.inside((_, { save }) => save({ done: 1 }))
    await t.cancel(job.id)
    await job.inside((_, { save }) => save({ done: 2 }))
  })
  const id = await t.add()
  await t.work()
  expect(await t.read(id)).toMatchObject({ state: 'cancelled', done: 1 })
})

test('a waiting job is cancelled at once, and a finished one refuses', async () => {
  const t = await given(async () => {})
  const id = await t.add()
  expect((await t.cancel(id)).body.state).toBe('cancelled')
  expect((await t.cancel(id)).status).toBe(409)
  expect(await t.work()).toBe(false)
})

test('a job that fails is tried again later, and given up after five times', async () => {
  const t = await given(async () => {
    throw new Error('no luck')
  })
  const id = await t.add()
  for (let i = 1; i <= 5; i++) {
    expect(await t.work()).toBe(true)
    expect(await t.work()).toBe(false)
    server.clock.advance(120_000)
  }
  expect(await t.read(id)).toMatchObject({ state: 'failed' })
  expect(await t.work()).toBe(false)
})

test('a process that stops gives its job back', async () => {
  const stop = new AbortController()
  const t = await given(async (job, attempt) => {
    if (attempt > 1) return
    stop.abort()
    job.signal.throwIfAborted()
  })
  const id = await t.add()
  await t.work(server.services, stop.signal)
  expect((await t.read(id)).state).toBe('queued')
  await t.work()
  expect((await t.read(id)).state).toBe('done')
})

test('a clock covers each moment once, also the time when nothing ran', async () => {
  const { ecosystemId } = await server.newEcosystem()
  const spans: [string, string][] = []
  const rule: ClockRule = {
    name: `test.${kinds++}`,
    async run(db, { from, until }) {
      const { id } = await db.selectFrom('ecosystem').select('id').executeTakeFirstOrThrow()
      if (id === ecosystemId) spans.push([from.toISOString(), until.toISOString()])
      return []
    },
  }
  await tick(server.services, [rule])
  server.clock.advance(3 * 86_400_000)
  await Promise.all([tick(server.services, [rule]), tick(server.services, [rule])])
  expect(spans.length).toBe(2)
  expect(spans[1]![0]).toBe(spans[0]![1])
})

test('a job that ends the whole process is given up after three times in a row, and others go on', async () => {
  const t = await given(() => new Promise(() => {}))
  const id = await t.add()
  for (let i = 1; i <= 3; i++) {
    void t.work()
    while (t.attempts() < i) await new Promise((resolve) => setTimeout(resolve, 5))
    server.clock.advance(31_000)
  }
  expect(await t.work()).toBe(true)
  expect(t.attempts()).toBe(3)
  expect(await t.read(id)).toMatchObject({ state: 'failed' })
  expect((await t.read(id)).error).toContain('ended the whole process 3 times in a row')
  expect(await t.work()).toBe(false)
})

test('a job that comes further each time may be interrupted as often as it takes', async () => {
  const t = await given(async (job, attempt) => {
    await job.inside((_, { save }) => save({ done: attempt, checkpoint: { row: attempt } }))
    if (attempt < 6) await new Promise(() => {})
  })
  const id = await t.add()
  for (let i = 1; i < 6; i++) {
    void t.work()
    while ((await t.read(id)).done < i) await new Promise((resolve) => setTimeout(resolve, 5))
    server.clock.advance(31_000)
  }
  await t.work()
  expect(await t.read(id)).toMatchObject({ state: 'done', done: 6 })
})
