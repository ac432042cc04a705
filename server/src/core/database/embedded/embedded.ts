import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Engine } from '../engine.ts'
import { openPool } from '../pool.ts'
import { nameOfCopy, takeFolder, type DatabaseFolder } from './folder.ts'
import type { Dumped, Order, Start } from './worker.ts'
import { Wire } from './wire.ts'

interface EmbeddedOptions {
  readonly folder?: string | undefined
  readonly snapshot?: Uint8Array | undefined
  /** Milliseconds; a minute when not given. See `Session`. */
  readonly idleInTransaction?: number
  /** Milliseconds from one round of housekeeping to the next; ten seconds when not given. See `keepHouse`. */
  readonly housekeeping?: number
  /** Milliseconds that `close` gives to running queries, and again to the database; two seconds when not given. */
  readonly patience?: number
}

/** For work that takes its time: nobody else waits for it. */
export const patiently = { idleInTransaction: 3_600_000, patience: 60_000 } as const

export type Embedded = Engine & { dump(): Promise<Uint8Array> }

/**
 * PostgreSQL as WebAssembly (PGlite) in a thread of its own, to which `pg` speaks as if it were a server.
 *
 * All clients of the pool share one session, which serves one at a time, and a transaction from its start to its end.
 * Transactions and protocol-level prepared statements are kept apart; what else belongs to a session is common to all:
 * `set` (use `set local`), `listen` and `unlisten`, temporary tables, `prepare`, advisory locks of a session (use those
 * of a transaction). A query cannot be cancelled, and COPY FROM STDIN is refused.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folder = options.folder === undefined ? undefined : await takeFolder(options.folder)
  try {
    const worker = await startWorker({
      folder: folder?.path,
      snapshot: options.snapshot && folder?.isNew !== false ? new Uint8Array(options.snapshot) : undefined,
      idleInTransaction: options.idleInTransaction ?? 60_000,
      housekeeping: options.housekeeping ?? 10_000,
    })
    await folder?.opened()
    return serve(worker, folder, options.patience ?? 2_000)
  } catch (error) {
    folder?.release()
    throw error
  }
}

/** A thread with the stack that PostgreSQL expects: with Node's, deep recursion would break it beyond repair. */
function startWorker(start: Start): Promise<Worker> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    name: 'database',
    workerData: start,
    execArgv: [], // not those of this process: some forbid a file
    resourceLimits: { stackSizeMb: 64 },
  })
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve(worker))
    worker.once('error', (cause) =>
      reject(new Error(`The embedded database did not start: ${cause.message}`, { cause })),
    )
    worker.once('exit', (code) =>
      reject(new Error(`The embedded database did not start (its thread ended with ${code}).`)),
    )
  })
}

function serve(worker: Worker, folder: DatabaseFolder | undefined, patience: number): Embedded {
  const wires = new Set<Wire>()
  const dumps = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>()
  const order = (what: Order): void => worker.postMessage(what)
  let end: Error | undefined

  const stop = (reason: Error): void => {
    end ??= reason
    for (const wire of wires) wire.destroy(end)
    for (const dump of dumps.values()) dump.reject(end)
    dumps.clear()
  }
  const broken = new Promise<Error>((resolve) => {
    worker.on('error', (cause) => {
      stop(new Error(`The embedded database broke down: ${cause.message}. Start Hansa again.`, { cause }))
      if (end) resolve(end)
    })
  })
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      stop(new Error('The embedded database has stopped.'))
      resolve()
    })
  })
  worker.on('message', (answer: Dumped) => {
    const dump = dumps.get(answer.dump)
    dumps.delete(answer.dump)
    if ('bytes' in answer) dump?.resolve(answer.bytes)
    else dump?.reject(new Error(`The database could not be dumped: ${answer.error}`))
  })

  const { pool, end: endPool } = openPool({
    user: 'postgres',
    database: 'postgres',
    ssl: false,
    max: 8,
    idleTimeoutMillis: 0,
    stream: () => {
      const wire = new Wire((port) => {
        if (end) throw end
        worker.postMessage({ connect: port } satisfies Order, [port])
      })
      wires.add(wire)
      return wire.on('close', () => wires.delete(wire))
    },
  })

  const close = async (): Promise<void> => {
    await endPool(patience)
    end ??= new Error('The embedded database was closed.')
    order('close')
    const impatience = setTimeout(() => void worker.terminate(), patience)
    await exited
    clearTimeout(impatience)
    folder?.release()
  }
  let closing: Promise<void> | undefined
  let asked = 0
  const dump = (to?: string): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      if (end) return reject(end)
      dumps.set(++asked, { resolve, reject })
      order({ dump: asked, ...(to !== undefined && { to }) })
    })
  return {
    kind: 'embedded',
    pool,
    broken,
    where: folder ? `the embedded database in ${folder.path}` : 'an embedded database in memory',
    close: () => (closing ??= close()),
    dump: () => dump(),
    frozen: async () => (folder ? openCopy(folder, dump) : openEmbedded({ snapshot: await dump() })),
  }
}

/** A copy of the files of an open database, opened by itself; it goes when it is closed. */
async function openCopy({ path }: DatabaseFolder, copyTo: (to: string) => Promise<unknown>): Promise<Engine> {
  const copy = nameOfCopy(path)
  const remove = (): void => rmSync(copy, { recursive: true, force: true })
  try {
    await copyTo(copy)
    const engine = await openEmbedded({ folder: copy, ...patiently })
    return { ...engine, close: () => engine.close().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}
