import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a new database is called from the moment on at which it is whole, until it stands in the old one's place. */
const ready = (path: string): string => `${path}.restored`

/**
 * Puts a whole, flushed and closed database folder into the place of another one; that one is kept beside it. The first
 * rename decides: cut off before it, the old database stays; after it, the next start does what is left.
 *
 * @returns where the old database is now; undefined where there was none.
 */
export function swap(fresh: string, path: string, now: Date): string | undefined {
  renameSync(fresh, ready(path))
  flushNames(path)
  return finishSwap(path, now)
}

/** Only for who holds the lock of `path`. */
export function finishSwap(path: string, now = new Date()): string | undefined {
  if (!existsSync(ready(path))) return undefined
  let kept: string | undefined
  if (existsSync(join(path, 'PG_VERSION'))) {
    kept = `${path}.before-${now.toISOString().slice(0, 19).replaceAll(':', '')}`
    renameSync(path, kept)
  } else rmSync(path, { recursive: true, force: true })
  renameSync(ready(path), path)
  flushNames(path)
  return kept
}

function flushNames(path: string): void {
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
