import type { Day } from './calendar.ts'

/** What a run is asked for. `end` is the day after the last one. */
export interface World {
  readonly seed: number
  readonly partners: number
  readonly start: Day
  readonly end: Day
}

/** Something on a day, until before another; null while it lasts. */
export interface Span<T> {
  readonly value: T
  readonly from: Day
  readonly to: Day | null
}

export const valueOn = <T>(spans: readonly Span<T>[], day: Day): T | undefined =>
  spans.find((span) => span.from <= day && (span.to === null || day < span.to))?.value
