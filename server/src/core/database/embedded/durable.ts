import { fsyncSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type Options = Parameters<NodeFS['init']>[1]

/** The part of Emscripten's file system for Node that PGlite's types leave out. */
interface NodeFiles {
  readonly NODEFS: {
    readonly stream_ops: { fsync?: (file: { readonly nfd: number }) => number }
    tryFSOperation<T>(operation: () => T): T
  }
}

/**
 * A folder on disk where fsync does what it says. PGlite's own makes none, so a power cut could take commits that
 * were already acknowledged. The database calls fsync at the right places by itself (the write-ahead log before a
 * commit is answered, the data files before that log is reused): all it lacks is this connection, and `startParams`.
 */
export class DurableFolder extends NodeFS {
  readonly #sync: (file: number) => void

  constructor(folder: string, sync: (file: number) => void = fsyncSync) {
    super(folder)
    this.#sync = sync
  }

  override async init(pg: PGlite, options: Options): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    const connect = (mod: unknown): void => {
      const { NODEFS } = mod as NodeFiles
      NODEFS.stream_ops.fsync = (file) => {
        NODEFS.tryFSOperation(() => this.#sync(file.nfd))
        return 0
      }
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), connect] } }
  }
}

const withoutFsync = '-F'
const setting = (name: string, value: string): string[] => ['-c', `${name}=${value}`]

/** PGlite's own start parameters, with fsync on for a folder, by the one method of Emscripten's that is not empty. */
export const startParams = (durable: boolean): string[] => [
  ...PGlite.defaultStartParams.filter((param) => !durable || param !== withoutFsync),
  ...(durable ? setting('wal_sync_method', 'fsync') : []),
  ...setting('max_wal_size', '256MB'),
]

/** A database in a folder by itself, without a thread around it; `sync` in the place of fsync, to count and to compare. */
export const openDurable = (folder: string, sync: (file: number) => void): Promise<PGlite> =>
  PGlite.create({ fs: new DurableFolder(folder, sync), startParams: startParams(true) })
