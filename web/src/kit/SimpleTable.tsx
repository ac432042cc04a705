import type { ReactNode } from 'react'
import { Scroller } from './Scroller.tsx'
import styles from './SimpleTable.module.css'

export interface SimpleColumn {
  key: string
  label: string
  align?: 'start' | 'end'
}

/** A small table of ready cells that neither sorts nor loads: inside a drawer, beside a chart. For lists take `DataTable`. */
export function SimpleTable({
  label,
  columns,
  items,
}: {
  label: string
  columns: readonly SimpleColumn[]
  items: readonly Readonly<Record<string, ReactNode>>[]
}) {
  return (
    <Scroller label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={column.align}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            // Ready cells have no identity of their own; their place is all there is.
            <tr key={index}>
              {columns.map((column) => (
                <td key={column.key} data-align={column.align}>
                  {item[column.key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
