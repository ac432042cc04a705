import { english } from '@hansa/contract/language'
import { problem, type Parsed } from './parsed.ts'

/** The character before the decimals. The other one may then group thousands, as blanks and apostrophes may. */
export type DecimalMark = 'point' | 'comma'

/**
 * A decimal number as canonical text: `-13591.70`. The digits are exact and none is added or lost; PostgreSQL's numeric takes it as it
 * is, and `Number(value)` where a double is enough. Negative also as `(12.00)` and `12.00-`; exponents are worked out. Without a mark, a number that could be
 * read both ways (`1,234`) is refused.
 */
export function parseDecimal(text: string, mark?: DecimalMark): Parsed<string> {
  const signed = text.length > 100 ? undefined : splitSign(text.trim())
  const read = readDigits(signed?.body ?? '', mark)
  if ('wrong' in read) return problem(text, read.wrong)
  return { value: signed?.negative && /[1-9]/.test(read.value) ? `-${read.value}` : read.value }
}

/** A number without a sign, or what is wrong with it as the end of a sentence. */
export function readDigits(body: string, mark: DecimalMark | undefined): { value: string } | { wrong: string } {
  const marks = mark ? [mark] : (['point', 'comma'] as const)
  const [one, other] = marks.map((mark) => readWith(mark, body)).filter((value) => value !== undefined)
  if (one === undefined)
    return { wrong: english`is not a number; write it like ${mark === 'comma' ? '13591,70' : '13591.70'}` }
  if (other === undefined || one === other) return { value: one }
  return { wrong: english`can be ${one} or ${other}; say whether the decimals follow a point or a comma` }
}

/** A whole number; decimals must be zeros. */
export function parseInteger(text: string, mark?: DecimalMark): Parsed<number> {
  const decimal = parseDecimal(text, mark)
  if (decimal.value === undefined) return { problem: decimal.problem }
  const [whole = '', decimals = ''] = decimal.value.split('.')
  if (/[1-9]/.test(decimals)) return problem(text, english`has decimals; write a whole number, like 1200`)
  if (!Number.isSafeInteger(Number(whole)))
    return problem(text, english`is too large to count exactly; write at most 15 digits`)
  return { value: Number(whole) }
}

/** The sign of an amount, written before, after, or as brackets; undefined where it is written twice. */
function splitSign(text: string): { negative: boolean; body: string } | undefined {
  const bracketed = /^\((.*)\)$/.exec(text)?.[1]
  const parts = /^([+\-\u2212]?)\s*(.*?)\s*([-\u2212]?)$/s.exec(bracketed ?? text)!
  const [, before = '', body = '', after = ''] = parts
  const signs = [bracketed === undefined ? '' : '-', before, after].filter((sign) => sign !== '')
  if (signs.length > 1) return undefined
  return { negative: signs.length === 1 && signs[0] !== '+', body }
}

/** Thousands in groups of three, by one character throughout; or 12,34,567, as India writes. */
const grouped = (group: string) => `[1-9]\\d{0,2}(?<group>${group})\\d{3}(?:\\k<group>\\d{3})*`
const INDIAN = '[1-9]\\d?(?:,\\d{2})+,\\d{3}'
const BLANKS = ` \\u00a0\\u2009\\u202f'\\u2019`
const rest = (mark: string) => `(?:${mark}(?<decimals>\\d+))?(?:e(?<exponent>[+-]?\\d{1,2}))?$`
const SHAPES = {
  point: new RegExp(`^(?<whole>${grouped(`[,${BLANKS}]`)}|${INDIAN}|\\d*)${rest('\\.')}`, 'i'),
  comma: new RegExp(`^(?<whole>${grouped(`[.${BLANKS}]`)}|\\d*)${rest(',')}`, 'i'),
}

/** The digits in canonical form, an exponent (`1.03444E11`, as Salesforce exports large numbers) worked out on the text. */
function readWith(mark: DecimalMark, body: string): string | undefined {
  const { whole = '', decimals = '', exponent = '0' } = SHAPES[mark].exec(body)?.groups ?? {}
  if (!whole && !decimals) return undefined
  const shift = Number(exponent)
  const left = whole.replace(/\D/g, '').padStart(-shift, '0')
  const right = decimals.padEnd(shift, '0')
  const digits = left + right
  const point = left.length + shift
  const bare = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0'
  return point < digits.length ? `${bare}.${digits.slice(point)}` : bare
}
