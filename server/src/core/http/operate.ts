import { getConnInfo } from '@hono/node-server/conninfo'
import { sql } from 'kysely'
import type { Context, Hono } from 'hono'
import { openapi } from './describe.ts'
import { metrics } from '../metrics.ts'
import { sameSecret } from '../secrets.ts'
import type { Services } from '../services.ts'

/**
 * What those who run Hansa look at: is it alive, is it ready, how is it doing, what can it do.
 *
 * @param metricsToken what asks for the metrics must send it; without one, they are told to this machine alone.
 */
export function serveOperations(app: Hono, services: Services, metricsToken?: string): void {
  app.get('/healthz', (c) => c.json({ alive: true }))
  app.get('/readyz', async (c) => {
    try {
      await services.database.outside((db) => sql`select 1`.execute(db))
      return c.json({ ready: true })
    } catch (error) {
      services.log.warn({ err: error }, 'not ready')
      return c.json({ ready: false, why: 'The database does not answer.' }, 503)
    }
  })
  app.get('/metrics', async (c) =>
    mayLook(c, metricsToken)
      ? c.text(await metrics.metrics(), 200, { 'content-type': metrics.contentType })
      : c.text(
          metricsToken
            ? 'Send the token of HANSA_METRICS_TOKEN as “Authorization: Bearer …”.'
            : 'The metrics are told to this machine alone. To read them from elsewhere, set HANSA_METRICS_TOKEN.',
          metricsToken ? 401 : 403,
        ),
  )
  const document = JSON.stringify(openapi())
  app.get('/api/openapi.json', (c) =>
    c.body(document, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' }),
  )
}

function mayLook(c: Context, token: string | undefined): boolean {
  if (token) return sameSecret(c.req.header('authorization') ?? '', `Bearer ${token}`)
  // Behind a proxy on this machine everybody seems to come from here.
  if (['forwarded', 'x-forwarded-for', 'x-real-ip'].some((name) => c.req.header(name) !== undefined)) return false
  return /^(::ffff:)?127\.|^::1$/.test(getConnInfo(c).remote.address ?? '')
}
