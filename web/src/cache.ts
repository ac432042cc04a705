import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api.ts'

/** Asks again only where asking again can help: the connection failed, or the server stumbled. */
const worthwhile = (failures: number, error: Error) =>
  failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500)

/** What was read stays good for a short while, so that going back is instant. */
export const cacheOf = () =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: 15_000, retry: worthwhile }, mutations: { retry: false } },
  })
