import type { Endpoint } from '@hansa/contract/endpoint'
import type { Role } from '@hansa/contract/permissions'
import { expect } from 'vitest'
import type { z } from 'zod'
import { clocks, jobs, listeners, routes } from './app.ts'
import type { Principal } from './core/access.ts'
import { testClock } from './core/clock.ts'
import { hearNews } from './core/events/listen.ts'
import { serve } from './core/http/serve.ts'
import { newId } from './core/ids.ts'
import { tick } from './core/jobs/clocks.ts'
import { runNext } from './core/jobs/worker.ts'
import { createLog } from './core/log.ts'
import type { Mailer } from './core/mail/mailer.ts'
import type { Services } from './core/services.ts'
import { testDatabase } from './core/testing/database.ts'
import { openAuth } from './identity/adapters/auth.ts'
import { whoIs } from './identity/routes/index.ts'

export interface Answer<T> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
  readonly text: string
}

/** Calls an endpoint in somebody's name. The body is typed as a good answer; a refusal has `code` and `message`. */
export type Call = <I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
  more?: { headers?: Record<string, string>; body?: Uint8Array | string },
) => Promise<Answer<z.output<O> & { code?: string; message?: string; problems?: { field: string; message: string }[] }>>

/** The whole server on a test database, without sockets, with a clock that the test moves. */
export async function startTestServer() {
  const database = await testDatabase()
  const clock = testClock()
  const auth = await openAuth(database.engine, 'http://hansa.test')
  const principals = new Map<string, Principal>()
  const real = whoIs(auth, database)
  /** Keeps mails as rows, as without a mail server; a test may set another one. */
  const keeping: Mailer = { sends: false, address: 'http://hansa.test', deliver: async () => {}, close: () => {} }
  const services = {
    database,
    clock,
    mailer: keeping,
    log: createLog(process.env.HANSA_LOG ?? 'silent'),
    whoIs: async (request: Request, now: Date) =>
      principals.get(request.headers.get('x-test-principal') ?? '') ?? real(request, now),
    wake: () => {},
  } satisfies Services
  const app = serve(routes(auth, null), services)

  const callAs =
    (headers: Record<string, string>): Call =>
    async (endpoint, input, more = {}) => {
      const rest = { ...(input as Record<string, unknown>) }
      const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
        const value = String(rest[name]).toWellFormed()
        delete rest[name]
        return encodeURIComponent(value)
      })
      const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE' || endpoint.takes === 'bytes'
      const query = new URLSearchParams()
      if (inQuery)
        for (const [key, value] of Object.entries(rest))
          for (const one of [value].flat())
            if (one !== undefined) query.append(key, String(one as string | number | boolean))
      const body = endpoint.takes === 'bytes' ? (more.body as BodyInit) : inQuery ? undefined : JSON.stringify(rest)
      const response = await app.request(`/api${path}?${query}`, {
        method: endpoint.method,
        headers: { 'x-hansa': '1', ...headers, ...more.headers },
        ...(body !== undefined && { body }),
      })
      const text = await response.text()
      if (response.status >= 500)
        throw new Error(
          `${endpoint.method} ${endpoint.path} answered ${response.status}: ${text}. See it with HANSA_LOG=error.`,
        )
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: (response.headers.get('content-type')?.includes('application/json') ? JSON.parse(text) : text) as never,
      }
    }

  /** The ecosystems of late: what runs by itself runs in these, not in all that the tests before have left. */
  const recent: string[] = []
  const touch = (ecosystemId: string) => {
    const before = recent.indexOf(ecosystemId)
    if (before >= 0) recent.splice(before, 1)
    recent.unshift(ecosystemId)
    recent.length = Math.min(recent.length, 6)
  }

  /** A fresh ecosystem; `as(role)` calls in the name of a member with that role. */
  async function newEcosystem(currency = 'EUR') {
    const now = clock.now()
    const ecosystemId = newId('eco', now)
    touch(ecosystemId)
    await database.owner.query(
      'insert into ecosystem (id, name, currency, time_zone, created_at) values ($1, $2, $3, $4, $5)',
      [ecosystemId, 'Test', currency, 'UTC', now],
    )
    const as = async (role: Role, partnerId: string | null = null): Promise<Call> => {
      const userId = newId('user', now)
      const memberId = newId('mem', now)
      const person = [memberId, userId, `A ${role}`, `${memberId}@hansa.test`]
      await database.owner.query(
        'insert into auth_user (id, name, email, email_verified, created_at, updated_at) values ($1, $2, $3, true, $4, $4)',
        [userId, person[2], person[3], now],
      )
      await database.owner.query(
        'insert into member (ecosystem_id, id, user_id, name, email, role, partner_id, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        [ecosystemId, ...person, role, partnerId, now],
      )
      principals.set(memberId, {
        kind: 'user',
        id: memberId,
        userId,
        memberId,
        name: person[2]!,
        email: person[3]!,
        role,
        ecosystemId,
        partnerId,
        scopes: null,
      })
      const call = callAs({ 'x-test-principal': memberId })
      return ((endpoint, input, more) => {
        touch(ecosystemId)
        return call(endpoint, input, more)
      }) as Call
    }
    return { ecosystemId, as }
  }

  /** Readers of the log wait for every transaction of the server that is older, also another test's in its own database. */
  const stillHidden = async (ecosystemIds: readonly string[]) => {
    const { rowCount } = await database.owner.query(
      `select from event where ecosystem_id = any ($1) and recorded_xid >= log_horizon() limit 1`,
      [ecosystemIds],
    )
    return rowCount !== 0
  }

  return {
    app,
    services,
    database,
    clock,
    auth,
    newEcosystem,
    callAs,
    /** Waits until readers see all that was recorded. */
    async shown() {
      while (await stillHidden(recent)) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    /** Does all that is waiting: news is heard, jobs run, until nothing is left. */
    async settle() {
      const kinds = new Map(jobs.map((kind) => [kind.kind, kind]))
      const never = new AbortController().signal
      for (let rounds = 0; rounds < 2000; rounds++) {
        // Asked before: what became visible between the hearing and the asking would be passed over.
        const hidden = await stillHidden(recent)
        const heard = listeners.length > 0 && (await hearNews(services, listeners, recent))
        const ran = kinds.size > 0 && (await runNext(services, kinds, never))
        if (heard || ran) continue
        if (!hidden) return
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      throw new Error('The work never ended')
    },
    tick: () => tick(services, clocks, recent),
  }
}
export type TestServer = Awaited<ReturnType<typeof startTestServer>>

let server: Promise<TestServer> | undefined
let file: string | undefined
/**
 * One server for all test files of this worker: a fresh ecosystem keeps tests apart. Each file finds the clock at its
 * beginning, however far the files before it moved it, and nothing waiting.
 */
export async function testServer(): Promise<TestServer> {
  const it = await (server ??= startTestServer())
  const { testPath } = expect.getState()
  if (testPath === file) return it
  file = testPath
  it.clock.restart()
  // What the files before left behind for later: it would come due in the midst of this one.
  await it.database.owner.query('delete from auth_throttle')
  await it.database.owner.query(`update job set state = 'cancelled' where state in ('queued', 'running')`)
  return it
}
