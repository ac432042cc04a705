import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline as pipe, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Engine } from '../database/engine.ts'
import { dump } from './dump.ts'
import { verify, type Verified } from './read.ts'

/** `hansa-2026-11-22-213000.backup`, in universal time: names sort by age. */
export const fileName = (now: Date): string =>
  `hansa-${now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')}.backup`

export const isBackup = (name: string): boolean => /^hansa-\d{4}-\d\d-\d\d-\d{6}\.backup$/.test(name)

/** The compressed bytes of a backup. */
export function packed(engine: Engine, now: Date): Readable {
  const packing = createGzip({ level: 4 })
  pipe(Readable.from(dump(engine, now)), packing, () => {
    // whoever reads it is told by the stream itself; when they leave, the dump ends too
  })
  return packing
}

/**
 * Makes a backup file that only its owner may read. Under its name it is whole: it is written aside, flushed to the
 * disk, read back, and only then named.
 */
export async function writeBackup(
  engine: Engine,
  path: string,
  now: Date,
): Promise<Verified & { readonly path: string; readonly bytes: number }> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const part = `${path}.part`
  try {
    await rm(part, { force: true })
    await pipeline(packed(engine, now), createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true }))
    const verified = await verify(part)
    const { size } = await stat(part)
    await rename(part, path)
    await flushFolder(dirname(path))
    return { ...verified, path, bytes: size }
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    throw error
  }
}

/** Makes the names in a folder reach the disk. */
async function flushFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r')
  await handle.sync()
}

export const inFolder = (folder: string, now: Date): string => join(folder, fileName(now))
