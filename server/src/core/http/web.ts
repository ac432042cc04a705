import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { compress } from 'hono/compress'
import { readFile } from 'node:fs/promises'

/**
 * The web app: its assets, named by their content and kept forever, and the page of one of its two doors for every other
 * address: the partners' portal under `/portal`, the workspace elsewhere.
 *
 * @param isPortal whether a host is a portal's own: there is no workspace to begin with, so its start is the portal
 */
export async function serveWeb(
  app: Hono,
  folder: URL,
  isPortal: (host: string) => Promise<boolean> = async () => false,
): Promise<void> {
  const read = (name: string) => readFile(new URL(name, folder), 'utf8').catch(() => undefined)
  const workspace = await read('vendor.html')
  const portal = await read('portal.html')
  app.use('/assets/*', compress(), async (c, next) => {
    await next()
    if (c.res.ok) c.res.headers.set('cache-control', 'public, max-age=31536000, immutable')
  })
  app.use('/assets/*', serveStatic({ root: folder.pathname }))
  app.use('/favicon.svg', serveStatic({ root: folder.pathname }))
  app.get('/', async (c, next) => ((await isPortal(new URL(c.req.url).hostname)) ? c.redirect('/portal') : next()))
  app.get('*', (c) => {
    c.header('cache-control', 'no-cache')
    if (c.req.path.startsWith('/assets/')) return c.text('There is no such file.', 404)
    const page = /^\/portal(?:\/|$)/.test(c.req.path) ? portal : workspace
    return page
      ? c.html(page)
      : c.text('The web app is not built. Run `npm run build`, or `npm start`, which builds it.', 503)
  })
}
