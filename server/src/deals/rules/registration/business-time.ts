/** Which days count, and where they begin and end. */
export interface Calendar {
  /** 1 is Monday, 7 Sunday. */
  readonly workingDays: readonly number[]
  /** Days off, `2026-12-25`. */
  readonly holidays: readonly string[]
  readonly timeZone: string
}

const hour = 3_600_000
const day = 24 * hour

/** A moment as the clock on the wall shows it in a time zone, as if that were UTC. */
export function wallTime(at: Date, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)!.value)
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
    at.getUTCMilliseconds(),
  )
}

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, made)
  return made
}

/** The moment at which the wall shows this time; of two (clocks put back) the first, of none (put forward) the one after. */
export function momentOf(wall: number, timeZone: string): Date {
  const offsets = [-day, day].map((shift) => wallTime(new Date(wall + shift), timeZone) - (wall + shift))
  const fits = offsets.map((offset) => new Date(wall - offset)).filter((at) => wallTime(at, timeZone) === wall)
  return fits.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? new Date(wall - Math.min(...offsets))
}

/** The same time of day so many calendar days later. */
export const addDays = (at: Date, days: number, timeZone: string): Date =>
  momentOf(wallTime(at, timeZone) + days * day, timeZone)

/** Whether the day that begins at this wall time counts. */
function counts(begin: number, { workingDays, holidays }: Calendar): boolean {
  const date = new Date(begin)
  return workingDays.includes(date.getUTCDay() || 7) && !holidays.includes(date.toISOString().slice(0, 10))
}

/** Longer than any deadline: a calendar without a working day in between is refused instead of searched for ever. */
const horizon = 4000

/**
 * A moment so many business days later: Friday 15:00 and one day make Monday 15:00. Parts of days are parts of 24 hours.
 * What begins on a day off begins with the next day that counts.
 */
export function addBusinessDays(at: Date, days: number, calendar: Calendar): Date {
  let wall = wallTime(at, calendar.timeZone)
  let left = days * day
  for (let seen = 0; seen < horizon; seen++) {
    const begin = Math.floor(wall / day) * day
    if (counts(begin, calendar)) {
      const rest = begin + day - wall
      // What would end with the day ends at the same time of the next one that counts, unless nothing is left.
      if (left < rest || (left === 0 && rest === day)) return momentOf(wall + left, calendar.timeZone)
      left -= rest
    }
    wall = begin + day
  }
  throw new RangeError('The calendar has no working day within ten years')
}

/** Business days between two moments, as parts of 24 hours; 0 where the second is not later. */
export function businessDaysBetween(from: Date, until: Date, calendar: Calendar): number {
  const end = wallTime(until, calendar.timeZone)
  let sum = 0
  for (let wall = wallTime(from, calendar.timeZone); wall < end;) {
    const begin = Math.floor(wall / day) * day
    const stop = Math.min(begin + day, end)
    if (counts(begin, calendar)) sum += stop - wall
    wall = stop
  }
  return sum / day
}
