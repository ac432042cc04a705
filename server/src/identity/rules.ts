import type { Door } from '@hansa/contract/identity'
import { holds, type Permission, type Role } from '@hansa/contract/permissions'

interface Membership {
  readonly memberId: string
}

/**
 * Where a session works: the place that was chosen, and no other when that one is gone, since only the person changes in
 * whose name they act. A session from before places were chosen works in the oldest one.
 */
export const currentMembership = <M extends Membership>(
  memberships: readonly M[],
  chosen: string | null,
): M | undefined =>
  chosen === null ? memberships[0] : memberships.find((membership) => membership.memberId === chosen)

/** The door that a place lies behind. */
export const doorOf = (place: { partnerId: string | null }): Door => (place.partnerId === null ? 'workspace' : 'portal')

/** Where a new session works: behind the door that the person came to, if they have a place there; else their oldest place. */
export const firstPlace = <M extends { partnerId: string | null }>(
  memberships: readonly M[],
  door: Door | undefined,
): M | undefined => memberships.find((place) => doorOf(place) === door) ?? memberships[0]

/** A key can do no more than its owner's role. Answers the scopes that it may not have. */
export const scopesBeyond = (role: Role, scopes: readonly Permission[]): Permission[] =>
  scopes.filter((scope) => !holds(role, scope))

/** Partner roles act for a partner organization, the others never do. Answers what is wrong, if anything. */
export function partnerProblem(role: Role, partnerId: string | undefined): string | undefined {
  const forPartner = role === 'partner_administrator' || role === 'partner_member'
  if (forPartner && !partnerId) return 'is missing; a partner’s role acts for one partner organization'
  if (!forPartner && partnerId) return 'is only for the roles of a partner’s people'
  return undefined
}
