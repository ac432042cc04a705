import type { OutsideContext } from '../../core/http/route.ts'

/** Ours besides the session's: the browser's own mark, a sign-in between its two steps, a way to a provider and back. */
type Name = 'device' | 'step' | 'flow'

export const cookieOf = (request: Request, name: Name): string | undefined =>
  new RegExp(`(?:^|;\\s*)hansa\\.${name}=([\\w-]{20,100})`).exec(request.headers.get('cookie') ?? '')?.[1]

/** @param seconds how long the browser keeps it; 0 removes it */
export function setCookie(
  { reply }: OutsideContext,
  secure: boolean,
  name: Name,
  value: string,
  seconds: number,
): void {
  const flags = `Path=/api; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  reply.append('set-cookie', `hansa.${name}=${value}; ${flags}`)
}
