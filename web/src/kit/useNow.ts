import { useSyncExternalStore } from 'react'

const minute = 60_000
let now = new Date()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  if (listeners.size === 0) now = new Date()
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = new Date()
    for (const tell of listeners) tell()
  }, minute)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The time as it was at the last full tick: one clock for the whole page, exact to a minute. */
export const useNow = (): Date => useSyncExternalStore(subscribe, () => now)
