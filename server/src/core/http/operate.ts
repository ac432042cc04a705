import { sql } from 'kysely'
import type { Hono } from 'hono'
import { openapi } from './describe.ts'
import { metrics } from '../metrics.ts'
import type { Services } from '../services.ts'

/** What those who run Hansa look at: is it alive, is it ready, how is it doing, what can it do. */
export function serveOperations(app: Hono, services: Services): void {
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
  app.get('/metrics', async (c) => c.text(await metrics.metrics(), 200, { 'content-type': metrics.contentType }))
  const document = JSON.stringify(openapi())
  app.get('/api/openapi.json', (c) =>
    c.body(document, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' }),
  )
}
