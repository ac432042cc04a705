import { useEffect, useEffectEvent } from 'react'

/** Does what belongs to a key, unless somebody is typing, a dialog is open or the key is meant for the browser. */
export function useKeys(acts: Readonly<Record<string, () => void>>) {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    const busy =
      target.closest('input, textarea, select, [contenteditable], [role="dialog"]') ||
      document.querySelector('[role="dialog"]')
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || busy) return
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
