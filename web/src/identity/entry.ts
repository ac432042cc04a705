import type { SignedIn } from '@hansa/contract/sign-in'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { door, doors } from '../door.ts'

/** Only addresses of our own: `//evil.test` would leave. */
const isInside = (next: unknown): next is string => typeof next === 'string' && /^\/(?![/\\])/.test(next)
const isOfPortal = (path: string) => /^\/portal(?:[/?#]|$)/.test(path)

/**
 * Goes inside after a sign-in: to where the person wanted to go, where that lies behind the door of the place that they
 * came to; else to that door's home.
 */
export function useGoIn(): (answer: SignedIn, next: unknown) => void {
  const navigate = useNavigate()
  const cache = useQueryClient()
  return (answer, next) => {
    const isFit = isInside(next) && isOfPortal(next) === (answer.door === 'portal')
    const to = isFit ? next : doors[answer.door].home
    cache.clear()
    if (answer.door === door) void navigate({ href: to })
    else location.assign(to)
  }
}

/** The secret of a mailed link; it stands behind `#`, which browsers send to nobody. */
export const secretOfLink = (): string => location.hash.slice(1)
