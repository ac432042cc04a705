import { english } from '@hansa/contract/language'
import { csvCutter } from './csv.ts'
import type { Confidence } from './encoding.ts'
import type { Delimiter } from './format.ts'

export interface DelimiterGuess {
  readonly delimiter: Delimiter
  readonly confidence: Confidence
  readonly why: string
  /** The cells of the first records, the header's first. */
  readonly records: readonly (readonly string[])[]
}

const NAMES = { ',': english`comma`, ';': english`semicolon`, '\t': english`tab`, '|': english`vertical bar` } as const
const DELIMITERS = Object.keys(NAMES) as Delimiter[]
const RECORDS = 100
const CHARACTERS = 256 * 1024

/**
 * The delimiter under which the first records have as many cells as the header, and more than one. Delimiters inside quotes
 * do not count. Where two do equally well, the one that finds more columns wins.
 * @param cut the text may end inside a record
 */
export function guessDelimiter(text: string, newline: '\n' | '\r', cut: boolean): DelimiterGuess {
  const hint = /^"?sep=([,;\t|])"?\r?[\r\n]/i.exec(text)?.[1] as Delimiter | undefined
  if (hint) {
    const records = firstRecords(text, hint, newline, cut).slice(1)
    return { delimiter: hint, confidence: 'sure', why: english`Its first line says so: ${NAMES[hint]}.`, records }
  }
  const tried = DELIMITERS.map((delimiter) => {
    const records = firstRecords(text, delimiter, newline, cut)
    const columns = records[0]?.length ?? 0
    const alike = records.filter((cells) => cells.length === columns).length
    return { delimiter, records, columns, share: records.length ? alike / records.length : 0 }
  })
  const [best] = tried.filter(({ columns }) => columns > 1).sort((a, b) => b.share - a.share || b.columns - a.columns)
  if (!best) {
    const { records } = tried[0]!
    return {
      delimiter: ',',
      confidence: 'likely',
      why: english`It has one column: no delimiter stands in its first row.`,
      records,
    }
  }
  const { delimiter, records, columns, share } = best
  return {
    delimiter,
    records,
    confidence: share === 1 && records.length > 1 ? 'sure' : share > 0.8 ? 'likely' : 'guess',
    why: english`Cut at each ${NAMES[delimiter]}, ${Math.round(share * 100)}% of its first ${records.length} records have ${columns} cells, as its first has.`,
  }
}

/** `\r` only where no `\n` stands outside quotes. */
export function guessNewline(text: string): '\n' | '\r' {
  const bare = text.replace(/"[^"]*("|$)/g, '')
  return !bare.includes('\n') && bare.includes('\r') ? '\r' : '\n'
}

function firstRecords(text: string, delimiter: Delimiter, newline: '\n' | '\r', cut: boolean): (readonly string[])[] {
  const start = text.slice(0, CHARACTERS)
  const records = csvCutter(delimiter, newline)(start, true).map(({ cells = [] }) => cells)
  if (records.length > 1 && (cut || start.length < text.length)) records.pop()
  return records.filter((cells) => cells.length > 1 || cells[0]?.trim()).slice(0, RECORDS)
}
