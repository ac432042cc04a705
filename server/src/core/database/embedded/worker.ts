import { constants, cpSync } from 'node:fs'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { DurableFolder, startParams } from './durable.ts'
import { keepHouse } from './housekeeping.ts'
import { readAnswer, type Answer, type Bytes, type Round } from './protocol.ts'
import { Session } from './session.ts'

/** What the worker is started with. */
export interface Start {
  /** Absolute; undefined keeps everything in memory. */
  readonly folder: string | undefined
  /** A data directory as a tar, gzipped or not, for a folder that holds no database yet. */
  readonly snapshot: Bytes | undefined
  /** Milliseconds. */
  readonly idleInTransaction: number
  /** Milliseconds between two rounds of housekeeping. */
  readonly housekeeping: number
}

/** What the worker may be told. It answers the first time with 'ready', to a dump with a `Dumped`, and else not. */
export type Order =
  | { readonly connect: MessagePort }
  /** With `to`, a folder that does not exist yet, the data directory is copied there, else answered as a tar. */
  | { readonly dump: number; readonly to?: string }
  | 'close'
export type Dumped = { readonly dump: number } & ({ readonly bytes: Bytes } | { readonly error: string })

const start = workerData as Start
const orders = parentPort
if (!orders) throw new Error('worker.ts runs only as a worker thread')

const firstGuess = 8192 // bytes; PGlite's own output buffer

/** Emscripten's numbers for what its file system may say; its errors have no words. */
const fileErrors: Readonly<Record<number, string>> = { 2: 'EACCES', 29: 'EIO', 51: 'ENOSPC', 63: 'EPERM', 69: 'EROFS' }
function reasonOf(error: unknown): string {
  const { errno, message } = error as { errno?: number; message?: string }
  return message || fileErrors[errno ?? 0] || String(error)
}

/** Why the database gave up, in its own words. */
let lastWords: string | undefined

const db = await PGlite.create({
  onStderr: (line) => {
    lastWords = /(?:PANIC|FATAL): .*/.exec(line)?.[0] ?? lastWords
    return false
  },
  ...(start.folder === undefined ? {} : { fs: new DurableFolder(start.folder) }),
  ...(start.snapshot ? { loadDataDir: new Blob([start.snapshot]) } : {}),
  startParams: startParams(start.folder !== undefined),
  extensions: { pg_trgm, unaccent, btree_gin },
}).catch((error: unknown) => {
  throw new Error(lastWords ?? reasonOf(error), { cause: error })
})

const session = new Session(run, start.idleInTransaction)
const housekeeping = setInterval(() => {
  session.whenFree(() => keepHouse(db)).catch((error: Error) => process.emitWarning(error))
}, start.housekeeping)

orders.on('message', (order: Order) => {
  if (order === 'close') void close()
  else if ('connect' in order) connect(order.connect)
  else void dump(order)
})
orders.postMessage('ready')

/** Asks PGlite and gathers what it answers, of which each piece is valid only while it is handed over. */
async function run({ bytes, complete }: Round): Promise<Answer> {
  let gathered = new Uint8Array(firstGuess)
  let length = 0
  await db.execProtocolRawStream(bytes, {
    syncToFs: false,
    onRawData: (piece) => {
      if (length + piece.length > gathered.length) {
        const larger = new Uint8Array(Math.max(2 * gathered.length, length + piece.length))
        larger.set(gathered.subarray(0, length))
        gathered = larger
      }
      gathered.set(piece, length)
      length += piece.length
    },
  })
  const answer = readAnswer(gathered.subarray(0, length))
  // PGlite swallows what kills it; what is left of it answers no more
  if (complete && !answer.ready) throw new Error(lastWords ?? 'it did not answer')
  return answer
}

function connect(port: MessagePort): void {
  const client = session.join({
    send: (bytes) => port.postMessage(bytes, [bytes.buffer]),
    hangUp: () => port.close(),
  })
  port.on('message', client.receive)
  port.on('close', client.leave)
}

async function dump({ dump: id, to }: { dump: number; to?: string }): Promise<void> {
  let answer: Dumped
  try {
    const bytes = await session.whenFree(async () => {
      await db.exec('checkpoint') // what starts from the dump has nothing to recover then
      if (to === undefined) return (await db.dumpDataDir('none')).arrayBuffer()
      cpSync(start.folder!, to, { recursive: true, mode: constants.COPYFILE_FICLONE })
      return new ArrayBuffer(0)
    })
    answer = { dump: id, bytes: new Uint8Array(bytes) }
  } catch (error) {
    answer = { dump: id, error: String(error) }
  }
  orders?.postMessage(answer)
}

async function close(): Promise<void> {
  clearInterval(housekeeping)
  await session.whenFree(() => db.close())
  process.exit()
}
