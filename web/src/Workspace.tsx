import type { Me } from '@hansa/contract/identity'
import type { Permission } from '@hansa/contract/permissions'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { Inside } from './Inside.tsx'
import { Frame } from './kit/Frame.tsx'
import { Palette } from './kit/Palette.tsx'
import { Loading } from './kit/State.tsx'
import { t } from './kit/language.tsx'
import { acts, nav } from './nav.ts'
import { paths } from './paths.ts'
import { useWaysOut } from './places.ts'

/** The frame of the vendor's workspace: who is here, where they may go. */
export const Workspace = () => <Inside>{(me) => <Framed me={me} />}</Inside>

function Framed({ me }: { me: Me }) {
  const navigate = useNavigate()
  const [searching, setSearching] = useState(false)
  const ways = useWaysOut(me)
  const isAllowed = (item: { can?: Permission }) => !item.can || me.permissions.includes(item.can)
  const go = (to: string) => void navigate({ to })
  const sections = nav
    .map((section) => ({ ...section, items: section.items.filter(isAllowed) }))
    .filter((section) => section.items.length > 0)
  return (
    <Frame
      name={me.ecosystem.name}
      home={paths.home()}
      sections={sections}
      user={me.user}
      userItems={ways}
      onSearch={() => setSearching(true)}
    >
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
      <Palette
        opened={searching}
        onOpened={setSearching}
        groups={[...sections, { label: t('Do'), items: acts.filter(isAllowed) }].map((section) => ({
          label: section.label ?? t('Go to'),
          commands: section.items.map((item) => ({
            id: item.label,
            label: item.label,
            icon: item.icon,
            run: () => go(item.to),
          })),
        }))}
        find={async (text, signal) => (await import('./search.ts')).findRecords(me.permissions, go)(text, signal)}
      />
    </Frame>
  )
}
