import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { Icon } from './Button.tsx'

export interface Command {
  id: string
  label: string
  /** Where it belongs, or what it does, in a few words. */
  hint?: string
  icon?: Icon
  run: () => void
}
export interface CommandGroup {
  label: string
  commands: readonly Command[]
}

export interface PaletteProps {
  opened: boolean
  onOpened: (opened: boolean) => void
  /** Always there, narrowed by what is typed: pages and acts. */
  groups: readonly CommandGroup[]
  /** Asks the server for what is typed, from two characters on: records. `signal` ends what nobody waits for any more. */
  find?: (text: string, signal: AbortSignal) => Promise<readonly CommandGroup[]>
}

const load = async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette })
const CommandPalette = lazy(load)
/** In ms. After the page has come to rest, so that the first key pressed finds it. */
const ahead = 2500

/** Goes anywhere and finds anything by keyboard: Ctrl-K, or ⌘K. Its code comes after the page. */
export function Palette(props: PaletteProps) {
  const [wanted, setWanted] = useState(props.opened)
  if (props.opened && !wanted) setWanted(true)
  useEffect(() => {
    const timer = setTimeout(() => void load(), ahead)
    return () => clearTimeout(timer)
  }, [])
  useHotkeys([['mod+K', () => props.onOpened(!props.opened)]], [])
  return (
    wanted && (
      <Suspense fallback={null}>
        <CommandPalette {...props} />
      </Suspense>
    )
  )
}
