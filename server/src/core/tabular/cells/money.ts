import { english } from '@hansa/contract/language'
import { readDigits, type DecimalMark } from './decimals.ts'
import { problem, type Parsed } from './parsed.ts'

/**
 * An amount in the minor units of a currency (cents for EUR), exactly: its digits are moved as text and never pass through a
 * fraction. Takes `13,591.70`, `13.591,70`, `R$ 58,90`, `(12.00)`, `58.90 EUR`. Refuses another currency's sign, an amount that
 * can be read two ways where no mark is told, and more decimals than the currency has, unless they are zeros.
 * @param currency an ISO 4217 code, as `parseCurrency` gives it
 */
export function parseMoney(text: string, currency: string, mark?: DecimalMark): Parsed<number> {
  const { digits, labels } = traits(currency)
  const right = english`write it like ${(1234.5).toFixed(digits)} (${currency})`
  const parts = text.length > 100 ? null : /^(\D*?)([.,]?\d(?:.*\d)?)(\D*)$/s.exec(text.trim())
  if (!parts) return problem(text, english`is not an amount; ${right}`)
  const [, before = '', number = '', after = ''] = parts
  const signs = (before + after).replace(/[^()+\-\u2212]/g, '')
  const bracketed = before.includes('(') && signs === '()'
  const label = bare((before + after).replace(/[()+\-\u2212]/g, ''))
  if (signs.length > 1 && !bracketed) return problem(text, english`is not an amount; ${right}`)
  if (label && !labels.has(label)) return problem(text, english`is not an amount in ${currency}; ${right}`)

  // The point of an abbreviation ("Rs.500", "kr.5") is no decimal point.
  const abbreviated = number.startsWith('.') && /\p{L}$/u.test(before) && label !== bare(currency)
  const decimal = readDigits(abbreviated ? number.slice(1) : number, mark)
  if ('wrong' in decimal) return problem(text, decimal.wrong)

  const [whole = '', decimals = ''] = decimal.value.split('.')
  if (/[1-9]/.test(decimals.slice(digits)))
    return problem(text, english`has more than the ${digits} decimals of ${currency}; ${right}`)
  const units = Number(whole + decimals.slice(0, digits).padEnd(digits, '0'))
  if (!Number.isSafeInteger(units)) return problem(text, english`is too large to be kept exactly in ${currency}`)
  const negative = bracketed || /^[-\u2212]$/.test(signs)
  return { value: negative && units > 0 ? -units : units }
}

/** An ISO 4217 code. */
export function parseCurrency(text: string): Parsed<string> {
  const code = text.trim().toUpperCase()
  return CODES.has(code) ? { value: code } : problem(text, english`is not a currency; write its code, like EUR`)
}

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

interface Traits {
  /** Decimals of an amount, by CLDR: 0 for JPY, 2 for EUR, 3 for KWD. */
  readonly digits: number
  /** How amounts are marked, as `bare` has it: code, symbols in several languages, abbreviations. */
  readonly labels: ReadonlySet<string>
}

const bare = (label: string) => label.replace(/[\s.]/g, '').toLowerCase()

/** Everyday abbreviations that CLDR does not list. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  CHF: ['fr', 'sfr'],
  INR: ['rs'],
  PKR: ['rs'],
  PLN: ['zł'],
  USD: ['us$', 'u$s'],
}
const LOCALES = ['en', 'en-AU', 'en-CA', 'de', 'fr', 'es', 'pt-BR', 'sv', 'ja', 'zh']
const known = new Map<string, Traits>()

function traits(currency: string): Traits {
  const before = known.get(currency)
  if (before) return before
  const formats = LOCALES.flatMap((locale) =>
    (['symbol', 'narrowSymbol'] as const).map(
      (currencyDisplay) => new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay }),
    ),
  )
  const symbols = formats.map((format) => format.formatToParts(1).find(({ type }) => type === 'currency')!.value)
  const found = {
    digits: formats[0]!.resolvedOptions().maximumFractionDigits ?? 2,
    labels: new Set([currency, ...symbols, ...(ALSO[currency] ?? [])].map(bare)),
  }
  known.set(currency, found)
  return found
}
