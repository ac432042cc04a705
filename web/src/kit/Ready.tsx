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
  if (query.isPending) return loading
  if (query.data === undefined || (query.error && isRefusal(query.error))) {
    const error = query.error ?? new Error('Something went wrong.')
    return isRefusal(error) ? (
      <Refused why={error.message} />
    ) : (
      <Failed error={error} retry={() => void query.refetch()} />
    )
  }
  return children(query.data)
}

const isRefusal = (error: Error) => 'code' in error && error.code === 'forbidden'
