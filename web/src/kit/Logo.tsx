import type { ReactNode } from 'react'
import { useLook } from './brand.ts'
import styles from './Logo.module.css'

/** The logo, on white where the ground is dark; where there is none, its place stays to what is given instead. */
export function Logo({ children, large = false }: { children: ReactNode; large?: boolean }) {
  const { logo, name } = useLook()
  if (!logo) return children
  return <img src={logo} alt={name} className={styles.logo} data-large={large || undefined} />
}
