import { Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './State.module.css'
import { t } from './language.tsx'

/**
 * Nothing here yet: what would be here, and the act that brings it.
 * @param quiet for one part of a page among several: at its beginning, and no larger than a line or two
 */
export function Empty({
  title,
  children,
  action,
  quiet = false,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
  quiet?: boolean
}) {
  return (
    <div className={styles.state} data-quiet={quiet || undefined}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}

/** The shape of what is coming. `kind` says which: rows of a table, a record's facts, figures, a chart. */
export function Loading({ kind = 'rows', count = 6 }: { kind?: 'rows' | 'facts' | 'stats' | 'chart'; count?: number }) {
  const height = { rows: 16, facts: 14, stats: 62, chart: 220 }[kind]
  return (
    <div className={styles.loading} data-kind={kind}>
      <output className={styles.hidden}>{t('Loading')}</output>
      {Array.from({ length: kind === 'chart' ? 1 : count }, (_, i) => (
        <Skeleton
          key={i}
          height={height}
          width={kind === 'rows' || kind === 'facts' ? `${90 - ((i * 17) % 40)}%` : '100%'}
          radius="sm"
        />
      ))}
    </div>
  )
}

/** Something went wrong: the sentence of the server, the number to quote, and another try. */
export function Failed({ error, retry }: { error: Error & { requestId?: string | undefined }; retry?: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <IconAlertTriangle size={20} stroke={1.75} aria-hidden className={styles.bad} />
      <p className={styles.title}>{error.message || t('Something went wrong.')}</p>
      {error.requestId && (
        <div className={styles.text}>
          {t('Quote {requestId} when you ask about this.', { requestId: error.requestId })}
        </div>
      )}
      {retry && (
        <div className={styles.action}>
          <Button small onClick={retry}>
            {t('Try again')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Somebody may not see or do this: why, and who can change it. */
export function Refused({ why, children }: { why: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <IconLock size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <p className={styles.title}>{why}</p>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  )
}
