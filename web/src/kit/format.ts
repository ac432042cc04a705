import { locale as readers } from './language.tsx'

/** An amount in integer minor units (cents, for EUR) of an ISO 4217 currency. */
export interface MoneyValue {
  amount: number
  currency: string
}

/** How many decimals a currency has: EUR 2, JPY 0, KWD 3. */
export const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** Minor units as decimal text, exactly: (-105, 2) → `-1.05`. */
export function decimalText(minor: number, decimals: number): `${number}` {
  const digits = Math.abs(minor)
    .toString()
    .padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  return `${minor < 0 ? '-' : ''}${digits.slice(0, cut)}${decimals ? `.${digits.slice(cut)}` : ''}` as `${number}`
}

/** Decimal text or a number in major units as integer minor units: ('1.05', 2) → 105. Null where it is no number. */
export function minorOf(major: string | number, decimals: number): number | null {
  const text = String(major).trim()
  const parts = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text)
  if (!parts || !/\d/.test(text)) return null
  const [, sign = '', whole = '', fraction = ''] = parts
  if (fraction.slice(decimals).replaceAll('0', '') !== '') return null
  const minor = Number(`${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`)
  return Number.isSafeInteger(minor) ? (sign && minor !== 0 ? -minor : minor) : null
}

export interface MoneyFormat {
  locale?: string | undefined
  /** `1.2M` instead of `1,234,567.00`: for figures, never for a ledger. */
  compact?: boolean | undefined
  /** Leave the decimals away: for values that nobody counts in cents. */
  whole?: boolean | undefined
}

/** Money in the reader's locale, exact to the last minor unit unless compact or whole. */
export function moneyText(
  { amount, currency }: MoneyValue,
  { locale = readers(), compact, whole }: MoneyFormat = {},
): string {
  const decimals = decimalsOf(currency)
  const exact = decimalText(amount, decimals)
  const format = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, ...options })
  if (compact && Math.abs(amount) >= 10 ** (decimals + 3)) {
    const short = format({ notation: 'compact', maximumFractionDigits: 1 })
    // German, for one, has no short form for thousands; then the number stays whole.
    if (short.formatToParts(exact).some((part) => part.type === 'compact')) return short.format(exact)
  }
  return format(whole || compact ? { maximumFractionDigits: 0 } : {}).format(exact)
}

/** A whole number with the reader's separators. */
export const countText = (value: number, locale = readers(), compact = false): string =>
  new Intl.NumberFormat(
    locale,
    compact && Math.abs(value) >= 10_000 ? { notation: 'compact', maximumFractionDigits: 1 } : {},
  ).format(value)

/** A share as per cent: 0.123 → `12.3%`. @param digits decimals shown, 1 unless given */
export const percentText = (share: number, locale = readers(), digits = 1): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share)

/** A calendar day (`2026-03-31`) in words of the locale, the same day in every time zone. */
export const dayText = (day: string, locale = readers()): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 10)}T00:00:00Z`),
  )

/** A month (`2026-03`) in words of the locale. */
export const monthText = (month: string, locale = readers()): string =>
  new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month.slice(0, 7)}-01T00:00:00Z`),
  )

/**
 * A mark on a time axis: years over more than four years, months over more than two months, else days; the year in a
 * second line where it begins.
 */
export function tickText(date: Date, index: number, spanDays: number, locale = readers()): string {
  const text = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date)
  if (spanDays > 4 * 365) return text({ year: 'numeric' })
  const isFirst = index === 0 || (date.getUTCMonth() === 0 && date.getUTCDate() <= 7)
  const year = isFirst ? `\n${text({ year: 'numeric' })}` : ''
  return `${text(spanDays > 62 ? { month: 'short' } : { day: 'numeric', month: 'short' })}${year}`
}

/** A moment (ISO 8601) with its time, in the reader's time zone unless one is given. */
export const momentText = (moment: string, locale = readers(), timeZone?: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(moment))

const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** How far a moment is from now, in the largest unit that fits: `3 days ago`, `in 2 hours`, `now`. */
export function agoText(moment: string, now: Date, locale = readers()): string {
  const seconds = (new Date(moment).getTime() - now.getTime()) / 1000
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit)
  }
  return words.format(0, 'second')
}

/** The calendar day of a moment in a time zone: the key that events are grouped by. */
export const dayOf = (moment: string, timeZone?: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(new Date(moment))

/** A code as words: `in_review` → `In review`, `deal.won` → `Deal won`. */
export function wordsOf(code: string): string {
  const words = code
    .replaceAll(/[_.-]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A country code as the locale's name: `DE` → `Germany`. Unknown codes come back as they are. */
export function countryText(code: string, locale = readers()): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}

/** Currencies to choose from where nothing says which are in use. */
export const commonCurrencies = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'BRL', 'INR', 'CNY'] as const
