import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { BackupProblem, format, Tallying, type End, type Header, type Tally } from './format.ts'

/** What a backup holds, piece by piece, in its order. */
export type Part =
  | { readonly header: Header }
  | { readonly table: string; readonly columns: readonly string[] }
  /** Some rows of that table, as lines. */
  | { readonly lines: readonly string[] }
  /** All rows of that table have come. */
  | { readonly tally: Tally }
  | { readonly sequence: string; readonly value: string }
  | { readonly end: End }

const portionBytes = 4_000_000
const portionRows = 2_000

const cutOff = () =>
  new BackupProblem('The backup is cut off: its end is missing. Take another one, or copy it anew from where it came.')
const damaged = (where: string) =>
  new BackupProblem(`The backup is damaged (${where}): what it holds is not what was written. Take another one.`)

/**
 * Reads a backup and checks all of it on the way: each table's count and sum, and the checksum of the whole. Only when
 * `end` has come was it whole; before, nothing may be kept for good.
 */
export async function* readParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  const hash = createHash('sha256')
  let table: { name: string; tallying: Tallying } | undefined
  let tables = 0
  let rows = 0
  let begun = false
  let end: End | undefined
  let lines: string[] = []
  let bytes = 0
  for await (const line of splitLines(pieces)) {
    if (end) throw damaged('something after its end')
    if (line[0] === 0x5b /* [ */) {
      if (!table) throw damaged('a row outside of a table')
      hash.update(line).update('\n')
      const text = line.toString()
      table.tallying.add(text)
      lines.push(text)
      bytes += line.length
      if (bytes > portionBytes || lines.length === portionRows) {
        yield { lines }
        lines = []
        bytes = 0
      }
      continue
    }
    if (lines.length > 0) yield { lines }
    lines = []
    bytes = 0
    const it = parse(line, begun)
    if (!begun) {
      begun = true
      yield { header: checkHeader(it) }
    } else if (typeof it['table'] === 'string') {
      tables++
      table = { name: it['table'], tallying: new Tallying() }
      yield { table: table.name, columns: it['columns'] as string[] }
    } else if (typeof it['sum'] === 'string') {
      const { tally } = table?.tallying ? table.tallying : { tally: undefined }
      if (tally?.rows !== it['rows'] || tally?.sum !== it['sum']) throw damaged(`table "${table?.name}"`)
      rows += tally.rows
      yield { tally }
    } else if (typeof it['sequence'] === 'string') yield it as { sequence: string; value: string }
    else if (it['end'] === 'backup') {
      const sha256 = hash.digest('hex')
      if (it['sha256'] !== sha256 || it['rows'] !== rows || it['tables'] !== tables) throw damaged('its checksum')
      end = { tables, rows, sha256 }
      continue
    } else throw damaged('a line of no meaning')
    hash.update(line).update('\n')
  }
  if (!end) throw begun ? cutOff() : foreign()
  yield { end }
}

const foreign = () => new BackupProblem('This is not a backup that Hansa made.')

function parse(line: Buffer, begun: boolean): Record<string, unknown> {
  try {
    return JSON.parse(line.toString()) as Record<string, unknown>
  } catch {
    throw begun ? damaged('a line that cannot be read') : foreign()
  }
}

function checkHeader(it: Record<string, unknown>): Header {
  if (it['hansa'] !== 'backup') throw foreign()
  if (it['format'] !== format)
    throw new BackupProblem(
      `The backup has format ${String(it['format'])}; this Hansa reads format ${format}. Use the version of Hansa that made it, or a newer one.`,
    )
  return it as unknown as Header
}

async function* splitLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    let from = 0
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      yield Buffer.concat([...rest, bytes.subarray(from, at)])
      rest = []
      from = at + 1
    }
    if (from < bytes.length) rest.push(bytes.subarray(from))
  }
}

/** A backup's lines out of its file; refusals name the file. */
export async function* readFile(path: string): AsyncGenerator<Part> {
  try {
    if ((await stat(path)).isDirectory()) throw new BackupProblem('This is a folder, not a backup.')
    const unpacked = createGunzip()
    pipeline(createReadStream(path), unpacked, () => {
      // the reader is told by the stream itself
    })
    yield* readParts(unpacked)
  } catch (error) {
    throw new BackupProblem(`${path}: ${reason(error as NodeJS.ErrnoException)}`, { cause: error })
  }
}

function reason(error: NodeJS.ErrnoException): string {
  if (error instanceof BackupProblem) return error.message
  if (error.code === 'ENOENT') return 'There is no such file.'
  if (error.code === 'EACCES') return 'This file may not be read by the user that Hansa runs as.'
  if (error.code === 'Z_BUF_ERROR') return cutOff().message
  if (error.code === 'Z_DATA_ERROR' && error.message === 'incorrect header check') return foreign().message
  if (error.code?.startsWith('Z_')) return damaged('its compression').message
  return error.message
}

export interface Verified {
  readonly header: Header
  readonly madeAt: string
  readonly tables: number
  readonly rows: number
}

/** Reads a whole backup back; throws what is wrong with it. */
export async function verify(path: string): Promise<Verified> {
  let header: Header | undefined
  for await (const part of readFile(path)) {
    if ('header' in part) header = part.header
    if ('end' in part && header) return { header, madeAt: header.madeAt, tables: part.end.tables, rows: part.end.rows }
  }
  throw cutOff()
}
