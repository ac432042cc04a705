import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Column } from './columns.ts'
import styles from './DataTable.module.css'

/** A column's head; a sortable one is a button that says its direction. */
export function HeaderCell<Row>({
  column,
  sorted,
  onSort,
}: {
  column: Column<Row>
  sorted: false | 'asc' | 'desc'
  onSort: ((event: unknown) => void) | undefined
}) {
  const Arrow = sorted === 'desc' ? IconArrowDown : IconArrowUp
  const direction = sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined
  return (
    <th
      scope="col"
      data-align={column.align}
      aria-sort={direction}
      style={column.width ? { width: column.width } : undefined}
    >
      {column.sortable ? (
        <button type="button" className={styles.sort} data-sorted={sorted || undefined} onClick={onSort}>
          {column.header}
          <Arrow size={13} stroke={2} aria-hidden />
        </button>
      ) : (
        column.header
      )}
    </th>
  )
}
