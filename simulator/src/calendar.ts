/** Days are whole numbers, counted from 1970-01-01: 19,723 is 2024-01-01. */
export type Day = number

const aDay = 86_400_000

export const dayOf = (iso: string): Day => Math.round(Date.parse(`${iso}T00:00:00Z`) / aDay)
export const isoDay = (day: Day): string => new Date(Math.floor(day) * aDay).toISOString().slice(0, 10)
export const isoMoment = (day: Day, secondOfDay: number): string =>
  `${new Date(Math.floor(day) * aDay + Math.floor(secondOfDay) * 1000).toISOString().slice(0, 19)}Z`

export const dayFrom = (year: number, month: number, day = 1): Day => Math.round(Date.UTC(year, month, day) / aDay)
export const yearOf = (day: Day): number => new Date(day * aDay).getUTCFullYear()
/** 0–11. */
export const monthOf = (day: Day): number => new Date(day * aDay).getUTCMonth()
/** 0 is Sunday. */
export const weekdayOf = (day: Day): number => new Date(day * aDay).getUTCDay()
/** The same day some years later; 29 February becomes 1 March where a year has none. */
export const yearsLater = (day: Day, years: number): Day => {
  const date = new Date(day * aDay)
  return dayFrom(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate())
}
/** The last day of the quarter that holds the day. */
export const quarterEnd = (day: Day): Day => dayFrom(yearOf(day), Math.floor(monthOf(day) / 3) * 3 + 3) - 1

/** The first days of the months that begin in [from, until). */
export function* monthsIn(from: Day, until: Day): Generator<Day> {
  for (let month = monthOf(from - 1) + 1, year = yearOf(from - 1); ; month++) {
    const day = dayFrom(year, month)
    if (day >= until) return
    if (day >= from) yield day
  }
}
