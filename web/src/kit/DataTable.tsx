import { Checkbox } from '@mantine/core'
import { useTable } from '@tanstack/react-table'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { BulkBar } from './BulkBar.tsx'
import { definitionsOf, features, sortingOf, sortText, visibilityOf, type Column } from './columns.ts'
import styles from './DataTable.module.css'
import { HeaderCell } from './HeaderCell.tsx'
import { Link } from './Link.tsx'
import { inSentence, t } from './language.tsx'
import type { List } from './list.ts'
import { changed, valueOf, valuesOf, type Query } from './query.ts'
import { Empty, Failed } from './State.tsx'
import { TableFoot } from './TableFoot.tsx'
import { TableSkeleton } from './TableSkeleton.tsx'
import { useOverflow } from './useOverflow.ts'
import type { Patch, Url } from './useUrl.ts'
import { useTableKeys } from './useTableKeys.ts'

export type { Column } from './columns.ts'

export interface DataTableProps<Row extends { id: string }> {
  /** What the rows are, in the plural: `Deals`. The table's name for everyone who cannot see it. */
  label: string
  /** From `useList`, or `listOf(rows)` for rows that are all here. */
  list: List<Row>
  /** Defined once, outside the component. */
  columns: readonly Column<Row>[]
  /** `useUrl()`: then `sort` and the chosen columns live in the address, and the server sorts. */
  url?: Url
  /** The order that the server takes without being asked, `-createdAt`; shown by the arrow. */
  defaultSort?: string
  /** Where a row leads; the first column becomes the link. */
  rowLink?: (row: Row) => string
  /** Acts on the selected rows. With it, rows get checkboxes; call `clear` when the act is done. */
  bulk?: (rows: readonly Row[], clear: () => void) => ReactNode
  /** Shown when there are no rows: an `Empty`. */
  empty?: ReactNode
}

/**
 * Rows in columns: sorts by header, loads more by key, selects, and is walked with j, k, Enter and x once it has the
 * focus. It scrolls sideways inside its own frame, never the page.
 */
export function DataTable<Row extends { id: string }>({
  label,
  list,
  columns,
  url,
  defaultSort,
  rowLink,
  bulk,
  empty,
}: DataTableProps<Row>) {
  const frame = useRef<HTMLElement>(null)
  const navigate = useNavigate()
  const overflows = useOverflow(frame)
  const [own, setOwn] = useState<Query>({})
  const query = url?.query ?? own
  const set = url?.set ?? ((patch: Patch) => setOwn((now) => changed(now, patch)))
  const [selected, setSelected] = useState<Record<string, true>>({})
  const definitions = useMemo(() => definitionsOf(columns), [columns])
  const table = useTable({
    features,
    columns: definitions,
    data: list.items as Row[],
    getRowId: (row) => row.id,
    manualSorting: url !== undefined,
    enableSortingRemoval: false,
    state: {
      sorting: sortingOf(valueOf(query, 'sort') ?? defaultSort),
      rowSelection: selected,
      columnVisibility: visibilityOf(columns, valuesOf(query, 'columns')),
    },
    onSortingChange: (next) => {
      const now = sortingOf(valueOf(query, 'sort') ?? defaultSort)
      set({ sort: sortText(typeof next === 'function' ? next(now) : next) })
    },
    onRowSelectionChange: setSelected,
  })
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const shown = columns.filter((column) => table.getColumn(column.id)?.getIsVisible())
  const rows = table.getRowModel().rows
  const picked = rows.filter((row) => row.getIsSelected()).map((row) => row.original)

  const open = (id: string, aside: boolean) => {
    const row = list.items.find((each) => each.id === id)
    if (!rowLink || !row) return
    if (aside) window.open(rowLink(row), '_blank')
    else void navigate({ to: rowLink(row) })
  }
  useTableKeys(frame, open, (id) => bulk && table.getRow(id).toggleSelected())

  if (list.error && list.items.length === 0)
    return (
      <div className={styles.frame}>
        <Failed error={list.error} {...(list.retry && { retry: list.retry })} />
      </div>
    )
  if (list.loading) return <TableSkeleton label={label} columns={shown} />
  if (rows.length === 0)
    return (
      <div className={styles.frame}>{empty ?? <Empty title={t('No {label}', { label: inSentence(label) })} />}</div>
    )
  return (
    <div className={styles.outer}>
      <section
        ref={frame}
        className={styles.frame}
        data-overflows={overflows || undefined}
        data-stale={list.stale || undefined}
        aria-label={label}
      >
        <table className={styles.table} aria-busy={list.stale}>
          <thead>
            <tr>
              {bulk && (
                <th className={styles.check} scope="col">
                  <Checkbox
                    aria-label={t('Select all rows')}
                    checked={table.getIsAllRowsSelected()}
                    indeterminate={picked.length > 0 && !table.getIsAllRowsSelected()}
                    onChange={table.getToggleAllRowsSelectedHandler()}
                  />
                </th>
              )}
              {shown.map((column) => {
                const it = table.getColumn(column.id)
                return (
                  <HeaderCell
                    key={column.id}
                    column={column}
                    sorted={it?.getIsSorted() || false}
                    onSort={it?.getToggleSortingHandler()}
                  />
                )
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.id}
                data-row={row.id}
                tabIndex={-1}
                data-selected={row.getIsSelected() || undefined}
                data-opens={rowLink ? true : undefined}
              >
                {bulk && (
                  <td className={styles.check}>
                    <Checkbox
                      aria-label={t('Select row')}
                      checked={row.getIsSelected()}
                      onChange={(event) => row.toggleSelected(event.currentTarget.checked)}
                    />
                  </td>
                )}
                {row.getVisibleCells().map((cell, index) => {
                  const column = byId.get(cell.column.id)
                  const content = column?.cell(row.original)
                  return (
                    <td key={cell.id} data-align={column?.align} data-long={column?.long || undefined}>
                      {index === 0 && rowLink ? (
                        <Link quiet to={rowLink(row.original)}>
                          {content}
                        </Link>
                      ) : (
                        content
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {(url || list.hasMore) && (
        <TableFoot
          list={list}
          columns={columns}
          shown={shown.map((column) => column.id)}
          onColumns={(ids) => set({ columns: ids })}
        />
      )}
      {bulk && picked.length > 0 && (
        <BulkBar count={picked.length} onClear={() => setSelected({})}>
          {bulk(picked, () => setSelected({}))}
        </BulkBar>
      )}
    </div>
  )
}
