import { english, say } from '@hansa/contract/language'
import { plainBytes } from './bytes.ts'
import { quoted } from './cells/parsed.ts'
import { csvCutter } from './csv.ts'
import { damage, decoder, legible } from './decode.ts'
import { LIMITS, type Encoding, type Limits, type Row, type TableFormat, type Values } from './format.ts'
import { unguarded } from './formula.ts'
import { headerNames, isDelimiterHint } from './header.ts'
import { ndjsonCutter, ndjsonValues } from './ndjson.ts'
import { records, type TextRecord } from './records.ts'
import { Refusal } from '../errors.ts'

export interface ReadOptions {
  /** Rows per batch. Default 1,000; a batch closes early when its text passes 4 million characters. */
  readonly batch?: number
  /** Records of data to skip, to go on where an earlier reading stopped: the first row's `line` is `from + 1`. Default 0. */
  readonly from?: number
  /** Cells that mean "no value", compared without the blanks around them. Default empty and `#N/A`. */
  readonly nulls?: readonly string[]
  /** Takes off the apostrophes that `writeCsv` puts before formulas when it is asked to be reversible. Default false. */
  readonly unguard?: boolean
  readonly limits?: Partial<Limits>
}

const BATCH_CHARACTERS = 4_000_000

/**
 * Reads a table row by row, in batches, in bounded memory, no faster than the batches are taken. What is wrong with one
 * row is that row's `problem`; what is wrong with the file as a whole (beyond its limits, damaged gzip, no header) is thrown as a
 * `Refusal`, after the batches before it.
 */
export async function* readRows(
  source: AsyncIterable<Uint8Array>,
  format: TableFormat,
  options: ReadOptions = {},
): AsyncGenerator<Row[]> {
  const { batch: size = 1_000, from = 0, nulls = ['', '#N/A'], unguard = false } = options
  const limits = { ...LIMITS, ...options.limits }
  const csv = format.format === 'csv'
  const newline = format.newline ?? '\n'
  const cutter = csv ? csvCutter(format.delimiter, newline) : ndjsonCutter(newline)
  const texts = decoded(plainBytes(source, format.compressed, limits), format.encoding)
  const noValue = new Set(nulls)
  let read: ((record: TextRecord) => Read) | undefined = csv
    ? undefined
    : ({ raw }) => ndjsonValues(raw, noValue, limits.columns)
  let columns = 0
  let line = 0
  let batch: Row[] = []
  let characters = 0

  for await (const block of records(texts, cutter, newline, limits.record)) {
    for (const record of block) {
      if (isBlank(record, columns)) continue
      if (!read) {
        if (isDelimiterHint(record.raw)) continue
        const names = header(record, limits.columns)
        columns = names.length
        read = csvReader(names, noValue, unguard)
        continue
      }
      if (++line <= from) continue
      batch.push(row(record, line, format.encoding, read))
      characters += record.raw.length
      if (batch.length < size && characters < BATCH_CHARACTERS) continue
      yield batch
      batch = []
      characters = 0
    }
  }
  if (!read) throw new Refusal('invalid', say`The file is empty: it has no header row.`)
  if (batch.length > 0) yield batch
}

type Read = { values: Values } | { problem: string }

async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decode = decoder(encoding)
  let first = true
  for await (const chunk of bytes) {
    const text = decode.write(chunk)
    yield first && text.startsWith('\ufeff') ? text.slice(1) : text
    if (text) first = false
  }
  yield decode.end()
}

/** An empty line; with several columns also one of blanks alone. Delimiters without content are a row of nulls. */
const isBlank = ({ raw, cells }: TextRecord, columns: number) =>
  raw === '' || (cells.length <= 1 && columns !== 1 && raw.trim() === '')

function header({ cells, fault, physicalLine }: TextRecord, most: number): string[] {
  if (fault) throw new Refusal('invalid', say`The header row (line ${physicalLine}) cannot be read. ${fault}`)
  if (cells.length > most) {
    throw new Refusal(
      'invalid',
      say`The header row (line ${physicalLine}) has ${cells.length.toLocaleString('en')} columns; at most ${most.toLocaleString('en')} can be read.`,
    )
  }
  return headerNames(cells).names
}

function row(record: TextRecord, line: number, encoding: Encoding, read: (record: TextRecord) => Read): Row {
  const { raw, physicalLine, fault } = record
  const harm = damage(raw, encoding)
  if (harm) return { line, physicalLine, raw: legible(raw), problem: english`The record ${harm}.` }
  if (fault) return { line, physicalLine, raw, problem: fault }
  const result = read(record)
  return 'values' in result
    ? { line, physicalLine, raw, values: result.values }
    : { line, physicalLine, raw, problem: result.problem }
}

function csvReader(
  names: readonly string[],
  nulls: ReadonlySet<string>,
  unguard: boolean,
): (record: TextRecord) => Read {
  return ({ cells }) => {
    if (cells.length !== names.length) return { problem: ragged(cells, names) }
    const values: Values = {}
    for (let i = 0; i < names.length; i++) {
      const cell = unguard ? unguarded(cells[i]!) : cells[i]!
      values[names[i]!] = nulls.has(cell) || (hasOuterBlank(cell) && nulls.has(cell.trim())) ? null : cell
    }
    return { values }
  }
}

/** Asked of every cell, so it looks at two characters only. */
const hasOuterBlank = (cell: string) => isBlankCode(cell.charCodeAt(0)) || isBlankCode(cell.charCodeAt(cell.length - 1))
const isBlankCode = (code: number) => code <= 32 || code === 0xa0 || code === 0xfeff

function ragged(cells: readonly string[], names: readonly string[]): string {
  const differ = cells.length - names.length
  const what =
    differ > 0
      ? english`${differ} too many, after ${quoted(names.at(-1)!)}`
      : english`${quoted(names[cells.length]!)} and what follows it are missing`
  return english`The row has ${cells.length} cells where the header has ${names.length}: ${what}.`
}
