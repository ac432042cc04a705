import { useEffect, useRef, type ReactNode } from 'react'

/**
 * A box whose content may be wider than itself; then it scrolls sideways in place of the page, and can be reached
 * by keyboard, as everything that scrolls must.
 */
export function Scroller({
  label,
  className,
  children,
}: {
  label: string
  className?: string | undefined
  children: ReactNode
}) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const it = box.current
    if (!it) return
    const measure = new ResizeObserver(() => {
      if (it.scrollWidth > it.clientWidth) it.tabIndex = 0
      else it.removeAttribute('tabindex')
    })
    measure.observe(it)
    return () => measure.disconnect()
  }, [])
  return (
    <section ref={box} aria-label={label} className={className} style={{ overflowX: 'auto', maxWidth: '100%' }}>
      {children}
    </section>
  )
}
