/** The time, as everything in Hansa asks for it. Tests hand in one that they move. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

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
