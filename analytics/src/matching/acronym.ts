import type { CompanyTable } from './company-table.ts'

const SMALL = new Set('of de for da do di du des der la le los las el a an in on dos van von'.split(' '))

/**
 * Whether the one-word name `short` is made of the initials of name row `row`: "DSC" of "Daehan Steel Co., Ltd.". Small and
 * structural words may be skipped, and the legal form's initials may follow. Two to six letters.
 */
export function isAcronymOf(short: string, table: CompanyTable, row: number): boolean {
  if (short.length < 2 || short.length > 6) return false
  const from = table.tokens.at(row)
  const to = table.tokens.at(row + 1)
  if (to - from < 2) return false
  const { words, isStructural } = table.values
  let at = 0
  for (let t = from; t < to; t++) {
    const id = table.tokenIds.at(t)
    const word = words.strings[id]!
    if (at < short.length && word.charCodeAt(0) === short.charCodeAt(at)) at++
    else if (isStructural.at(id) === 0 && !SMALL.has(word)) return false
  }
  if (at === short.length) return true
  if (at < 2) return false
  for (const form of table.forms[row]!.split(' ')) {
    if (form !== '' && form.charCodeAt(0) === short.charCodeAt(at)) at++
  }
  return at === short.length
}
