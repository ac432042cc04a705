import { english } from '@hansa/contract/language'
import { quoted } from './cells/parsed.ts'
import { legible } from './decode.ts'
import { unguarded } from './formula.ts'

/**
 * Column names from the cells of a header row: trimmed, unique, never empty. `notes` says what had to be made up, each
 * as a sentence.
 */
export function headerNames(cells: readonly string[]): { names: string[]; notes: string[] } {
  const taken = new Set<string>()
  const notes: string[] = []
  const names = cells.map((cell, index) => {
    const given = unguarded(legible(cell)).replace(/\s+/g, ' ').trim()
    const usable = given !== '' && given !== '__proto__'
    const wanted = usable ? given : `column ${index + 1}`
    const name = unique(wanted, taken)
    taken.add(name)
    if (!usable)
      notes.push(
        given
          ? english`Column ${index + 1} has the unusable name ${quoted(given)}; it is called ${quoted(name)}.`
          : english`Column ${index + 1} has no name; it is called ${quoted(name)}.`,
      )
    else if (name !== wanted)
      notes.push(
        english`Column ${index + 1} is named ${quoted(wanted)}, like another before it; it is called ${quoted(name)}.`,
      )
    return name
  })
  return { names, notes }
}

function unique(name: string, taken: ReadonlySet<string>): string {
  for (let count = 2, free = name; ; free = `${name} (${count++})`) if (!taken.has(free)) return free
}

/** A row as Excel writes it above the header to say which delimiter follows. */
export const isDelimiterHint = (raw: string) => /^"?sep=.?"?$/i.test(raw)
