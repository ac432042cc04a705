import '@mantine/core/styles.layer.css'
import './base.css'
import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react'
import { direction } from './language.tsx'
import { cssVariables, theme } from './theme.ts'
import { corner } from './toast.ts'

const scheme = localStorageColorSchemeManager({ key: 'hansa-colours' })

const Toasts = lazy(() => import('./Toasts.tsx'))

/** The look, and the place where toasts appear. Once, around everything. */
export const Kit = ({ children }: { children: ReactNode }) => (
  <DirectionProvider initialDirection={direction()} detectDirection={false}>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={scheme}
      defaultColorScheme="auto"
    >
      {children}
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
