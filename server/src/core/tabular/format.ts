/** How a table is written: what `detect` finds, what a person may correct, and what `readRows` goes by. */
export interface TableFormat {
  readonly format: 'csv' | 'ndjson'
  /** gzip. */
  readonly compressed: boolean
  readonly encoding: Encoding
  readonly bom: boolean
  /** Means nothing in NDJSON. */
  readonly delimiter: Delimiter
  /** What ends a record; `\n`, the default, covers `\r\n` too. `\r` alone is how old Mac programs write. */
  readonly newline?: '\n' | '\r'
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1' | 'windows-1252'
export type Delimiter = ',' | ';' | '\t' | '|'

export type Values = Record<string, string | null>

/** One record of the file: its values, or the problem that keeps it from having any. */
export type Row = Place & ({ values: Values; problem?: undefined } | { values?: undefined; problem: string })

export interface Place {
  /** Counts the records of data from 1: neither the header nor blank lines count. */
  readonly line: number
  /** The line of the file, as an editor counts it, on which the record starts. */
  readonly physicalLine: number
  /**
   * The record as it stood, without its line ending. NUL characters are taken out, and bytes that mean nothing in the
   * file's encoding are read as Windows-1252, which is what they nearly always are.
   */
  readonly raw: string
}

/** What a file may ask of the machine before it is refused. */
export interface Limits {
  /** Bytes after decompression. */
  readonly bytes: number
  /** Bytes after decompression per compressed byte; judged once the first 64 MiB are out. */
  readonly ratio: number
  /** Characters in one record. */
  readonly record: number
  /** Columns in the header, or names in one NDJSON object. */
  readonly columns: number
}

export const LIMITS: Limits = { bytes: 2 * 2 ** 30, ratio: 250, record: 1_000_000, columns: 1_000 }
