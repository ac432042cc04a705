import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './Frame.module.css'
import { t } from './language.tsx'

/** The navigation where it is narrow: over the page, closed by Esc or a touch beside it. */
export const NavDrawer = ({
  opened,
  onClose,
  children,
}: {
  opened: boolean
  onClose: () => void
  children: ReactNode
}) => (
  <Drawer.Root
    opened={opened}
    onClose={onClose}
    position="left"
    size={264}
    classNames={{ content: styles.drawerContent ?? '', body: styles.drawer ?? '' }}
  >
    <Drawer.Overlay backgroundOpacity={0.35} />
    <Drawer.Content aria-label={t('Navigation')}>
      <Drawer.Body>{children}</Drawer.Body>
    </Drawer.Content>
  </Drawer.Root>
)
