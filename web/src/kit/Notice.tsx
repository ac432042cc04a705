import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './Notice.module.css'

/** Something about the whole page that its reader must know before the rest: a box above it that stays. */
export const Notice = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className={styles.notice} role="note">
    <IconInfoCircle size={18} stroke={1.75} aria-hidden className={styles.icon} />
    <div>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  </div>
)
