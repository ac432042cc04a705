import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import { simulate } from './facts.ts'
import { columns, targets, type Row, type Target } from './shape.ts'
import type { World } from './world.ts'

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const line = (target: Target, row: Row) =>
  `${columns[target].map((column) => quoted(String(row[column] ?? ''))).join(',')}\n`
const header = (target: Target) => `${columns[target].join(',')}\n`

/** One file of a run as CSV, in pieces: only the others are left out, so that each run of it gives the same bytes. */
export function* csvOf(world: World, target: Target): Generator<string> {
  let text = header(target)
  for (const fact of simulate(world)) {
    if (fact.to !== target) continue
    text += line(target, fact.row)
    if (text.length < pieceLength) continue
    yield text
    text = ''
  }
  yield text
}

const pieceLength = 64 * 1024
export const fileOf = (target: Target | 'truth') => (target === 'truth' ? 'truth.ndjson' : `${target}.csv`)

/** A file that takes text in pieces and lets the writer wait where the disk is slower. */
class Sink {
  readonly #stream: WriteStream
  #text = ''
  rows = 0

  constructor(path: string, head: string) {
    this.#stream = createWriteStream(path)
    this.#text = head
  }

  async add(text: string): Promise<void> {
    this.rows++
    this.#text += text
    if (this.#text.length >= pieceLength) await this.#flush()
  }

  async #flush(): Promise<void> {
    const text = this.#text
    this.#text = ''
    if (!this.#stream.write(text)) await once(this.#stream, 'drain')
  }

  async end(): Promise<void> {
    this.#stream.end(this.#text)
    await finished(this.#stream)
  }
}

/**
 * Writes a run into a folder: a CSV file for each import target, and `truth.ndjson`.
 *
 * @param tell hears how many partners are written, now and then
 * @returns the rows of each file
 */
export async function writeFiles(
  world: World,
  folder: string,
  tell: (partners: number) => void,
): Promise<Record<string, number>> {
  await mkdir(folder, { recursive: true })
  const sinks = new Map(
    [...targets, 'truth' as const].map((to) => [
      to,
      new Sink(join(folder, fileOf(to)), to === 'truth' ? '' : header(to)),
    ]),
  )
  let partners = 0
  for (const fact of simulate(world)) {
    await sinks.get(fact.to)!.add(fact.to === 'truth' ? `${JSON.stringify(fact.row)}\n` : line(fact.to, fact.row))
    if (fact.to === 'truth' && fact.row.what === 'partner' && ++partners % 500 === 0) tell(partners)
  }
  await Promise.all([...sinks.values()].map((sink) => sink.end()))
  return Object.fromEntries([...sinks].map(([to, sink]) => [fileOf(to), sink.rows]))
}
