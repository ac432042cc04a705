import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import styles from './Explain.module.css'
import { Facts } from './Facts.tsx'
import { SimpleTable, type SimpleColumn } from './SimpleTable.tsx'
import { Failed, Loading } from './State.tsx'
import { t } from './language.tsx'

/** How a figure came about: enough to check it by hand. */
export interface Explanation {
  title: string
  /** What the figure means, in a sentence or two. */
  definition: string
  formula?: string
  inputs: readonly { label: string; value: ReactNode }[]
  rows?: { columns: readonly SimpleColumn[]; items: readonly Readonly<Record<string, ReactNode>>[] }
  /** What to mind: how sure it is, what is left out. */
  notes?: readonly string[]
  /** The moment of the data, and the version of the rule that was used. */
  asOf?: ReactNode
  ruleVersion?: string
}

/** An explanation at hand, or the question that brings it when somebody opens it. */
export type Explainable = Explanation | (() => Promise<Explanation>)

/** The drawer behind a figure: definition, formula, inputs, rows. */
export function Explain({ of, opened, onClose }: { of: Explainable; opened: boolean; onClose: () => void }) {
  const key = useId()
  const isQuestion = typeof of === 'function'
  const query = useQuery({
    queryKey: ['explain', key],
    queryFn: () => (typeof of === 'function' ? of() : of),
    enabled: opened && isQuestion,
    gcTime: 0,
  })
  const it = isQuestion ? query.data : of
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={it?.title ?? t('How this figure came about')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {it ? (
        <Body it={it} />
      ) : query.error ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Loading kind="facts" />
      )}
    </Drawer>
  )
}

function Body({ it }: { it: Explanation }) {
  const origin = [
    ...(it.asOf ? [{ label: t('As of'), value: it.asOf }] : []),
    ...(it.ruleVersion ? [{ label: t('Rule version'), value: it.ruleVersion }] : []),
  ]
  return (
    <div className={styles.body}>
      <p>{it.definition}</p>
      {it.formula && <pre className={styles.formula}>{it.formula}</pre>}
      {it.inputs.length > 0 && (
        <section>
          <h3>{t('Inputs')}</h3>
          <dl className={styles.inputs}>
            {it.inputs.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {it.rows && (
        <section>
          <h3>{t('Rows')}</h3>
          <SimpleTable
            label={t('Rows behind {title}', { title: it.title })}
            columns={it.rows.columns}
            items={it.rows.items}
          />
        </section>
      )}
      {it.notes && it.notes.length > 0 && (
        <section>
          <h3>{t('To mind')}</h3>
          <ul className={styles.notes}>
            {it.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      {origin.length > 0 && (
        <section>
          <Facts items={origin} />
        </section>
      )}
    </div>
  )
}
