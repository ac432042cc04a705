import type { ReactNode } from 'react'
import styles from './Compare.module.css'
import { t } from './language.tsx'
import { None } from './None.tsx'
import { Scroller } from './Scroller.tsx'

/** Records side by side: a column for each, the first one the one that the others are held against; a row for each fact. */
export function Compare({
  label,
  subjects,
  rows,
}: {
  label: string
  subjects: readonly { key: string; head: ReactNode }[]
  /** `cells` stand in the order of `subjects`; an empty one shows as a dash. */
  rows: readonly { label: string; cells: readonly ReactNode[] }[]
}) {
  return (
    <Scroller label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('Fact')}</th>
            {subjects.map(({ key, head }) => (
              <th key={key} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {subjects.map(({ key }, index) => (
                <td key={key}>{isEmpty(row.cells[index]) ? <None /> : row.cells[index]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}

const isEmpty = (cell: ReactNode) => cell === null || cell === undefined || cell === '' || cell === false
