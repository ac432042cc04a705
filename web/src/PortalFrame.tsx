import { readMe, type Me } from '@hansa/contract/identity'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ask } from './api.ts'
import { house, useLook } from './kit/brand.ts'
import { Frame } from './kit/Frame.tsx'
import { Ready } from './kit/Ready.tsx'
import { Loading } from './kit/State.tsx'
import { portalPaths } from './paths.ts'
import { useWaysOut } from './places.ts'
import { portalNav } from './portal-nav.ts'
import { isWrongDoor, WrongDoor } from './WrongDoor.tsx'

const TwoFactorWanted = lazy(async () => ({
  default: (await import('./identity/TwoFactorWanted.tsx')).TwoFactorWanted,
}))

/** The frame of the partners' portal. */
export const PortalFrame = () => (
  <Ready query={useQuery(ask(readMe, {}))}>
    {(me) =>
      isWrongDoor(me) ? (
        <WrongDoor me={me} />
      ) : me.mustSetUpTwoFactor ? (
        <Suspense fallback={<Loading />}>
          <TwoFactorWanted me={me} />
        </Suspense>
      ) : (
        <Framed me={me} />
      )
    }
  </Ready>
)

function Framed({ me }: { me: Me }) {
  const { name } = useLook()
  const ways = useWaysOut(me)
  const sections = portalNav
    .map((section) => ({ ...section, items: section.items.filter(({ can }) => !can || me.permissions.includes(can)) }))
    .filter((section) => section.items.length > 0)
  return (
    <Frame
      name={name === house.name ? me.ecosystem.name : name}
      home={portalPaths.home()}
      sections={sections}
      user={me.user}
      userItems={ways}
    >
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </Frame>
  )
}
