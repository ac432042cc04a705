import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  type ColumnDef,
} from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { locale } from './language.tsx'

/** One column of a table. */
export interface Column<Row> {
  /** Unique; for lists from the server also the name that `sort` takes. */
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** The value behind the cell: only rows that are all here (`listOf`) are sorted by it. */
  value?: (row: Row) => string | number | null | undefined
  sortable?: boolean
  /** `end` for numbers, money and dates that are compared down the column. */
  align?: 'start' | 'end'
  /** In pixels; without it the content decides. */
  width?: number
  /** Sentences, which run over several lines instead of being cut. */
  long?: boolean
  /** Hidden until the reader asks for it in the columns menu. */
  optional?: boolean
}

export const features = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
})

const collator = new Intl.Collator(locale(), { numeric: true })

/** Numbers by size, text as the reader's language sorts it; what is missing comes last in either direction. */
export const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))

/** Our columns as TanStack Table reads them. */
export const definitionsOf = <Row extends object>(
  columns: readonly Column<Row>[],
): ColumnDef<typeof features, Row, unknown>[] =>
  columns.map((column) => ({
    id: column.id,
    header: column.header,
    accessorFn: (row: Row) => column.value?.(row) ?? undefined,
    enableSorting: column.sortable ?? false,
    sortUndefined: 'last' as const,
    sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
    sortDescFirst: column.align === 'end',
  }))

/** `-amount` → descending by amount; nothing for nothing. */
export const sortingOf = (sort: string | undefined): { id: string; desc: boolean }[] =>
  sort ? [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }] : []

/** The reverse of `sortingOf`. */
export const sortText = (sorting: readonly { id: string; desc: boolean }[]): string | undefined =>
  sorting[0] && `${sorting[0].desc ? '-' : ''}${sorting[0].id}`

/** Which columns show: those that were chosen, else all that are not optional. The first one always does. */
export function visibilityOf<Row>(columns: readonly Column<Row>[], chosen: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(
    columns.map((column, index) => [
      column.id,
      index === 0 || (chosen.length > 0 ? chosen.includes(column.id) : !column.optional),
    ]),
  )
}
