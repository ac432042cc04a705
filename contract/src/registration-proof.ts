import type { RegistrationProof } from './own-registrations.ts'
import type { RegistrationEvent } from './registrations.ts'

/** What the first link of every chain follows. */
export const beginning = '0'.repeat(64)

type Linked = Omit<RegistrationEvent, 'hash'>

/** SHA-256 of a text in UTF-8, as hexadecimal digits. */
export type Sha256 = (text: string) => string

/**
 * What the hash of one link is taken over: the registration's id and the link as JSON with sorted keys (RFC 8785 for the
 * values that occur here: strings, integers, booleans, null, lists and objects of them), the previous hash among them.
 */
export const linkText = (registrationId: string, { number, at, act, actor, state, data, previous }: Linked): string =>
  sorted({ registrationId, number, at, act, actor, state, data, previous })

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${sorted(field)}`).join(',')}}`
}

/** What is wrong with a proof, a sentence each; none where every link follows from the one before. */
export function proofProblems(
  { registrationId, events }: Pick<RegistrationProof, 'registrationId' | 'events'>,
  sha256: Sha256,
): string[] {
  if (events.length === 0) return ['The proof holds no event.']
  const problems: string[] = []
  let before: Pick<RegistrationEvent, 'hash' | 'number' | 'at'> = { hash: beginning, number: 0, at: '' }
  for (const event of events) {
    const named = `Event ${event.number} (${event.act}, ${event.at})`
    if (event.number !== before.number + 1)
      problems.push(`${named} should be number ${before.number + 1}: one is missing or out of order.`)
    if (event.previous !== before.hash) problems.push(`${named} does not follow from the event before it.`)
    if (sha256(linkText(registrationId, event)) !== event.hash)
      problems.push(`${named} is not what was recorded: its hash differs.`)
    if (before.at && event.at < before.at) problems.push(`${named} claims to be earlier than the event before it.`)
    before = event
  }
  return problems
}
