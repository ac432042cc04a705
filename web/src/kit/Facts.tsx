import { Fragment, type ReactNode } from 'react'
import styles from './Facts.module.css'
import { None } from './None.tsx'

export interface Fact {
  label: string
  value: ReactNode
  /** Where the value comes from, or what it means. */
  hint?: string
}

/** The facts of a record: names and values in two aligned columns. Empty values show as a dash, so that gaps are seen. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {items.map(({ label, value, hint }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>
            {value === null || value === undefined || value === '' ? <None /> : value}
            {hint && <div className={styles.hint}>{hint}</div>}
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}
