import { Progress } from '@mantine/core'
import { Button } from './Button.tsx'
import { countText } from './format.ts'
import { retold, t } from './language.tsx'
import type { Allowed } from './may.ts'
import styles from './ProgressJob.module.css'

const states = {
  queued: t('Queued'),
  running: t('Running'),
  done: t('Done'),
  failed: t('Failed'),
  cancelled: t('Cancelled'),
} as const

export interface ProgressJobProps {
  /** What is being done: `Import of partners.csv`. */
  title: string
  state: keyof typeof states
  done: number
  /** Null until it has been counted. */
  total: number | null
  /** What is counted: `rows`. */
  unit?: string
  note?: string | null
  error?: string | null
  onCancel?: () => void
  mayCancel?: Allowed
  cancelling?: boolean
}

/** Long work: how far it is, how it ended, and a way to stop it. What it already did stays. */
export function ProgressJob({
  title,
  state,
  done,
  total,
  unit = '',
  note,
  error,
  onCancel,
  mayCancel,
  cancelling = false,
}: ProgressJobProps) {
  const live = state === 'queued' || state === 'running'
  const share = total ? Math.min(100, (100 * done) / total) : state === 'done' ? 100 : 0
  const count =
    total === null ? countText(done) : t('{done} of {total}', { done: countText(done), total: countText(total) })
  const amount = `${count} ${unit}`.trim()
  const colour = state === 'failed' ? 'red' : state === 'done' ? 'green' : state === 'cancelled' ? 'gray' : 'brand'
  return (
    <div className={styles.job}>
      <div className={styles.top}>
        <span className={styles.title}>{title}</span>
        <span className={styles.state}>
          {states[state]}
          {state === 'queued' ? '' : ` · ${amount}`}
        </span>
      </div>
      <Progress
        value={live && total === null && state === 'running' ? 100 : share}
        animated={live && total === null}
        color={colour}
        size={6}
        aria-label={`${title}: ${states[state]}, ${amount}`}
      />
      {(error || note) && <p className={error ? styles.error : styles.note}>{retold(error ?? note ?? '')}</p>}
      {live && onCancel && (
        <div>
          <Button small onClick={onCancel} busy={cancelling} may={mayCancel}>
            {t('Stop')}
          </Button>
        </div>
      )}
    </div>
  )
}
