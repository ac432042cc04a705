import { say } from '@hansa/contract/language'
import { createHash } from 'node:crypto'
import type { Database, Db, Scope } from './database/scope.ts'
import { missing, Refusal } from './errors.ts'
import { newId } from './ids.ts'

const chunkBytes = 512 * 1024

/**
 * Keeps a stream as a file, piece by piece, each piece in a short transaction of its own, so that a large upload holds
 * neither memory nor locks. A file that broke off has no checksum.
 *
 * @param most bytes; more is refused and nothing is kept.
 * @param problem what is wrong with a file that begins like this (with nothing, where it is empty); asked before anything
 *   is kept.
 */
export async function keepFile(
  database: Database,
  scope: Scope,
  file: {
    name: string
    body: AsyncIterable<Uint8Array>
    most: number
    now: Date
    problem?: (head: Uint8Array) => Refusal | undefined
  },
): Promise<{ id: string; bytes: number; sha256: string }> {
  const id = newId('file', file.now)
  const row = { id, name: file.name, bytes: 0, sha256: '', partnerId: scope.partnerId, createdAt: file.now }
  await database.scoped(scope, (db) => db.insertInto('file').values(row).execute())
  const hash = createHash('sha256')
  let bytes = 0
  let position = 0
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  const refuseWrong = (head: Uint8Array) => {
    const problem = file.problem?.(head)
    if (problem) throw problem
  }
  const flush = async () => {
    if (pendingBytes === 0) return
    const content = Buffer.concat(pending)
    pending = []
    pendingBytes = 0
    await database.scoped(scope, (db) =>
      db.insertInto('fileChunk').values({ fileId: id, position: position++, content }).execute(),
    )
  }
  try {
    for await (const piece of file.body) {
      if (bytes === 0) refuseWrong(piece)
      bytes += piece.length
      if (bytes > file.most)
        throw new Refusal('too_large', say`The file is larger than ${Math.round(file.most / 1_000_000)} MB.`)
      hash.update(piece)
      pending.push(piece)
      pendingBytes += piece.length
      if (pendingBytes >= chunkBytes) await flush()
    }
    if (bytes === 0) refuseWrong(new Uint8Array())
    await flush()
    const sha256 = hash.digest('hex')
    await database.scoped(scope, (db) => db.updateTable('file').set({ bytes, sha256 }).where('id', '=', id).execute())
    return { id, bytes, sha256 }
  } catch (error) {
    await database.scoped(scope, (db) => dropFile(db, id)).catch(() => {})
    throw error
  }
}

export const dropFile = (db: Db, id: string) => db.deleteFrom('file').where('id', '=', id).execute()

/** A kept file's content, fetched piece by piece while it is read. */
export async function* readFile(database: Database, scope: Scope, id: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const chunk = await database.scoped(scope, (db) =>
      db
        .selectFrom('fileChunk')
        .select('content')
        .where('fileId', '=', id)
        .where('position', '=', position)
        .executeTakeFirst(),
    )
    if (!chunk) {
      if (
        position === 0 &&
        !(await database.scoped(scope, (db) =>
          db.selectFrom('file').select('id').where('id', '=', id).executeTakeFirst(),
        ))
      )
        throw missing(say`file`, id)
      return
    }
    yield chunk.content
  }
}
