import type { Me } from '@hansa/contract/identity'
import { Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Inside } from './Inside.tsx'
import { house, useLook } from './kit/brand.ts'
import { Frame } from './kit/Frame.tsx'
import { Loading } from './kit/State.tsx'
import { portalPaths } from './paths.ts'
import { useWaysOut } from './places.ts'
import { portalNav } from './portal-nav.ts'

/** The frame of the partners’ portal. */
export const PortalFrame = () => <Inside>{(me) => <Framed me={me} />}</Inside>

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
