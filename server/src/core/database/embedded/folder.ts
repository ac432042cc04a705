import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { lockFolder } from './lock.ts'
import { finishSwap } from './swap.ts'

export interface DatabaseFolder {
  /** Absolute, without symbolic links. */
  readonly path: string
  /** It holds no database yet. */
  readonly isNew: boolean
  /** To be called when the database is open: a new one is safely on disk from then on. */
  readonly opened: () => Promise<void>
  readonly release: () => void
}

/**
 * Locks a database's folder and makes it ready to be opened. While a new database is being made, a file
 * `<folder>.new` lies beside it; if that was cut off (a kill, a full disk), the next start begins from nothing.
 */
export async function takeFolder(folder: string): Promise<DatabaseFolder> {
  mkdirSync(folder, { recursive: true })
  const path = realpathSync(folder)
  const { release } = await lockFolder(path)
  try {
    finishSwap(path)
    sweep(path)
    const marker = `${path}.new`
    if (existsSync(marker)) {
      for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true })
    }
    const isNew = !existsSync(join(path, 'PG_VERSION'))
    if (isNew) {
      const [other] = readdirSync(path)
      if (other)
        throw new Error(
          `The folder ${path} holds no database but other files (such as "${other}"); choose an empty folder.`,
        )
      writeFileSync(marker, '')
    }
    const opened = async (): Promise<void> => {
      if (!isNew) return
      await flush(path)
      rmSync(marker, { force: true })
    }
    return { path, isNew, opened, release }
  } catch (error) {
    release()
    throw error
  }
}

/** Writes a folder, all in it, and its own name through to the disk. */
export async function flush(folder: string): Promise<void> {
  const inside = await readdir(folder, { recursive: true })
  const paths = [dirname(folder), folder, ...inside.map((name) => join(folder, name))]
  const flushSome = async (): Promise<void> => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
      await using file = await open(path, 'r')
      await file.sync()
    }
  }
  await Promise.all(Array.from({ length: 8 }, flushSome)) // together, because they share the disk's commits
}

/** A name for a copy of a database's folder, beside it. */
export const nameOfCopy = (path: string): string => `${path}.copy-${randomBytes(4).toString('hex')}`

/** Takes away what a backup or a restore left that was killed. Only for who holds the folder's lock. */
export function sweep(path: string): void {
  const name = basename(path)
  const left = (one: string): boolean => one.startsWith(`${name}.copy-`) || one.startsWith(`${name}.restoring`)
  for (const one of readdirSync(dirname(path)))
    if (left(one)) rmSync(join(dirname(path), one), { recursive: true, force: true })
}
