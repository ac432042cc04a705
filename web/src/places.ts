import { switchMembership, type Me } from '@hansa/contract/identity'
import { signOut } from '@hansa/contract/sign-in'
import { IconBuilding, IconLogout, IconShieldLock } from '@tabler/icons-react'
import { useSend } from './api.ts'
import { door, doors } from './door.ts'
import { t } from './kit/language.tsx'
import type { MenuItem } from './kit/Menu.tsx'

type Place = Me['memberships'][number]

/** Where somebody works: for whom, and in whose ecosystem. */
export const placeText = ({ partnerName, ecosystemName }: Place): string =>
  partnerName === null
    ? ecosystemName
    : t('{partner}, partner of {ecosystem}', { partner: partnerName, ecosystem: ecosystemName })

/** Goes to work at another place of one's own: everything on screen is made anew, behind that place's door. */
export function useChangePlace(): (place: Place) => void {
  const change = useSend(switchMembership)
  return (place) =>
    change.mutate({ membershipId: place.id }, { onSuccess: () => location.assign(doors[place.door].home) })
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
  return [
    me.memberships
      .filter(({ here }) => !here)
      .map((place) => ({ label: placeText(place), icon: IconBuilding, onClick: () => change(place) })),
    [
      { label: t('Security'), icon: IconShieldLock, to: doors[door].security },
      { label: t('Sign out'), icon: IconLogout, onClick: leave },
    ],
  ]
}
