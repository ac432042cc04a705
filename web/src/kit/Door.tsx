import type { ReactNode } from 'react'
import { useEffect } from 'react'
import styles from './Door.module.css'

/** A page for people who are not inside yet: one column in the middle, one thing to do. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Hansa`
  }, [title])
  return (
    <main className={styles.door}>
      <div className={styles.box}>
        <p className={styles.name}>Hansa</p>
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
      </div>
    </main>
  )
}
