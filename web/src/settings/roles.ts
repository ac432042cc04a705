import type { Role } from '@hansa/contract/permissions'
import { roles } from '@hansa/contract/permissions'
import { optionsOf } from '../kit/choices.tsx'

/** Roles of a partner's people; they act for one partner organization. */
export const isPartners = (role: string | undefined): boolean =>
  role === ('partner_administrator' satisfies Role) || role === ('partner_member' satisfies Role)

export const roleOptions = optionsOf(roles)
