import type { ReactNode } from 'react'
import styles from './Tag.module.css'
import type { Tone } from './tokens.ts'

/**
 * A short word with a tone: a status, a type, a tier. The word carries the meaning, the colour only helps.
 * @param dot a dot in the tone's colour on no ground: quieter, for status columns of long tables
 */
export function Tag({
  children,
  tone = 'grey',
  dot = false,
  title,
}: {
  children: ReactNode
  tone?: Tone
  dot?: boolean
  title?: string
}) {
  return (
    <span className={dot ? styles.dotted : styles.tag} data-tone={tone} title={title}>
      {children}
    </span>
  )
}

/** Several tags in a row that wraps; those beyond `most` are counted, and named in the tooltip. */
export function Tags({ values, most = 3 }: { values: readonly string[]; most?: number }) {
  const rest = values.slice(most)
  return (
    <span className={styles.row}>
      {values.slice(0, most).map((value) => (
        <Tag key={value}>{value}</Tag>
      ))}
      {rest.length > 0 && <Tag title={rest.join(', ')}>+{rest.length}</Tag>}
    </span>
  )
}
