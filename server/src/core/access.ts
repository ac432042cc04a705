import { english } from '@hansa/contract/language'
import { holds, type Permission, type Role } from '@hansa/contract/permissions'
import type { Db } from './database/scope.ts'

/** Who is calling: a signed-in person, an API key or a link from a mail, in one ecosystem and, for a partner's people, one partner. */
export interface Principal {
  readonly kind: 'user' | 'key' | 'link'
  /** What idempotency and the log know the caller by: the member's or the key's id. */
  readonly id: string
  readonly userId: string
  readonly memberId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly ecosystemId: string
  readonly partnerId: string | null
  /** A key's scopes narrow its owner's role; null for a person. */
  readonly scopes: readonly Permission[] | null
  /** For a link: the one call that it is good for. */
  readonly link?: LinkScope
}

/** A link's one endpoint, and the part of its input that is fixed. */
export interface LinkScope {
  /** `POST /portal/threads/:id/replies` */
  readonly endpoint: string
  readonly input: Readonly<Record<string, unknown>>
  /** Uses the link up, in the transaction of the act; refuses where it is used already. */
  readonly spend: (db: Db) => Promise<void>
}

export const can = (principal: Principal, permission: Permission): boolean =>
  holds(principal.role, permission) && (principal.scopes === null || principal.scopes.includes(permission))

/** For a record's `may`: true, or the reason why not, in words. */
export const mayIf = (principal: Principal, permission: Permission): true | string =>
  can(principal, permission) || english`Your role does not hold “${permission}”.`
