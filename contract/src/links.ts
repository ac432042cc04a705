import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { Done, id, listInput, listOf, Moment } from './fields.ts'

/** What became of a link. `unknown`: there is none of this token. */
export const linkStates = ['open', 'used', 'expired', 'revoked', 'ended', 'unknown'] as const

/** A link as its page shows it: what it is for, in whose name, and what remains to be filled. */
export const Link = z.object({
  state: z.enum(linkStates),
  ecosystemName: z.string(),
  /** In whose name the link acts. */
  personName: z.string(),
  title: z.string(),
  paragraphs: z.array(z.string()),
  /** The one call that the link is good for. */
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  path: z.string(),
  summary: z.string(),
  /** The part of its input that is fixed. */
  fixed: z.record(z.string(), z.unknown()),
  /** JSON Schema of the part that the person fills. */
  schema: z.record(z.string(), z.unknown()),
  expiresAt: Moment.nullable(),
  usedAt: Moment.nullable(),
  /** Whether a new link may be mailed to the same address. */
  mayRenew: z.boolean(),
})
export type Link = z.infer<typeof Link>

/** An endpoint's input as JSON Schema. */
export function inputSchema(
  it: Endpoint,
): Record<string, unknown> & { properties: Record<string, unknown>; required: string[] } {
  const { $schema: _, ...schema } = z.toJSONSchema(it.input, { io: 'input', unrepresentable: 'any' })
  return { ...schema, properties: schema.properties ?? {}, required: schema.required ?? [] }
}

export const readLink = endpoint({
  method: 'GET',
  path: '/links/current',
  can: 'public',
  summary: 'What the link in the header X-Hansa-Link is for; reading it does nothing',
  input: z.object({}),
  output: Link,
})
export const renewLink = endpoint({
  method: 'POST',
  path: '/links/current/renew',
  can: 'public',
  summary: 'Mail a new link, in place of the one in the header X-Hansa-Link, to the same address',
  input: z.object({}),
  output: Done,
})

/** A link as those who administer the ecosystem see it: never its token. */
export const SentLink = z.object({
  id: id('link'),
  title: z.string(),
  personName: z.string(),
  email: z.string(),
  partnerId: z.string().nullable(),
  state: z.enum(linkStates),
  createdAt: Moment,
  expiresAt: Moment,
  usedAt: Moment.nullable(),
})
export type SentLink = z.infer<typeof SentLink>
export const listLinks = endpoint({
  method: 'GET',
  path: '/links',
  can: 'ecosystem.manage',
  summary: 'Links that stand in mails: for whom, what for, and what became of them',
  input: listInput(['-createdAt'], {}),
  output: listOf(SentLink),
})
export const revokeLink = endpoint({
  method: 'DELETE',
  path: '/links/:id',
  can: 'ecosystem.manage',
  summary: 'Withdraw a link: it works no longer',
  input: z.object({ id: id('link') }),
  output: Done,
})
