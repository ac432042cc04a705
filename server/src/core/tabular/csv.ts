import { english, say } from '@hansa/contract/language'
import Papa from 'papaparse'
import { Refusal } from '../errors.ts'
import type { Delimiter } from './format.ts'
import type { Cut, Cutter } from './records.ts'

const UNCLOSED = english`A quote (") is opened in this record and never closed.`
const STRAY = english`A quote (") inside a quoted cell is not doubled: write it as "".`

/**
 * Cuts CSV (RFC 4180, any delimiter) with Papa Parse's own parser, the one under its streams: called on whole text, it
 * keeps the original characters of each record at hand, and the caller keeps the pace.
 */
export function csvCutter(delimiter: Delimiter, newline: '\n' | '\r'): Cutter {
  return (text, last) => {
    const quoted = text.includes('"')
    if (quoted) refuseSlowText(text, newline)
    const cuts: Cut[] = []
    const parser = new Papa.Parser({
      delimiter,
      newline,
      step({ data, errors, meta }: Papa.ParseStepResult<string[][]>) {
        const cells = data[0]!
        if (newline === '\n') dropReturn(cells, text, meta.cursor)
        const code = errors[0]?.code
        const fault = code && (code === 'MissingQuotes' ? UNCLOSED : STRAY)
        cuts.push(fault ? { end: meta.cursor, cells, fault } : { end: meta.cursor, cells })
      },
    })
    parser.parse(text, 0, !last)
    return cuts
  }
}

/** The cells of one record, from its original text. */
export function recordCells(raw: string, delimiter: Delimiter, newline: '\n' | '\r' = '\n'): readonly string[] {
  return csvCutter(delimiter, newline)(raw, true)[0]?.cells ?? ['']
}

/** Records are cut at `\n`; the `\r` of `\r\n` goes with it, unless it stands inside quotes. */
function dropReturn(cells: string[], text: string, end: number): void {
  const value = cells.at(-1)!
  if (!value.endsWith('\r')) return
  const contentEnd = text[end - 1] === '\n' ? end - 1 : end
  const unquoted = !value.startsWith('"') && text.startsWith(value, contentEnd - value.length)
  if (unquoted) cells[cells.length - 1] = value.slice(0, -1)
}

const MOST_STEPS = 3_000_000

/**
 * After a quote that ends nothing, the parser looks over all blanks in front of the next delimiter or line ending. A line of many
 * quotes and very many blanks therefore costs their product: 40 seconds for 1 MB. No real table has such a line.
 */
function refuseSlowText(text: string, newline: string): void {
  const end = newline.charCodeAt(0)
  let quotes = 0
  let blanks = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === end) quotes = blanks = 0
    else if (isBlank(code)) {
      if (++blanks * quotes > MOST_STEPS) {
        throw new Refusal(
          'invalid',
          say`The file has a line of ${quotes} quotes and ${blanks} blanks in a row: this is not a table.`,
        )
      }
    } else {
      blanks = 0
      if (code === 34) quotes++
    }
  }
}

const isBlank = (code: number) =>
  code === 32 || (code < 14 && code > 8) || (code >= 160 && /\s/.test(String.fromCharCode(code)))
