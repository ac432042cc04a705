import type { CSSProperties, ReactNode } from 'react'
import styles from './layout.module.css'

type Gap = 'xs' | 'sm' | 'md' | 'lg'

/** Things below each other. */
export const Stack = ({ children, gap = 'md' }: { children: ReactNode; gap?: Gap }) => (
  <div className={styles.stack} data-gap={gap}>
    {children}
  </div>
)

/** Things beside each other; they wrap where it is narrow. `spread` pushes the last to the end. */
export const Row = ({ children, gap = 'sm', spread = false }: { children: ReactNode; gap?: Gap; spread?: boolean }) => (
  <div className={styles.row} data-gap={gap} data-spread={spread || undefined}>
    {children}
  </div>
)

/** Equal columns, as many as fit with at least `min` pixels each: figures, cards, fields of a form. */
export const Columns = ({ children, min = 220, gap = 'md' }: { children: ReactNode; min?: number; gap?: Gap }) => (
  <div className={styles.columns} data-gap={gap} style={{ '--min': `${min}px` } as CSSProperties}>
    {children}
  </div>
)

/** Text of lesser weight: a remark, a unit, a source. */
export const Muted = ({ children, small = false }: { children: ReactNode; small?: boolean }) => (
  <span className={small ? styles.small : styles.muted}>{children}</span>
)
