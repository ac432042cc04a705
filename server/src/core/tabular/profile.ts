import { english } from '@hansa/contract/language'
import { shortened } from './cells/parsed.ts'
import { columnType, type Finding } from './column-type.ts'
import { LIMITS, type Row } from './format.ts'

export interface Column extends Finding {
  readonly name: string
  /** The first distinct values, five at most, each cut at 200 characters. */
  readonly samples: readonly string[]
  /** Share of the rows that have a value here. */
  readonly filled: number
  /** Distinct values, counted up to 1,000: that number means so many or more. */
  readonly distinct: number
}

const MOST_DISTINCT = 1_000

/**
 * What each column holds, from the first rows of a table: a few thousand are enough. Rows with a problem are left out. A type is a
 * proposal for a person to confirm: it fits at least 95% of the distinct values, and `fits` says how many.
 * @param columns their order, as `detect` gives it; without it, the order in which the rows name them
 */
export function profileColumns(rows: Iterable<Row>, columns: readonly string[] = []): Column[] {
  const seen = new Map(columns.map((name) => [name, { filled: 0, values: new Set<string>() }]))
  let total = 0
  for (const { values } of rows) {
    if (!values) continue
    total++
    for (const [name, value] of Object.entries(values)) {
      let column = seen.get(name)
      if (!column && seen.size < LIMITS.columns) seen.set(name, (column = { filled: 0, values: new Set() }))
      if (!column || value === null) continue
      column.filled++
      if (column.values.size < MOST_DISTINCT) column.values.add(value)
    }
  }
  return [...seen].map(([name, { filled, values }]) => {
    const distinct = [...values]
    return {
      name,
      ...(distinct.length > 0
        ? columnType(name, distinct)
        : { type: 'text' as const, fits: 1, note: english`The column is empty.` }),
      samples: distinct.slice(0, 5).map((value) => shortened(value, 200)),
      filled: total > 0 ? filled / total : 0,
      distinct: distinct.length,
    }
  })
}
