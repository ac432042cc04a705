import { recordCells } from './csv.ts'
import type { TableFormat } from './format.ts'
import { writeCsv } from './write.ts'

export interface BadRow {
  /** The record as `readRows` gave it. */
  readonly raw: string
  readonly reason: string
}

const REASON = 'reason'

/**
 * The file of the rows that were not imported, to be corrected and imported again: the original columns and a last one, `reason`. It is
 * UTF-8, in the format and with the delimiter of the original. Cells beyond the columns stand after the reason, so none is lost; a
 * line that is not JSON stands as `raw`. Formulas are marked reversibly: read the file with `unguard`.
 */
export async function* writeBadRows(
  rows: AsyncIterable<BadRow> | Iterable<BadRow>,
  { format, delimiter, newline }: TableFormat,
  columns: readonly string[],
): AsyncGenerator<Uint8Array> {
  if (format === 'ndjson') {
    for await (const { raw, reason } of rows) yield Buffer.from(`${withReason(raw, reason)}\n`)
    return
  }
  // A file of bad rows that was corrected and failed again already has its reasons.
  const known = columns.at(-1) === REASON ? columns.length - 1 : columns.length
  const padding = Array<string>(columns.length).fill('')
  async function* cells(): AsyncGenerator<string[]> {
    for await (const { raw, reason } of rows) {
      const found = recordCells(raw, delimiter, newline)
      yield [...[...found, ...padding].slice(0, known), reason, ...found.slice(columns.length)]
    }
  }
  yield* writeCsv([...columns.slice(0, known), REASON], cells(), { delimiter, reversible: true, bom: true })
}

function withReason(raw: string, reason: string): string {
  const end = raw.trimEnd()
  const start = /^\s*\{\s*(\S)/.exec(raw)
  const whole = start && isJson(raw)
  return whole
    ? `${end.slice(0, -1)}${start[1] === '}' ? '' : ','}${JSON.stringify(REASON)}:${JSON.stringify(reason)}}`
    : JSON.stringify({ raw, reason })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
