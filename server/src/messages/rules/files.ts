import { say, type Saying } from '@hansa/contract/language'

/** The largest file that is taken, in bytes. */
export const mostBytes = 25_000_000

const zip = [0x50, 0x4b]
const office = [0xd0, 0xcf, 0x11, 0xe0]

/** Endings that are taken, with how such a file begins; null for plain text, which holds no NUL. */
const beginnings: Readonly<Record<string, readonly (readonly number[])[] | null>> = {
  pdf: [[0x25, 0x50, 0x44, 0x46]],
  png: [[0x89, 0x50, 0x4e, 0x47]],
  jpg: [[0xff, 0xd8, 0xff]],
  jpeg: [[0xff, 0xd8, 0xff]],
  gif: [[0x47, 0x49, 0x46, 0x38]],
  webp: [[0x52, 0x49, 0x46, 0x46]],
  ...Object.fromEntries(['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'].map((ending) => [ending, [zip]])),
  ...Object.fromEntries(['doc', 'xls', 'ppt', 'msg'].map((ending) => [ending, [office]])),
  ...Object.fromEntries(['', 'txt', 'csv', 'md', 'json', 'eml', 'ics'].map((ending) => [ending, null])),
}

const taken = Object.keys(beginnings)
  .filter((ending) => ending !== '')
  .join(', ')

const endingOf = (name: string): string => /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/**
 * What is wrong with a file, by its name and how it begins: a programme that calls itself a picture, for one.
 *
 * @param head the first bytes, 512 at most looked at
 */
export function fileProblem(name: string, head: Uint8Array): Saying | undefined {
  const begin = beginnings[endingOf(name)]
  if (begin === undefined) return say`"${name}" is of a kind that is not taken; these are: ${taken}`
  if (head.length === 0) return say`"${name}" is empty`
  const fits =
    begin === null
      ? !head.subarray(0, 512).includes(0)
      : begin.some((bytes) => bytes.every((byte, i) => head[i] === byte))
  return fits ? undefined : say`"${name}" does not hold what its ending says`
}

/** A name without what a file system or a reader could take for something else. */
export const cleanName = (name: string): string =>
  name
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^.*[/\\]/, '')
    .trim()
    .slice(0, 200) || 'file'
