import { english } from '@hansa/contract/language'

/** What became of a cell: its value, or a sentence that names the text and what would be right. */
export type Parsed<T> =
  | { readonly value: T; readonly problem?: undefined; readonly suggestion?: undefined }
  | Problem<T>
export interface Problem<T> {
  readonly value?: undefined
  readonly problem: string
  /** What was probably meant. For a person to confirm, never to be taken as it is. */
  readonly suggestion?: T
}

/** A cell's text inside a sentence: quoted, and cut where it is long. */
export const quoted = (text: string): string => `"${text.length > 60 ? `${shortened(text, 60)}…` : text}"`

/** The first characters of a text, none of them cut in half. */
export const shortened = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, '')

export const problem = (text: string, sentence: string): { problem: string } => ({
  problem: text.trim() === '' ? english`The cell is empty; it ${sentence}.` : `${quoted(text.trim())} ${sentence}.`,
})
