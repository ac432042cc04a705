/**
 * Spreadsheets run a cell that starts like a formula, also one that came from a stranger. Such a cell starts with `=`, `+`, `-`, `@`
 * (or their full-width forms), a tab or a line break, blanks before it or not. An apostrophe in front makes it text.
 */
const FORMULA = /^[ \u00a0]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
/** `-12.50`, `+4`, `-1,234.50`, `-1e-7`: no formula, so they stay numbers. */
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?$/i

/**
 * Puts an apostrophe before a cell that a spreadsheet would run, except plain numbers. `reversible` marks also the cells that
 * already look so marked, so that `unguarded` gives every cell back exactly.
 */
export function guarded(cell: string, reversible = false): string {
  const bare = reversible ? cell.replace(/^'+/, '') : cell
  if (!FORMULA.test(bare) || (bare === cell && PLAIN_NUMBER.test(cell))) return cell
  return `'${cell}`
}

/** Undoes `guarded(cell, true)`. */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.replace(/^'+/, '')) ? cell.slice(1) : cell
