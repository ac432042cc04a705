import { Skeleton } from '@mantine/core'
import type { Column } from './columns.ts'
import styles from './DataTable.module.css'
import { inSentence, t } from './language.tsx'

/** The table's own head over waiting rows, so that nothing jumps when they come. */
export const TableSkeleton = <Row,>({ label, columns }: { label: string; columns: readonly Column<Row>[] }) => (
  <div className={styles.frame} data-overflows>
    <output className={styles.hidden}>{t('Loading {label}', { label: inSentence(label) })}</output>
    <table className={styles.table} aria-hidden>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} data-align={column.align} style={column.width ? { width: column.width } : undefined}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: 8 }, (_, row) => (
          <tr key={row}>
            {columns.map((column, index) => (
              <td key={column.id} data-align={column.align}>
                <Skeleton
                  height={10}
                  width={index === 0 ? 90 + ((row * 37) % 70) : 48}
                  radius="xs"
                  display="inline-block"
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
