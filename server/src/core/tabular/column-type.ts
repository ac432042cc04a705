import { english } from '@hansa/contract/language'
import { parse } from 'tldts'
import { parseEmail, parseUrl } from './cells/addresses.ts'
import { parseBoolean } from './cells/booleans.ts'
import { isCountry, parseCountry } from './cells/countries.ts'
import { parseDate, type DateOrder } from './cells/dates.ts'
import { parseDecimal, parseInteger, type DecimalMark } from './cells/decimals.ts'
import { parseCurrency } from './cells/money.ts'
import { quoted, type Parsed } from './cells/parsed.ts'

export type ColumnType =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'email'
  | 'url'
  | 'domain'
  | 'country'
  | 'id'

export interface Finding {
  readonly type: ColumnType
  /** Share of the distinct values that can be read as the type; nearly written countries count. */
  readonly fits: number
  /** What the parsers need to be told: the order of dates, the decimal mark. */
  readonly format?: Exclude<DateOrder, 'excel'> | DecimalMark
  /** What had to be assumed, as a sentence. */
  readonly note?: string
}

const ENOUGH = 0.95
/** One slip of the pen among ten values is no other type. */
const isEnough = (fits: number, count: number) => fits >= Math.min(ENOUGH, count >= 10 ? 1 - 1 / count : 1)

/** What a column holds, by its values (at least one) and, where they leave it open, its name. A type must fit 95% of the values, or all but one of ten or more. */
export function columnType(name: string, values: readonly string[]): Finding {
  for (const look of [asBoolean, asEmail, asUrl, asDate, asId, asNumber, asMarkedMoney, asDomain, asCountry]) {
    const found = look(name, values)
    if (found && isEnough(found.fits, values.length)) return found
  }
  return { type: 'text', fits: 1 }
}

type Look = (name: string, values: readonly string[]) => Finding | undefined

const share = (values: readonly string[], test: (value: string) => boolean) =>
  values.filter(test).length / values.length
const reads =
  <T>(parser: (text: string) => Parsed<T>) =>
  (text: string) =>
    parser(text).value !== undefined

/** 0 and 1 alone are numbers, unless the name asks a question. */
const asBoolean: Look = (name, values) =>
  /^(is|has)[_ A-Z]/.test(name) || values.some((value) => !/^\s*\d/.test(value))
    ? { type: 'boolean', fits: share(values, reads(parseBoolean)) }
    : undefined

const asEmail: Look = (_, values) => ({ type: 'email', fits: share(values, reads(parseEmail)) })
const asUrl: Look = (_, values) => ({
  type: 'url',
  fits: share(
    values,
    (value) => (/^(https?:)?\/\//i.test(value) || /^[^/]+\/\S/.test(value)) && reads(parseUrl)(value),
  ),
})
const asDomain: Look = (_, values) => ({ type: 'domain', fits: share(values, isDomain) })
const asCountry: Look = (_, values) => {
  const others = values.filter((value) => /^[a-z]{1,3}$/.test(value) || !isCountry(value))
  if (others.length > values.length / 5) return undefined
  const near = others.filter((value) => parseCountry(value).suggestion !== undefined)
  const fits = 1 - (others.length - near.length) / values.length
  if (near.length === 0) return { type: 'country', fits }
  return {
    type: 'country',
    fits,
    note: english`Nearly countries, and to be corrected: ${near.slice(0, 5).map(quoted).join(', ')}.`,
  }
}

function isDomain(value: string): boolean {
  const { hostname, domain, isIcann } = parse(value)
  return Boolean(isIcann && domain && hostname === value.trim().toLowerCase())
}

/** A UUID, a hash, a record id of Salesforce; or what has no blanks in a column that calls itself an id. */
const asId: Look = (name, values) => ({
  type: 'id',
  fits: share(
    values,
    /(^|[^a-z])(id|guid|uuid|key)([^a-z]|$)/i.test(name) || /[a-z](Id|ID|Guid|Key)([^a-z]|$)/.test(name)
      ? isWord
      : isOpaque,
  ),
})
const isWord = (value: string) => !/\s/.test(value.trim())
const isOpaque = (value: string) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ||
  (/^([0-9a-f]{10,64}|[0-9a-z]{15}([0-9a-z]{3})?)$/i.test(value) && /\d/.test(value) && /[a-z]/i.test(value))

const asDate: Look = (name, values) => {
  const dateName = /date|day|time|datum|fecha/i.test(name)
  const likely = values.filter((value) => dateName || !/^\s*\d+\s*$/.test(value))
  const fits = (order: DateOrder) =>
    likely.filter((value) => parseDate(value, order).value !== undefined).length / values.length
  const [dayFirst, monthFirst] = [fits('dmy'), fits('mdy')]
  const best = Math.max(dayFirst, monthFirst)
  if (!isEnough(best, values.length)) return undefined
  const type = share(likely, hasTime) > 0.5 ? 'datetime' : 'date'
  if (share(likely, (value) => /^\s*\d{4}/.test(value)) >= ENOUGH) return { type, fits: best, format: 'ymd' }
  const format = monthFirst > dayFirst ? 'mdy' : 'dmy'
  const open =
    dayFirst === monthFirst && likely.some((value) => parseDate(value, 'dmy').value !== parseDate(value, 'mdy').value)
  if (!open) return { type, fits: best, format }
  return {
    type,
    fits: best,
    format,
    note: english`No date tells whether the day or the month comes first; the day is assumed to.`,
  }
}

/** Midnight throughout is a date that was written with a time. */
const hasTime = (value: string) => /[1-9]/.test(/\d+:\d\d(:\d\d(\.\d+)?)?/.exec(value)?.[0] ?? '')

/** Numbers that nobody adds up. */
const NO_NUMBER = /phone|fax|mobile|zip|postal|postcode|plz|vat|iban|duns/i

const asNumber: Look = (name, values) => {
  if (NO_NUMBER.test(name) || values.some((value) => /^\s*0\d/.test(value))) return undefined
  const read = readNumbers(values)
  const whole = share(values, (value) => parseInteger(value, read.format ?? 'point').value !== undefined)
  if (namesMoney(name)) return { ...read, type: 'money' }
  return { ...read, type: whole === read.fits ? 'integer' : 'decimal' }
}

/** Which decimal mark reads more of the values. */
function readNumbers(values: readonly string[]): { fits: number; format?: DecimalMark; note?: string } {
  const fits = (mark: DecimalMark) => share(values, (value) => parseDecimal(value, mark).value !== undefined)
  const [point, comma] = [fits('point'), fits('comma')]
  if (point !== comma) return { fits: Math.max(point, comma), format: point > comma ? 'point' : 'comma' }
  const open = values.find((value) => /\d[.,]\d/.test(value))
  if (open === undefined) return { fits: point }
  return {
    fits: point,
    format: 'point',
    note: english`${quoted(open)} can be read with a decimal point or a decimal comma; a point is assumed.`,
  }
}

const namesMoney = (name: string) =>
  /amount|price|revenue|salary|budget|freight|commission|payout|turnover|umsatz|betrag|preis/i.test(name) ||
  /(^|[^a-z])(value|cost|costs|fee|fees|spend|mrr|arr|acv|tcv|ltv)([^a-z]|$)/i.test(
    name.replace(/([a-z])([A-Z])/g, '$1 $2'),
  )

/** Amounts of which at least half carry the sign or the code of a currency. */
const asMarkedMoney: Look = (_, values) => {
  const bare = values.map(withoutCurrency)
  const marked = bare.filter((value, index) => value !== values[index]).length
  return marked * 2 >= values.length ? { ...readNumbers(bare), type: 'money' } : undefined
}

const withoutCurrency = (value: string): string =>
  value.replace(/\p{L}{0,2}\p{Sc}|\b(kr|fr|rs|zł)\b\.?|\b[a-z]{3}\b/iu, (label) =>
    label.length !== 3 || /\p{Sc}/u.test(label) || parseCurrency(label).value ? '' : label,
  )
