import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { openEmbedded, patiently } from './embedded.ts'
import type { Engine } from '../engine.ts'
import { flush, sweep } from './folder.ts'
import { lockFolder } from './lock.ts'
import { finishSwap, swap } from './swap.ts'

/**
 * Makes a new database beside the one in a folder, lets `work` fill it, and puts it into that one's place; all or
 * nothing. The folder is locked meanwhile.
 *
 * @returns what `work` answered, and where the old database is now; undefined where there was none.
 */
export async function renew<T>(
  folder: string,
  now: Date,
  work: (engine: Engine) => Promise<T>,
): Promise<{ result: T; kept: string | undefined }> {
  mkdirSync(folder, { recursive: true })
  const path = realpathSync(folder)
  const { release } = await lockFolder(path)
  const fresh = `${path}.restoring`
  try {
    finishSwap(path)
    sweep(path)
    const engine = await openEmbedded({ folder: fresh, ...patiently })
    let result: T
    try {
      result = await work({ ...engine, where: `the embedded database in ${path}` })
      await engine.pool.query('checkpoint')
    } finally {
      await engine.close()
    }
    await flush(fresh)
    return { result, kept: swap(fresh, path, now) }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    release()
  }
}
