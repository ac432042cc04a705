import type { Delimiter } from './format.ts'
import { guarded } from './formula.ts'

export type Cell = string | number | bigint | boolean | Date | null | undefined

export interface WriteOptions {
  /** Default a comma. */
  readonly delimiter?: Delimiter
  /** Starts the file with a byte order mark, by which Excel knows UTF-8. Default false. */
  readonly bom?: boolean
  /** Marks formulas so that `readRows` with `unguard` gives every cell back exactly; see `guarded`. Default false. */
  readonly reversible?: boolean
}

const BLOCK = 64 * 1024

/**
 * Writes a table as CSV (RFC 4180, UTF-8, `\r\n`), in blocks of about 64 KiB, no faster than they are taken. Null and undefined are
 * empty cells, dates are ISO 8601. Text that a spreadsheet would run as a formula is made text; see `guarded`.
 * @param rows the cells of each row, in the order of the columns
 */
export async function* writeCsv(
  columns: readonly string[],
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
  options: WriteOptions = {},
): AsyncGenerator<Uint8Array> {
  let text = (options.bom ? '\ufeff' : '') + csvRecord(columns, options)
  for await (const cells of rows) {
    text += csvRecord(cells, options)
    if (text.length < BLOCK) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text) yield Buffer.from(text)
}

/** One record with its line ending. A record that would be an empty line is written as `""`. */
export function csvRecord(cells: readonly Cell[], { delimiter = ',', reversible = false }: WriteOptions = {}): string {
  const special = NEEDS_QUOTES[delimiter]
  const line = cells.map((cell) => {
    const text = typeof cell === 'string' ? guarded(cell, reversible) : plain(cell)
    return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${line.length === 1 && line[0] === '' ? '""' : line.join(delimiter)}\r\n`
}

const plain = (cell: Exclude<Cell, string>): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString() : String(cell)

/** Quotes, line breaks, the delimiter; blanks at either end, which some programs trim; and a leading `sep=`, which Excel takes for a hint. */
const needsQuotes = (delimiter: string) => new RegExp(`["\\r\\n${delimiter}]|^\\s|\\s$|^sep=`, 'i')
const NEEDS_QUOTES: Readonly<Record<Delimiter, RegExp>> = {
  ',': needsQuotes(','),
  ';': needsQuotes(';'),
  '\t': needsQuotes('\t'),
  '|': needsQuotes('|'),
}
