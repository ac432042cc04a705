import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failed, Loading, Refused } from './State.tsx'

/**
 * Shows what a query brought, and until then its waiting or its failure.
 * `<Ready query={useQuery(ask(readDeal, { id }))}>{(deal) => …}</Ready>`
 */
export function Ready<T>({
  query,
  loading = <Loading />,
  children,
}: {
  query: UseQueryResult<T>
  loading?: ReactNode
  children: (data: T) => ReactNode
}) {
  // Signed out: the router is already on its way to sign-in.
  if (query.isPending || hasCode(query.error, 'signed_out')) return loading
  if (query.data === undefined || hasCode(query.error, 'forbidden')) {
    const error = query.error ?? new Error('Something went wrong.')
    return hasCode(error, 'forbidden') ? (
      <Refused why={error.message} />
    ) : (
      <Failed error={error} retry={() => void query.refetch()} />
    )
  }
  return children(query.data)
}

const hasCode = (error: Error | null, code: string) => error !== null && 'code' in error && error.code === code
