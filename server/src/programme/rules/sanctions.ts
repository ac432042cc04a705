import { editDistance, normaliseCompanyName } from '@hansa/analytics'

/** One name of a sanctions list. */
export interface Listed {
  readonly name: string
  /** As `wordsOf` gives them. */
  readonly words: string
  readonly country: string | null
  readonly reference: string | null
}

/** A listed name that is like an applicant's: `likeness` is 1 for the same words, 0 for nothing in common. */
export interface SanctionsMatch {
  readonly name: string
  readonly country: string | null
  readonly reference: string | null
  readonly likeness: number
}

/** What names are compared by: without legal form, accents and punctuation, the words in the order of the alphabet. */
export const wordsOf = (name: string): string => {
  const { tokens } = normaliseCompanyName(name)
  return (tokens.length > 0 ? [...tokens] : name.toLowerCase().split(/\s+/)).toSorted().join(' ').trim()
}

/** Likeness below this is not worth keeping. */
const floor = 0.5

/**
 * How alike two names are: 1 − d / length of the longer one, d being the single-letter changes between them; at least
 * 0.9 where all words of one, two or more, are among the other's.
 *
 * @param a as `wordsOf` gives it
 */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const longer = Math.max(a.length, b.length)
  const most = Math.floor(longer * (1 - floor))
  const distance = editDistance(a, b, most)
  const alike = distance > most ? 0 : 1 - distance / longer
  return Math.max(alike, within(a, b) || within(b, a) ? 0.9 : 0)
}

function within(few: string, many: string): boolean {
  if (!few.includes(' ') || few.length >= many.length) return false
  const words = new Set(many.split(' '))
  return few.split(' ').every((word) => words.has(word))
}

/** The listed names most like a company's, best first. */
export function listedLike(company: string, list: readonly Listed[], most = 5): SanctionsMatch[] {
  const words = wordsOf(company)
  return list
    .flatMap(({ name, country, reference, ...listed }) => {
      const alike = likeness(words, listed.words)
      return alike > floor ? [{ name, country, reference, likeness: Math.round(alike * 1000) / 1000 }] : []
    })
    .toSorted((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, most)
}

/**
 * Whether a match counts: the name is alike enough and no country speaks against it; the very same name counts whatever
 * the countries are.
 */
export const counts = (match: SanctionsMatch, country: string | null, similarity: number): boolean =>
  match.likeness === 1 ||
  (match.likeness >= similarity && (match.country === null || country === null || match.country === country))

/** Which columns of a list hold what, by their names; undefined where none holds names. */
export function columnsOf(names: readonly string[]) {
  const column = (pattern: RegExp) => names.find((name) => pattern.test(name.trim()))
  const name =
    column(
      /^(?:name|full.?name|entity.?name|listed.?name|primary.?name|whole.?name|company(?:.?name)?|organi[sz]ation(?:.?name)?|caption)$/i,
    ) ?? column(/name/i)
  if (name === undefined) return undefined
  return {
    name,
    country: column(/countr|nationalit|^land$|jurisdiction/i),
    aliases: column(/alias|a\.?k\.?a|other.?names?|alternative/i),
    reference: column(/^(?:id|uid|ent.?num|reference|ref|list.?id|unique.?id|number|dataset|programs?)$/i),
  }
}

/** Other names in one cell: `ACME LTD; ACME TRADING`. */
export const aliasesOf = (cell: string | null | undefined): string[] =>
  (cell ?? '')
    .split(/[;|]/)
    .map((name) => name.trim())
    .filter((name) => name.length > 1)
