import { metrics, type MetricKey } from '@hansa/contract/metrics'

/** What a figure looks at: a day and, for figures over months, the days from the first of them up to it. */
export interface Look {
  readonly asOf: string
  readonly from: string | null
  readonly until: string
}

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const monthText = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`

/**
 * The days that a metric looks at, seen from `asOf`.
 *
 * @param months how many calendar months, the one of `asOf` among them; the metric's own number unless given.
 * @example lookOf('joins', '2024-02-29', 2) // from 2024-01-01 until 2024-02-29
 */
export function lookOf(metric: MetricKey, asOf: string, months?: number): Look {
  const own = metrics[metric].months
  const from = own === null ? null : `${monthText(monthOf(asOf) - (months ?? own) + 1)}-01`
  return { asOf, from, until: asOf }
}

/** Every calendar month from the one of `from` to the one of `until`. */
export function monthsBetween(from: string, until: string): string[] {
  const [first, last] = [monthOf(from), monthOf(until)]
  return Array.from({ length: last - first + 1 }, (_, i) => monthText(first + i))
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The same day `years` later; for 29 February, where a year has none, the 28th, as the database counts. */
export function anniversary(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years
  const rest = day.slice(4) === '-02-29' && !isLeap(year) ? '-02-28' : day.slice(4)
  return `${String(year).padStart(4, '0')}${rest}`
}

/** The last calendar year that is wholly over at the end of the day: cohorts up to it are complete. */
export const lastFullYear = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5) === '12-31' ? 0 : 1)

/** Days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
