import { readBrand } from '@hansa/contract/brand'
import type { Me } from '@hansa/contract/identity'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ask } from './api.ts'
import { door, doors, type DoorName } from './door.ts'
import { Button } from './kit/Button.tsx'
import { Door } from './kit/Door.tsx'
import { t } from './kit/language.tsx'
import { Stack } from './kit/layout.tsx'
import { Loading } from './kit/State.tsx'
import { placeText, useChangePlace, useLeave } from './places.ts'

/** Whether this person's present place lies behind the other door. */
export const isWrongDoor = (me: Me): boolean => doorOf(me) !== door

const doorOf = (me: Me): DoorName => (me.partnerId === null ? 'workspace' : 'portal')

/**
 * For whoever stands at the other side's door. Who has no place behind it is led to their own; who has one chooses: only
 * they themselves change in whose name they act.
 */
export function WrongDoor({ me }: { me: Me }) {
  const change = useChangePlace()
  const leave = useLeave()
  const places = me.memberships.filter((place) => place.door === door)
  const own = doors[doorOf(me)].home
  const brand = useQuery(ask(readBrand, {}))
  // At a portal's own domain there is no workspace to be led to.
  const isClosed = brand.data?.ownDomain === true && door === 'portal'
  const isLed = places.length === 0 && brand.data?.ownDomain === false
  useEffect(() => {
    if (isLed) location.replace(own)
  }, [isLed, own])
  if (brand.isPending || isLed) return <Loading />
  return (
    <Door
      title={door === 'portal' ? t('This is the partner portal') : t('This is the vendor’s workspace')}
      lead={t('You are signed in for {name}. Go on there, or change to a place of yours behind this door.', {
        name: me.ecosystem.name,
      })}
    >
      <Stack gap="sm">
        {!isClosed && (
          <Button kind="primary" onClick={() => location.assign(own)}>
            {door === 'portal' ? t('Go to the workspace') : t('Go to the partner portal')}
          </Button>
        )}
        {places.map((place) => (
          <Button key={place.id} onClick={() => change(place)}>
            {t('Work for {name} instead', { name: placeText(place) })}
          </Button>
        ))}
        {isClosed && <Button onClick={leave}>{t('Sign out')}</Button>}
      </Stack>
    </Door>
  )
}
