import type { Endpoint } from '@hansa/contract/endpoint'
import { say } from '@hansa/contract/language'
import type { LinkScope } from '../access.ts'
import { Refusal } from '../errors.ts'

/**
 * What a link lets through: its one endpoint, with the fixed fields as they are fixed. Those that were left out are
 * filled in; one that says something else is refused.
 */
export function throughLink(
  link: LinkScope,
  endpoint: Pick<Endpoint, 'method' | 'path'>,
  sent: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  if (link.endpoint !== `${endpoint.method} ${endpoint.path}`)
    throw new Refusal('forbidden', say`This link is good for one thing alone, and this is another.`)
  const other = Object.keys(link.input).find(
    (field) => field in sent && JSON.stringify(sent[field]) !== JSON.stringify(link.input[field]),
  )
  if (other)
    throw new Refusal('forbidden', say`This link fixes “${other}”; it can be used with that alone.`, [
      { field: other, message: say`is fixed by the link` },
    ])
  return { ...sent, ...link.input }
}
