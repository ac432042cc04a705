import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'
import { detect } from './detect.ts'
import type { Row, TableFormat } from './format.ts'
import { readRows, type ReadOptions } from './rows.ts'

export const CSV: TableFormat = { format: 'csv', compressed: false, encoding: 'utf-8', bom: false, delimiter: ',' }
export const NDJSON: TableFormat = { ...CSV, format: 'ndjson' }

export const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url))

/** Bytes as a source that hands them out in chunks of a size. */
export async function* chunked(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Everything that a source gives, as a list. */
export async function gather<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of source) all.push(one)
  return all
}

/** All rows of a text or of bytes. */
export async function rowsOf(
  content: string | Uint8Array,
  format: TableFormat = CSV,
  options?: ReadOptions,
): Promise<Row[]> {
  return (await gather(readRows(chunked(Buffer.from(content)), format, options))).flat()
}

/** What `detect` finds in a fixture, and the rows read by it. */
export async function read(name: string, options?: ReadOptions) {
  const found = detect(fixture(name), name)
  return { found, rows: await rowsOf(fixture(name), found, options) }
}

const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url))

/** A test on real data that lies beside the repository; skipped, naming the file, where it does not. */
export function realTest(
  file: string,
  sentence: string,
  run: (rows: Row[], path: string) => Promise<void> | void,
): void {
  const path = shared + file
  if (!existsSync(path)) return test.skip(`${sentence} (../shared/data/${file} is absent)`)
  test(sentence, async () => {
    const format = detect(readFileSync(path).subarray(0, 256 * 1024), file)
    await run((await gather(readRows(createReadStream(path), format))).flat(), path)
  })
}
