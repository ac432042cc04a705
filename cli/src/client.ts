import type { Endpoint, Problem } from '@hansa/contract'

/** Where Hansa is and who asks. */
export interface Place {
  readonly url: string
  readonly key: string
  /** The operator's token, for what concerns the whole installation. */
  readonly operator?: string | undefined
}

/** Hansa said no, with its reason. */
export class Refused extends Error {
  readonly status: number
  readonly problem: Problem
  constructor(status: number, problem: Problem) {
    super(problem.message)
    this.status = status
    this.problem = problem
  }
}

/** Calls an endpoint over HTTP; answers the response as it comes, for JSON and for files. */
export async function send(
  place: Place,
  endpoint: Endpoint,
  input: Record<string, unknown>,
  body?: ReadableStream<Uint8Array>,
): Promise<Response> {
  const rest = { ...input }
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE' || endpoint.takes === 'bytes'
  const query = new URLSearchParams()
  if (inQuery)
    for (const [name, value] of Object.entries(rest)) for (const one of [value].flat()) query.append(name, String(one))
  const response = await fetch(`${place.url}/api${path}${query.size > 0 ? `?${query}` : ''}`, {
    method: endpoint.method,
    headers: {
      authorization: `Bearer ${place.key}`,
      ...(place.operator && { 'x-hansa-operator': place.operator }),
      ...(endpoint.method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
      ...(!inQuery && { 'content-type': 'application/json' }),
    },
    ...(body ? { body, duplex: 'half' } : !inQuery && { body: JSON.stringify(rest) }),
  } as RequestInit)
  if (response.ok) return response
  const problem = (await response.json().catch(() => null)) as Problem | null
  throw new Refused(
    response.status,
    problem ?? { code: 'internal', message: `${place.url} answered ${response.status} without a reason. Is it Hansa?` },
  )
}
