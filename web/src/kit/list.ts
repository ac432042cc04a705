/** What a table needs to know about its rows, wherever they come from. */
export interface List<Row> {
  items: readonly Row[]
  /** How many there are in all, where somebody counted. */
  total?: number | undefined
  /** Nothing has arrived yet. */
  loading?: boolean
  /** These rows answer an older question; the new answer is on its way. */
  stale?: boolean
  error?: Error | null
  hasMore?: boolean
  loadingMore?: boolean
  more?: () => void
  retry?: () => void
}

/** Rows that are already here, as a list. */
export const listOf = <Row>(items: readonly Row[]): List<Row> => ({ items, total: items.length })
