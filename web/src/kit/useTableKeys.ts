import { useEffect, useEffectEvent, type RefObject } from 'react'

/**
 * Makes the rows of a table walkable once the table has the focus: j or ↓ next, k or ↑ previous, Enter opens, x selects;
 * a click anywhere in a row opens it, too. Rows are `tr[data-row]`. What is typed into a field, meant for the browser
 * or aimed at a link or button inside the row is left alone.
 */
export function useTableKeys(
  frame: RefObject<HTMLElement | null>,
  open: (id: string, aside: boolean) => void,
  select: (id: string) => void,
) {
  const opened = useEffectEvent(open)
  const selected = useEffectEvent(select)
  // After every render: the table comes and goes with its rows, and attaching anew costs nothing.
  useEffect(() => {
    const table = frame.current
    if (!table) return
    table.setAttribute('tabindex', '0')
    const walk = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (
        event.metaKey ||
        event.ctrlKey ||
        event.altKey ||
        target.matches('input:not([type="checkbox"]), textarea, select')
      )
        return
      const rows = [...table.querySelectorAll<HTMLElement>('tr[data-row]')]
      const at = rows.findIndex((row) => row.contains(document.activeElement))
      const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
      const id = rows[at]?.dataset['row']
      if (step !== undefined) {
        const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))]
        next?.focus()
        next?.scrollIntoView({ block: 'nearest' })
      } else if (event.key === 'Enter' && target === rows[at] && id) opened(id, false)
      else if (event.key === 'x' && id) selected(id)
      else return
      event.preventDefault()
    }
    const click = (event: MouseEvent) => {
      const target = event.target as Element
      const id = target.closest<HTMLElement>('tr[data-row]')?.dataset['row']
      if (!id || event.defaultPrevented || target.closest('a, button, input, label') || getSelection()?.toString())
        return
      opened(id, event.metaKey || event.ctrlKey)
    }
    table.addEventListener('keydown', walk)
    table.addEventListener('click', click)
    return () => {
      table.removeEventListener('keydown', walk)
      table.removeEventListener('click', click)
    }
  })
}
