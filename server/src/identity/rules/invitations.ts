import type { Invitation } from '@hansa/contract/access'

/** Days that an invitation's link works. */
export const invitationDays = 7

/** What an invitation is now. */
export function invitationState(
  it: { acceptedAt: Date | null; withdrawnAt: Date | null; expiresAt: Date },
  now: Date,
): Invitation['state'] {
  if (it.acceptedAt) return 'accepted'
  if (it.withdrawnAt) return 'withdrawn'
  return it.expiresAt <= now ? 'expired' : 'open'
}
