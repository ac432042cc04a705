import { languageOf, type Language, say } from '@hansa/contract/language'
import { randomUUID } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { can, type Principal } from '../access.ts'
import { recordEvents, type NewEvent } from '../events/record.ts'
import { Refusal } from '../errors.ts'
import { enqueue } from '../jobs/queue.ts'
import { observeRequest } from '../metrics.ts'
import type { Services } from '../services.ts'
import { toProblem } from './failure.ts'
import { isRead, parseInput, readSent } from './input.ts'
import { throughLink } from './links.ts'
import { networkOf } from './network.ts'
import { once } from './replay.ts'
import type { Context, Download, Route } from './route.ts'
import { secure } from './security.ts'

/**
 * The API: every route of every capability under `/api`, each with the same guarantees in the same order.
 *
 * @param beside what else is served, before the API says what it does not know.
 */
export function serve(routes: readonly Route[], services: Services, beside: (app: Hono) => void = () => {}): Hono {
  const app = new Hono()
  app.use(secure)
  for (const route of routes)
    app.on(route.endpoint.method, `/api${route.endpoint.path}`, (c) => answer(c, route, services))
  beside(app)
  app.all('/api/*', (c) =>
    fail(
      c,
      new Refusal('missing', say`There is no ${c.req.method} ${c.req.path}. See /api for what there is.`),
      services,
    ),
  )
  app.onError((error, c) => fail(c, error, services))
  return app
}

const requestIdOf = (c: HonoContext): string => {
  const given = c.req.header('x-request-id')
  return given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}

function fail(c: HonoContext, error: unknown, services: Services, requestId = requestIdOf(c)): Response {
  const { status, problem } = toProblem(error, requestId, services.log, c.req.header('accept-language'))
  const wait = error instanceof Refusal ? error.retryAfter : undefined
  const headers = { 'x-request-id': requestId, 'cache-control': 'no-store' }
  return c.json(problem, status as 400, wait === undefined ? headers : { ...headers, 'retry-after': String(wait) })
}

/** The other end of the connection, where there is one. */
const peerOf = (c: HonoContext): string | undefined =>
  (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress

/** Who is it → may they → parse → one scoped transaction → the answer, checked. */
async function answer(c: HonoContext, { endpoint, ...route }: Route, services: Services): Promise<Response> {
  const began = performance.now()
  const requestId = requestIdOf(c)
  const request = c.req.raw
  const now = services.clock.now()
  let principal: Principal | undefined
  let response: Response
  try {
    principal = endpoint.can === 'public' ? undefined : await services.whoIs(request, now)
    if (endpoint.can !== 'public') {
      if (!principal)
        throw new Refusal('signed_out', say`Sign in, or send an API key as “Authorization: Bearer hansa_…”.`)
      if (endpoint.can !== 'signed-in' && !can(principal, endpoint.can))
        throw new Refusal('forbidden', say`This needs the permission “${endpoint.can}”.`)
    }
    if (endpoint.can === 'public') refuseForged(request)
    const bodyIsInput = endpoint.takes !== 'bytes' && !isRead(request) && request.method !== 'DELETE'
    const sent = await readSent(request, c.req.param() as Record<string, string>, bodyIsInput)
    const link = principal?.link
    const input: unknown = parseInput(endpoint.input, link ? throughLink(link, endpoint, sent) : sent)
    const language = languageOf(request.headers.get('accept-language'))
    const reply = new Headers({ 'x-request-id': requestId, 'cache-control': 'no-store' })
    const inside = <T>(work: (ctx: Context) => Promise<T>) => inTransaction(services, principal, language, now, work)

    if (route.kind === 'outside') {
      if (link) throw new Error(`A link leads to ${link.endpoint}, which has no transaction to use it up in`)
      const result = await route.run(
        { principal, request, network: networkOf(request.headers, peerOf(c)), reply, services, now, inside },
        input,
      )
      response = endpoint.gives
        ? stream(result as Download, endpoint.gives, reply)
        : json(endpoint.output.parse(result), reply)
    } else {
      const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null
      const result = await inside((ctx) => {
        const run = async () => {
          await link?.spend(ctx.db)
          return endpoint.output.parse(await route.run(ctx, input))
        }
        return key ? once(ctx, key, `${endpoint.method} ${endpoint.path}`, input, run) : run()
      })
      response = json(result, reply)
    }
  } catch (error) {
    response = fail(c, error, services, requestId)
  }
  const ms = performance.now() - began
  observeRequest(endpoint, response.status, ms / 1000)
  services.log.info(
    {
      requestId,
      method: endpoint.method,
      path: endpoint.path,
      status: response.status,
      ms: Math.round(ms),
      who: principal?.id,
    },
    'request',
  )
  return response
}

/**
 * Another site can make a browser send a form to this address: to sign it in as somebody else, or to set up a Hansa that
 * still waits. It cannot send our header along, and a browser says of every write where it comes from.
 */
function refuseForged(request: Request): void {
  const from = request.headers.get('origin')
  if (from !== null && !isRead(request) && request.headers.get('x-hansa') === null)
    throw new Refusal('forbidden', say`Writes of a browser need the header “X-Hansa: 1”.`)
}

/** How the log tells by which way an act came. */
const sources = { user: 'workspace', key: 'api', link: 'link' } as const

async function inTransaction<T>(
  services: Services,
  principal: Principal | undefined,
  language: Language,
  now: Date,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  if (!principal) throw new Error('A scoped transaction needs a principal')
  let wanted = false
  const result = await services.database.scoped(principal, (db) => {
    const actor = {
      kind: principal.partnerId ? 'partner' : principal.kind === 'key' ? 'key' : 'user',
      id: principal.id,
      name: principal.name,
    } as const
    // What a partner's people do concerns their own partner; the wall takes nothing else from them.
    const own = (event: NewEvent): NewEvent =>
      principal.partnerId ? { organizationId: principal.partnerId, partnerId: principal.partnerId, ...event } : event
    return work({
      db,
      principal,
      language,
      now,
      services,
      record: async (...events) => void (await recordEvents(db, actor, now, sources[principal.kind], events.map(own))),
      enqueue: (job) => {
        wanted = true
        return enqueue(db, job, now, principal.memberId)
      },
    })
  })
  if (wanted) services.wake()
  return result
}

function json(body: unknown, headers: Headers): Response {
  headers.set('content-type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify(body), { headers })
}

function stream({ fileName, body, type }: Download, gives: string, headers: Headers): Response {
  headers.set('content-type', type ?? `${gives}; charset=utf-8`)
  if (!type) headers.set('content-disposition', `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`)
  return new Response(body, { headers })
}
