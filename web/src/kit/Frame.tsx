import { useDisclosure } from '@mantine/hooks'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { IconButton } from './Button.tsx'
import styles from './Frame.module.css'
import { FrameNav, type NavSection } from './FrameNav.tsx'
import type { MenuItem } from './Menu.tsx'
import { UserMenu } from './UserMenu.tsx'
import { t } from './language.tsx'

export type { NavSection } from './FrameNav.tsx'

export interface FrameProps {
  /** Whose ecosystem this is. */
  name: string
  home: string
  sections: readonly NavSection[]
  user: { name: string; email: string }
  /** In the user's menu: other ecosystems, settings, sign out. */
  userItems: readonly (readonly MenuItem[])[]
  /** Opens the command palette, where there is one. */
  onSearch?: () => void
  children: ReactNode
}

const NavDrawer = lazy(async () => ({ default: (await import('./NavDrawer.tsx')).NavDrawer }))

/** The frame around every page: navigation at the side, or in a drawer where it is narrow. */
export function Frame({ name, home, sections, user, userItems, onSearch, children }: FrameProps) {
  const [opened, { open, close }] = useDisclosure(false)
  const [wanted, setWanted] = useState(false)
  if (opened && !wanted) setWanted(true)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => close(), [path, close])
  const nav = (
    <>
      <FrameNav name={name} home={home} sections={sections} {...(onSearch && { onSearch })} />
      <UserMenu user={user} items={userItems} />
    </>
  )
  return (
    <div className={styles.frame}>
      <a href="#main" className={styles.skip}>
        {t('Skip to the content')}
      </a>
      <aside aria-label={t('Workspace')} className={styles.around}>
        <div className={styles.top}>
          <IconButton label={t('Open the navigation')} icon={IconMenu2} onClick={open} />
          <span className={styles.topName}>{name}</span>
          {onSearch && <IconButton label={t('Search')} icon={IconSearch} onClick={onSearch} />}
        </div>
        <div className={styles.side}>{nav}</div>
      </aside>
      {wanted && (
        <Suspense fallback={null}>
          <NavDrawer opened={opened} onClose={close}>
            {nav}
          </NavDrawer>
        </Suspense>
      )}
      {/* `Page` puts its title here when it comes. */}
      <output id="announcer" className={styles.hidden} />
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
