/** The time, as everything in Hansa asks for it. Tests hand in one that they move. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** The system's clock, so many milliseconds ahead: for journeys through a whole server, whose deadlines take days. */
export const clockAhead = (ms: number): Clock => ({ now: () => new Date(Date.now() + ms) })

/** A clock that stands still until it is moved, and can be put back to where it began. */
export function testClock(start = '2026-03-02T09:00:00Z'): Clock & { advance(ms: number): void; restart(): void } {
  let now = Date.parse(start)
  return {
    now: () => new Date(now),
    advance(ms) {
      now += ms
    },
    restart() {
      now = Date.parse(start)
    },
  }
}
