import { say } from '@hansa/contract/language'
import { Refusal } from '../errors.ts'

/** Where one record ends in the text that a cutter was given (after its line ending), and what the cutter saw in it. */
export interface Cut {
  readonly end: number
  /** CSV: the record's cells. */
  readonly cells?: readonly string[]
  /** Why the record cannot be trusted, as a sentence. */
  readonly fault?: string
}

/** Cuts text into records. What is left at the end comes again with more text, until `last`. */
export type Cutter = (text: string, last: boolean) => Cut[]

export interface TextRecord {
  readonly raw: string
  readonly physicalLine: number
  readonly cells: readonly string[]
  readonly fault: string | undefined
}

const BLOCK = 64 * 1024

/**
 * Cuts streamed text into records, one block's worth at a time.
 * @param block characters to gather before cutting; tests lower it
 */
export async function* records(
  texts: AsyncIterable<string>,
  cut: Cutter,
  newline: '\n' | '\r',
  maxLength: number,
  block = BLOCK,
): AsyncGenerator<TextRecord[]> {
  let held = ''
  let line = 1
  const take = (last: boolean): TextRecord[] => {
    const taken: TextRecord[] = []
    let start = 0
    for (const { end, cells = [], fault } of cut(held, last)) {
      // What follows the last line ending is no record.
      if (end === start) continue
      const whole = held.slice(start, end)
      if (whole.length > maxLength) throw tooLong(line, maxLength)
      taken.push({ raw: withoutEnding(whole, newline), physicalLine: line, cells, fault })
      line += count(whole, newline)
      start = end
    }
    held = held.slice(start)
    return taken
  }
  let wanted = block
  for await (const text of texts) {
    held += text
    if (held.length < wanted) continue
    yield take(false)
    if (held.length > maxLength) throw tooLong(line, maxLength)
    // A long record is looked at again only when it has doubled: reading stays linear in the size of the file.
    wanted = Math.max(block, 2 * held.length)
  }
  if (held) yield take(true)
}

const tooLong = (line: number, most: number) =>
  new Refusal(
    'invalid',
    say`The record that starts on line ${line} is longer than ${most.toLocaleString('en')} characters. A quote that is opened there and never closed is the usual reason.`,
  )

function withoutEnding(whole: string, newline: '\n' | '\r'): string {
  const end = whole.endsWith(newline) ? -1 : whole.length
  const bare = whole.slice(0, end)
  return newline === '\n' && bare.endsWith('\r') ? bare.slice(0, -1) : bare
}

function count(text: string, newline: string): number {
  let found = 0
  for (let at = text.indexOf(newline); at !== -1; at = text.indexOf(newline, at + 1)) found++
  return found
}
