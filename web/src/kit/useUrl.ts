import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'
import { changed, type Query } from './query.ts'

/**
 * Search, sort, filters and tabs live in the address, so that a link shows what its sender saw.
 * `set` changes some names and keeps the others; the browser's Back leads to the state before.
 */
export function useUrl(): {
  query: Query
  set: (patch: Readonly<Record<string, string | readonly string[] | undefined>>) => void
} {
  const query = useRouterState({ select: (state) => state.location.search as Query })
  const navigate = useNavigate()
  const set = useCallback(
    (patch: Readonly<Record<string, string | readonly string[] | undefined>>) =>
      void navigate({ to: '.', search: (now: object) => changed(now as Query, patch), resetScroll: false }),
    [navigate],
  )
  return { query, set }
}
