import type { ReactNode } from 'react'
import styles from './Diff.module.css'
import { None } from './None.tsx'

export interface Change {
  label: string
  before: ReactNode
  after: ReactNode
}

/** What changed: name, before, after. For a proposed rule, a merge, an edit in the log. */
export const Diff = ({ changes }: { changes: readonly Change[] }) => (
  <dl className={styles.diff}>
    {changes.map(({ label, before, after }) => (
      <div key={label} className={styles.change}>
        <dt>{label}</dt>
        <dd>
          <del>{before ?? <None />}</del>
          <span aria-hidden className={styles.arrow}>
            →
          </span>
          <ins>{after ?? <None />}</ins>
        </dd>
      </div>
    ))}
  </dl>
)
