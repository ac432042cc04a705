import '@mantine/core/styles.layer.css'
import './base.css'
import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react'
import { house, LookContext, type Look } from './brand.ts'
import { direction } from './language.tsx'
import { cssVariablesIn, themeIn } from './theme.ts'
import { corner } from './toast.ts'

const scheme = localStorageColorSchemeManager({ key: 'hansa-colours' })

const Toasts = lazy(() => import('./Toasts.tsx'))

/** The look, and the place where toasts appear. Once, around everything. */
export const Kit = ({ look = house, children }: { look?: Look; children: ReactNode }) => (
  <DirectionProvider initialDirection={direction()} detectDirection={false}>
    <MantineProvider
      theme={themeIn(look.colours)}
      cssVariablesResolver={cssVariablesIn(look.colours)}
      colorSchemeManager={scheme}
      defaultColorScheme="auto"
    >
      <LookContext value={look}>{children}</LookContext>
      <Corner />
    </MantineProvider>
  </DirectionProvider>
)

const Corner = () =>
  useSyncExternalStore(corner.subscribe, corner.isWanted) && (
    <Suspense fallback={null}>
      <Toasts />
    </Suspense>
  )
