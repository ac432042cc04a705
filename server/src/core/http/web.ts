import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { compress } from 'hono/compress'
import { readFile } from 'node:fs/promises'

/** The web app: its assets, named by their content and kept forever, and its page for every other address. */
export async function serveWeb(app: Hono, folder: URL): Promise<void> {
  const page = await readFile(new URL('vendor.html', folder), 'utf8').catch(() => undefined)
  app.use('/assets/*', compress(), async (c, next) => {
    await next()
    if (c.res.ok) c.res.headers.set('cache-control', 'public, max-age=31536000, immutable')
  })
  app.use('/assets/*', serveStatic({ root: folder.pathname }))
  app.use('/favicon.svg', serveStatic({ root: folder.pathname }))
  app.get('*', (c) => {
    c.header('cache-control', 'no-cache')
    if (c.req.path.startsWith('/assets/')) return c.text('There is no such file.', 404)
    return page
      ? c.html(page)
      : c.text('The web app is not built. Run `npm run build`, or `npm start`, which builds it.', 503)
  })
}
