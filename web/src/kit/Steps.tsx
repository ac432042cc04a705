import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './Steps.module.css'
import { t } from './language.tsx'

export interface Step {
  label: string
  hint?: string
}

/** A task in several steps, one at a time: the list of steps, and the current one's content. The page owns where it stands. */
export function Steps({
  label,
  steps,
  current,
  onStep,
  children,
}: {
  label: string
  steps: readonly Step[]
  current: number
  onStep?: (index: number) => void
  children: ReactNode
}) {
  return (
    <div className={styles.steps}>
      <ol className={styles.list} aria-label={label}>
        {steps.map((step, index) => {
          const done = index < current
          const name = (
            <>
              <span className={styles.number} data-done={done || undefined}>
                {done ? <IconCheck size={13} stroke={2.5} aria-label={t('done')} /> : index + 1}
              </span>
              <span className={styles.label}>
                {step.label}
                {step.hint && <span className={styles.hint}>{step.hint}</span>}
              </span>
            </>
          )
          return (
            <li key={step.label} aria-current={index === current ? 'step' : undefined} className={styles.step}>
              {done && onStep ? (
                <button type="button" className={styles.back} onClick={() => onStep(index)}>
                  {name}
                </button>
              ) : (
                <span className={styles.back}>{name}</span>
              )}
            </li>
          )
        })}
      </ol>
      {children}
    </div>
  )
}
