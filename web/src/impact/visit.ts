import { useState } from 'react'

const key = 'hansa.home.visits'
/** Looking again within this time is the same visit. */
const sameVisit = 30 * 60_000

interface Visits {
  /** When this visit was last seen to go on. */
  readonly now: number
  /** When the visit before it ended. */
  readonly before: number | null
}

/** The visits with one more look at the page. */
export const visited = (kept: Visits | null, at: number): Visits =>
  kept === null ? { now: at, before: null } : { now: at, before: at - kept.now > sameVisit ? kept.now : kept.before }

function look(): Visits {
  let kept: Visits | null = null
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof read === 'object' && read !== null && 'now' in read && typeof read.now === 'number')
      kept = { now: read.now, before: 'before' in read && typeof read.before === 'number' ? read.before : null }
    localStorage.setItem(key, JSON.stringify(visited(kept, Date.now())))
  } catch {
    // Without storage there is no last visit to know of.
  }
  return visited(kept, Date.now())
}

/** When this browser's last visit ended, as ISO; null where there was none. */
export function useLastVisit(): string | null {
  const [{ before }] = useState(look)
  return before === null ? null : new Date(before).toISOString()
}
