import type { Endpoint, Problem } from '@hansa/contract/endpoint'
import { keepPreviousData, queryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import { locale, t } from './kit/language.tsx'
import type { List } from './kit/list.ts'
import { queryText, type Query } from './kit/query.ts'

/** A refusal of the server: a code for the program, a sentence for the person, the fields that were wrong. */
export class ApiError extends Error {
  readonly status: number
  readonly code: Problem['code'] | 'offline'
  readonly problems: readonly { field: string; message: string }[]
  readonly requestId: string | undefined

  constructor(status: number, body: Omit<Problem, 'code'> & { code: Problem['code'] | 'offline' }) {
    super(body.message)
    this.name = 'ApiError'
    this.status = status
    this.code = body.code
    this.problems = body.problems ?? []
    this.requestId = body.requestId
  }
}

let signedOut = () => {}
/** What to do when the server no longer knows the session; the door sets it once. */
export const onSignedOut = (act: () => void) => {
  signedOut = act
}

/** A value that parts may be taken from; everything an endpoint's input can be. */
type Fields = Record<string, unknown>

/**
 * Where a call goes and what travels in it: path parts filled, the rest in the query (GET, DELETE, files) or the body.
 * Arrays repeat their name; what is undefined is left out.
 */
export function request(
  it: Pick<Endpoint, 'method' | 'path' | 'takes'>,
  input: Fields,
): { url: string; body: Fields | undefined } {
  const rest = { ...input }
  const path = it.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new TypeError(`${it.method} ${it.path} needs ${name}`)
    delete rest[name]
    return encodeURIComponent(value)
  })
  const inQuery = it.method === 'GET' || it.method === 'DELETE' || it.takes === 'bytes'
  return { url: `/api${path}${inQuery ? queryText(rest) : ''}`, body: inQuery ? undefined : rest }
}

/**
 * Calls one endpoint of the contract.
 * @throws ApiError when the server refuses or cannot be reached
 */
export async function call<I extends z.ZodType, O extends z.ZodType>(
  it: Endpoint<I, O>,
  input: z.input<I>,
  options: { file?: Blob; key?: string; signal?: AbortSignal; link?: string } = {},
): Promise<z.output<O>> {
  const { url, body } = request(it, input as Fields)
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': locale() }
  // A form of another site cannot set this header, so the server takes it as the sign of our own page.
  if (it.method !== 'GET') headers['x-hansa'] = '1'
  if (it.method === 'POST') headers['idempotency-key'] = options.key ?? crypto.randomUUID()
  // A link from a mail, in whose name this is asked, instead of a session.
  if (options.link !== undefined) headers['x-hansa-link'] = options.link
  if (body) headers['content-type'] = 'application/json'
  const response = await fetch(url, {
    method: it.method,
    headers,
    credentials: 'same-origin',
    body: options.file ?? (body ? JSON.stringify(body) : null),
    signal: options.signal ?? null,
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError(0, {
      code: 'offline',
      message: t('The server cannot be reached. Check the connection and try again.'),
    })
  })
  if (!response.ok) throw await refusal(response, it.can === 'public' || options.link !== undefined)
  return (await response.json()) as z.output<O>
}

async function refusal(response: Response, isPublic: boolean): Promise<ApiError> {
  if (response.status === 401 && !isPublic) signedOut()
  const body = (await response.json().catch(() => null)) as Problem | null
  if (body && typeof body.code === 'string') return new ApiError(response.status, body)
  return new ApiError(response.status, {
    code: 'internal',
    message: t('The server answered {status} without a reason.', { status: response.status }),
  })
}

/** The address of an endpoint that gives a file, for a link with `download`. */
export const hrefOf = <I extends z.ZodType, O extends z.ZodType>(
  it: Endpoint<I, O>,
  input: z.input<I>,
  query: Query = {},
) => request(it, { ...(input as Fields), ...query }).url

/** Query options for reading an endpoint: `useQuery(ask(readDeal, { id }))`. */
export const ask = <I extends z.ZodType, O extends z.ZodType>(it: Endpoint<I, O>, input: z.input<I>) =>
  queryOptions({ queryKey: [it.path, input], queryFn: ({ signal }) => call(it, input, { signal }) })

/**
 * A mutation of one endpoint; what is on screen is read anew afterwards. Sending the same input again after the
 * connection failed carries the same idempotency key, so nothing happens twice.
 */
export function useSend<I extends z.ZodType, O extends z.ZodType>(it: Endpoint<I, O>) {
  const cache = useQueryClient()
  const unsure = useRef<{ input: string; key: string } | null>(null)
  return useMutation<z.output<O>, Error, z.input<I>>({
    mutationFn: async (input) => {
      const text = JSON.stringify(input)
      const key = unsure.current?.input === text ? unsure.current.key : crypto.randomUUID()
      unsure.current = { input: text, key }
      try {
        const answer = await call(it, input, { key })
        unsure.current = null
        return answer
      } catch (error) {
        if (error instanceof ApiError && error.status > 0 && error.status < 500) unsure.current = null
        throw error
      }
    },
    onSuccess: () => cache.invalidateQueries(),
  })
}

/** What the list takes of an address; the rest (the chosen columns, an open tab) concerns the page alone. */
const known = (input: z.ZodType, query: Query): Query =>
  'shape' in input && typeof input.shape === 'object' && input.shape !== null
    ? Object.fromEntries(Object.entries(query).filter(([name]) => name in (input.shape as object)))
    : query

type Listed = { items: unknown[]; next: string | null; total?: number | undefined }

/**
 * A list endpoint as `DataTable` wants it: pages are fetched one after the other by key.
 * @param input what the page itself fixes, checked against the contract
 * @param query search, sort and filters as they stand in the address (`useUrl().query`), checked by the server
 */
export function useList<I extends z.ZodType, O extends z.ZodType<Listed>>(
  it: Endpoint<I, O>,
  input: Partial<z.input<I>>,
  query: Query = {},
): List<z.output<O>['items'][number]> {
  type Row = z.output<O>['items'][number]
  const all = { ...input, ...known(it.input, query) }
  const pages = useInfiniteQuery({
    queryKey: [it.path, 'list', all],
    queryFn: ({ pageParam, signal }) =>
      call(it, { ...all, ...(pageParam !== null && { after: pageParam }) } as z.input<I>, {
        signal,
      }) as Promise<Listed>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  return {
    items: (pages.data?.pages.flatMap((page) => page.items) ?? []) as Row[],
    total: pages.data?.pages[0]?.total,
    loading: pages.isPending,
    stale: pages.isPlaceholderData,
    error: pages.error,
    hasMore: pages.hasNextPage,
    loadingMore: pages.isFetchingNextPage,
    more: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  }
}
