import { useEffect, useState, type RefObject } from 'react'

/**
 * Whether a frame's content is wider than the frame. Only then does the frame scroll by itself: a box that scrolls
 * sideways also catches `position: sticky`, and the table's head should stick to the page as long as it can.
 */
export function useOverflow(frame: RefObject<HTMLElement | null>): boolean {
  const [overflows, setOverflows] = useState(false)
  useEffect(() => {
    const outer = frame.current
    const inner = outer?.firstElementChild
    if (!outer || !inner) return
    const measure = new ResizeObserver(() => setOverflows(inner.scrollWidth > outer.clientWidth + 1))
    measure.observe(outer)
    measure.observe(inner)
    return () => measure.disconnect()
  })
  return overflows
}
