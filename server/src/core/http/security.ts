import type { MiddlewareHandler } from 'hono'

const policy = [
  `default-src 'self'`,
  `script-src 'self'`,
  // Styles that a component computes (a column's width, a chart's colour) are set inline.
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
].join('; ')

/** Headers that every answer carries. */
export const secure: MiddlewareHandler = async (c, next) => {
  await next()
  const set = (name: string, value: string) => c.res.headers.set(name, value)
  set('content-security-policy', policy)
  set('x-content-type-options', 'nosniff')
  set('x-frame-options', 'DENY')
  set('referrer-policy', 'same-origin')
  set('cross-origin-opener-policy', 'same-origin')
  // What mails show (a logo) says so itself.
  if (!c.res.headers.has('cross-origin-resource-policy')) set('cross-origin-resource-policy', 'same-origin')
  set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  if (new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https')
    set('strict-transport-security', 'max-age=31536000')
}
