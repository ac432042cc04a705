import { Link as RouterLink } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import styles from './Link.module.css'

/**
 * A link to one of `paths`; to another site, or a file, with `href`.
 * @param quiet looks like the text around it until it is pointed at: for names in tables
 */
export function Link({
  to,
  href,
  quiet,
  download,
  children,
}: {
  to?: string
  href?: string
  quiet?: boolean
  download?: boolean
  children: ReactNode
}) {
  const className = quiet ? styles.quiet : styles.link
  if (to !== undefined) {
    return (
      <RouterLink to={to} className={className}>
        {children}
      </RouterLink>
    )
  }
  const outside = href?.startsWith('http')
  return (
    <a
      href={href}
      className={className}
      download={download}
      {...(outside && { target: '_blank', rel: 'noreferrer noopener' })}
    >
      {children}
    </a>
  )
}
