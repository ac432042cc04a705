import { useEffect, type ReactNode } from 'react'
import styles from './OpenPage.module.css'

/** A page for people who are not signed in: sign-in, set-up, an invitation. One narrow column, no frame. */
export function OpenPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Hansa`
  }, [title])
  return (
    <main className={styles.open}>
      <img src="/favicon.svg" alt="" width={32} height={32} />
      <div>
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {children}
    </main>
  )
}
