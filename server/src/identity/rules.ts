import { holds, type Permission, type Role } from '@hansa/contract/permissions'

interface Membership {
  readonly memberId: string
}

/** Where a session works: the place last chosen, while it still exists; else the oldest one. */
export const currentMembership = <M extends Membership>(
  memberships: readonly M[],
  chosen: string | null,
): M | undefined => memberships.find((membership) => membership.memberId === chosen) ?? memberships[0]

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
