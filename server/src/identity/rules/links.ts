import { contract, type Endpoint } from '@hansa/contract'
import { inputSchema, type Link, type linkStates } from '@hansa/contract/links'
import { say, type Saying } from '@hansa/contract/language'

/** What the state of a link follows from. */
export interface LinkFacts {
  readonly singleUse: boolean
  readonly expiresAt: Date
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
  readonly renewedAt: Date | null
  readonly renewals: number
  /** The person may no longer act at all. */
  readonly ended: boolean
}
type State = (typeof linkStates)[number]

export function linkState(link: LinkFacts | undefined, now: Date): State {
  if (!link) return 'unknown'
  if (link.ended) return 'ended'
  if (link.revokedAt) return 'revoked'
  if (link.singleUse && link.usedAt) return 'used'
  return link.expiresAt <= now ? 'expired' : 'open'
}

const minutesBetween = 15
const mostRenewals = 5

/** Why no new link is mailed in the place of this one; undefined where one may be. */
export function renewalProblem(link: LinkFacts | undefined, now: Date): Saying | undefined {
  const state = linkState(link, now)
  if (!link) return why.unknown
  if (state === 'ended' || state === 'revoked') return why[state]
  if (state === 'open') return say`This link still works; there is no need for a new one.`
  if (link.renewals >= mostRenewals)
    return say`New links were mailed ${link.renewals} times already. Please ask the sender.`
  if (link.renewedAt && now.getTime() - link.renewedAt.getTime() < minutesBetween * 60_000)
    return say`A new link was mailed a moment ago. Look into your mailbox, and try again in ${minutesBetween} minutes.`
  return undefined
}

/** What is said to who calls with a link that does not work (any longer). */
export const why: Record<Exclude<State, 'open'>, Saying> = {
  unknown: say`This link is not one of ours: it may have been copied incompletely. Open it from the mail again.`,
  used: say`This link was used already, and works once.`,
  expired: say`This link has expired.`,
  revoked: say`This link was withdrawn by its sender.`,
  ended: say`The access of the person whom this link was made for has ended.`,
}

/** An endpoint as links name it. */
export const linkName = (endpoint: Pick<Endpoint, 'method' | 'path'>): string => `${endpoint.method} ${endpoint.path}`

export const endpointNamed = (name: string): Endpoint | undefined =>
  Object.values(contract)
    .flatMap((capability) => Object.values(capability))
    .find((endpoint) => linkName(endpoint) === name)

/** What keeps an endpoint from being called by a link with these fields fixed. */
export function linkProblem(endpoint: Endpoint, fixed: Readonly<Record<string, unknown>>): string | undefined {
  if (endpoint.method === 'GET') return 'a link acts; what is only read needs none'
  if (endpoint.can === 'public' || endpoint.can === 'signed-in') return 'what anybody may do needs no link'
  if (endpoint.takes || endpoint.gives) return 'a link’s page fills a form; files travel otherwise'
  const fields = Object.keys(inputSchema(endpoint).properties)
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const strange = Object.keys(fixed).find((field) => !fields.includes(field))
  if (strange) return `${strange} is no field of ${linkName(endpoint)}`
  const open = inPath.find((field) => !(field in fixed))
  return open && `${open} says which record is meant, so a link must fix it`
}

/** JSON Schema of the input that remains to be filled. */
export function remaining(endpoint: Endpoint, fixed: Readonly<Record<string, unknown>>): Link['schema'] {
  const schema = inputSchema(endpoint)
  const isOpen = (field: string) => !(field in fixed)
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(schema.properties).filter(([field]) => isOpen(field))),
    required: schema.required.filter(isOpen),
  }
}
