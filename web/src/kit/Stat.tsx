import { UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { Explainable } from './Explain.tsx'
import styles from './Stat.module.css'
import { t } from './language.tsx'

export interface StatProps {
  label: string
  /** The figure, ready made: `<Money value={…} compact />`. Null where there is not enough data. */
  value: ReactNode
  /** Change against the period before. `good` says whether up is good news here; without it no judgement is shown. */
  delta?: { text: string; direction: 'up' | 'down' | 'flat'; good?: boolean; against?: string }
  /** How sure: `90% between 12 and 18`. */
  interval?: string
  /** How many more observations it takes before there is a figure at all. */
  needs?: number
  /** What is counted in `needs`: `answers`, `won deals`. */
  needsWhat?: string
  /** Behind the figure: click opens it. */
  explain?: Explainable
}

const Explain = lazy(async () => ({ default: (await import('./Explain.tsx')).Explain }))

/** One figure. Put several into `Stats`: they align. */
export function Stat({ label, value, delta, interval, needs, needsWhat = '', explain }: StatProps) {
  const [opened, setOpened] = useState(false)
  const [wanted, setWanted] = useState(false)
  if (opened && !wanted) setWanted(true)
  const body = (
    <>
      <span className={styles.label}>{label}</span>
      {value === null || value === undefined ? (
        <span className={styles.missing}>
          {needs
            ? t('Not enough data yet, needs {count, number} more {what}', { count: needs, what: needsWhat }).trimEnd()
            : t('Not enough data yet')}
        </span>
      ) : (
        <span className={styles.line}>
          <span className={styles.value}>{value}</span>
          {delta && <Delta {...delta} />}
        </span>
      )}
      {interval && value !== null && value !== undefined && <span className={styles.interval}>{interval}</span>}
    </>
  )
  if (!explain) return <div className={styles.stat}>{body}</div>
  return (
    <>
      <UnstyledButton className={styles.stat} data-opens aria-haspopup="dialog" onClick={() => setOpened(true)}>
        {body}
      </UnstyledButton>
      {wanted && (
        <Suspense fallback={null}>
          <Explain of={explain} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}

function Delta({ text, direction, good, against }: NonNullable<StatProps['delta']>) {
  const news = good === undefined || direction === 'flat' ? 'none' : (direction === 'up') === good ? 'good' : 'bad'
  const sign = { up: '↑', down: '↓', flat: '→' }[direction]
  return (
    <span className={styles.delta} data-news={news}>
      <span aria-hidden>{sign}</span>
      <span className={styles.hidden}>{{ up: t('up'), down: t('down'), flat: t('unchanged') }[direction]} </span> {text}
      {against && <span className={styles.against}> {t('vs {period}', { period: against })}</span>}
    </span>
  )
}

/** Figures side by side in one frame; as many in a row as fit. */
export const Stats = ({ children }: { children: ReactNode }) => <div className={styles.stats}>{children}</div>
