import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'
import { changed, type Query } from './query.ts'

/** Names to set; undefined, an empty string or an empty array takes a name out. */
export type Patch = Readonly<Record<string, string | readonly string[] | undefined>>

export interface Url {
  query: Query
  /** Changes some names and keeps the others. With `replace`, Back does not stop here: for what changes with each key. */
  set: (patch: Patch, options?: { replace?: boolean }) => void
}

/** Search, sort, filters and tabs live in the address, so that a link shows what its sender saw, and Back undoes. */
export function useUrl(): Url {
  const query = useRouterState({ select: (state) => state.location.search as Query })
  const navigate = useNavigate()
  const set = useCallback(
    (patch: Patch, { replace = false }: { replace?: boolean } = {}) =>
      void navigate({ to: '.', search: (now: object) => changed(now as Query, patch), resetScroll: false, replace }),
    [navigate],
  )
  return { query, set }
}
