import { switchMembership, type Me } from '@hansa/contract/identity'
import { signOut } from '@hansa/contract/sign-in'
import { isPartnerRole } from '@hansa/contract/permissions'
import { IconBuilding, IconLogout } from '@tabler/icons-react'
import { useSend } from './api.ts'
import { door, doors, type DoorName } from './door.ts'
import { t } from './kit/language.tsx'
import type { MenuItem } from './kit/Menu.tsx'

type Place = Me['memberships'][number]

/** The door that a place lies behind. */
export const doorOf = (place: Pick<Place, 'role'>): DoorName => (isPartnerRole(place.role) ? 'portal' : 'workspace')

/** Goes to work at another place of one's own: everything on screen is made anew, behind that place's door. */
export function useChangePlace(): (place: Place) => void {
  const change = useSend(switchMembership)
  return (place) =>
    change.mutate({ membershipId: place.id }, { onSuccess: () => location.assign(doors[doorOf(place)].home) })
}

/** Ends the session and comes back to this door. */
export function useLeave(): () => void {
  const leave = useSend(signOut)
  return () => leave.mutate({}, { onSuccess: () => location.assign(doors[door].signIn) })
}

/** In the user's menu: the other places where this person works, and the way out. */
export function useWaysOut(me: Me): MenuItem[][] {
  const change = useChangePlace()
  const leave = useLeave()
  const others = me.memberships.filter((place) => !isHere(me, place))
  return [
    others.map((place) => ({
      label: place.ecosystemName,
      icon: IconBuilding,
      onClick: () => change(place),
    })),
    [{ label: t('Sign out'), icon: IconLogout, onClick: leave }],
  ]
}

const isHere = (me: Me, place: Place) => place.ecosystemName === me.ecosystem.name && place.role === me.role
