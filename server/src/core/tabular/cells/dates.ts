import { english } from '@hansa/contract/language'
import { problem, type Parsed } from './parsed.ts'
import { zonedToUtc } from './zone.ts'

/**
 * How a column writes its days. Year first needs no telling; `dmy` and `mdy` decide what 03/04/2018 is; `excel` means the
 * serial numbers of Excel (1900 system), and is never guessed.
 */
export type DateOrder = 'ymd' | 'dmy' | 'mdy' | 'excel'

/**
 * A calendar day, `2018-04-24`. A month, `2023-10`, stands for its first day; a time of day behind the date is checked and left out, its
 * zone unheard. Days like 03/04/2018 need an order; years of two digits mean 1970 to 2069.
 */
export function parseDate(text: string, order?: DateOrder): Parsed<string> {
  const parts = dateAndTime(text, order)
  return 'problem' in parts ? parts : { value: parts.day }
}

/**
 * A moment in UTC, `2017-09-19T09:45:35.000Z`. A date without a time is midnight.
 * @param zone the IANA zone of times that do not carry their own offset
 */
export function parseDateTime(
  text: string,
  { order, zone = 'UTC' }: { order?: DateOrder; zone?: string } = {},
): Parsed<string> {
  const parts = dateAndTime(text, order)
  if ('problem' in parts) return parts
  const { day, milliseconds, offset } = parts
  const local = Date.parse(`${day}T00:00:00Z`) + milliseconds
  const moment = new Date(offset === undefined ? zonedToUtc(local, zone) : local - offset)
  return Number.isNaN(moment.getTime()) ? problem(text, EXPECTED) : { value: moment.toISOString() }
}

interface Parts {
  readonly day: string
  readonly milliseconds: number
  /** Milliseconds ahead of UTC; undefined where the text carries none. */
  readonly offset?: number | undefined
}

const EXPECTED = english`is not a date; write it like 2018-04-24 or 2018-04-24 09:30`

function dateAndTime(text: string, order: DateOrder | undefined): Parts | { problem: string } {
  const trimmed = text.trim()
  if (order === 'excel')
    return fromSerial(trimmed) ?? problem(text, english`is not a serial date of Excel; it must be a number like 43214`)
  if (trimmed.length > 50) return problem(text, EXPECTED)
  const [, dayText = '', timeText] = /^(.*?\d)(?:(?:\s*T\s*|,?\s+)(\d{1,2}:.*))?$/i.exec(trimmed) ?? []
  const day = readDay(dayText, order)
  const time = timeText === undefined ? { milliseconds: 0 } : readTime(timeText)
  if (!day || !time) return problem(text, EXPECTED)
  if ('problem' in day) return problem(text, day.problem)
  const iso = isoDay(day)
  return iso ? { day: iso, ...time } : problem(text, english`is not a day of the calendar; ${wanted(order)}`)
}

const wanted = (order: DateOrder | undefined) =>
  order === 'dmy'
    ? english`the day comes first, like 24/04/2018`
    : order === 'mdy'
      ? english`the month comes first, like 04/24/2018`
      : english`write it like 2018-04-24`

interface Ymd {
  readonly year: number
  readonly month: number
  readonly day: number
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function readDay(text: string, order: DateOrder | undefined): Ymd | { problem: string } | undefined {
  const yearFirst =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})([-/])(\d{1,2})$/.exec(text)
  if (yearFirst) return { year: Number(yearFirst[1]), month: Number(yearFirst[3]), day: Number(yearFirst[4] ?? 1) }
  const named =
    /^(?<d>\d{1,2})[-. ]{1,2}(?<m>[a-z]{3,9})\.?[-, ]{1,2}(?<y>\d{4}|\d{2})$/i.exec(text) ??
    /^(?<m>[a-z]{3,9})\.? (?<d>\d{1,2}),? (?<y>\d{4})$/i.exec(text)
  if (named?.groups) {
    const { d = '', m = '', y = '' } = named.groups
    return isMonth(m)
      ? { year: fullYear(y), month: MONTHS.indexOf(m.slice(0, 3).toLowerCase()) + 1, day: Number(d) }
      : undefined
  }
  const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text)
  if (!numeric) return undefined
  const [first, second, year] = [Number(numeric[1]), Number(numeric[3]), fullYear(numeric[4]!)]
  const dayFirst = { year, month: second, day: first }
  const monthFirst = { year, month: first, day: second }
  if (order === 'dmy') return dayFirst
  if (order === 'mdy') return monthFirst
  if (isoDay(dayFirst) && isoDay(monthFirst) && first !== second) {
    return {
      problem: english`can be ${isoDay(dayFirst)} or ${isoDay(monthFirst)}; say whether the day or the month comes first`,
    }
  }
  return isoDay(dayFirst) ? dayFirst : monthFirst
}

const FULL_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const isMonth = (word: string) => [...MONTHS, ...FULL_MONTHS, 'sept'].includes(word.toLowerCase())
const fullYear = (digits: string) =>
  digits.length > 2 ? Number(digits) : Number(digits) + (Number(digits) < 70 ? 2000 : 1900)

/** ISO 8601, where the calendar has such a day. */
function isoDay({ year, month, day }: Ymd): string | undefined {
  const iso = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i

function readTime(text: string): { milliseconds: number; offset: number | undefined } | undefined {
  const [match, hour = '', minute = '', second = '0', fraction = '', half, zone] = TIME.exec(text) ?? []
  if (match === undefined || Number(minute) > 59 || Number(second) > 59) return undefined
  if (half ? Number(hour) < 1 || Number(hour) > 12 : Number(hour) > 23) return undefined
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  const seconds = hours * 3600 + Number(minute) * 60 + Number(second)
  return {
    milliseconds: seconds * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3)),
    offset: zone ? readOffset(zone) : undefined,
  }
}

function readOffset(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

const DAY = 86_400_000

/** Excel counts from 1 = 1900-01-01, and has a 29 February 1900 (60), which never was. 2958465 is the last day of 9999. */
function fromSerial(text: string): Parts | undefined {
  if (!/^\d{1,7}(\.\d+)?$/.test(text)) return undefined
  const serial = Number(text)
  const whole = Math.floor(serial)
  if (whole < 1 || whole > 2_958_465 || whole === 60) return undefined
  const moment = Date.UTC(1899, 11, whole < 60 ? 31 : 30) + whole * DAY
  const milliseconds = Math.min(Math.round((serial - whole) * 86_400) * 1000, DAY - 1000)
  return { day: new Date(moment).toISOString().slice(0, 10), milliseconds }
}
