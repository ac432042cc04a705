import { say, type Saying } from '@hansa/contract/language'

/** What a provider says of the person who comes back from it. */
export interface Claims {
  readonly subject: string
  readonly email: string | undefined
  readonly emailVerified: boolean
  readonly name: string | undefined
}

/** Whether an address belongs to one of the domains; every address does where none is named. */
export const isOfDomains = (email: string, domains: readonly string[]): boolean =>
  domains.length === 0 || domains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase())

/** Why somebody whom Hansa does not know by this provider yet cannot be recognized by their address, if so. */
export function claimsProblem(
  claims: Claims,
  provider: { name: string; domains: readonly string[] },
): Saying | undefined {
  if (!claims.email) return say`${provider.name} did not say your e-mail address, so Hansa cannot know who you are.`
  if (!claims.emailVerified)
    return say`${provider.name} has not verified the address ${claims.email}. Verify it there, then sign in again.`
  if (!isOfDomains(claims.email, provider.domains))
    return say`The address ${claims.email} is not of a domain that may sign in through ${provider.name}.`
  return undefined
}
