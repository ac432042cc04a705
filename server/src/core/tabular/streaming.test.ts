import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCutter } from './csv.ts'
import { ndjsonCutter } from './ndjson.ts'
import { records } from './records.ts'
import { readRows } from './rows.ts'
import { chunked, CSV, gather, rowsOf } from './testing.ts'

const GZIP = { ...CSV, compressed: true }

const table = 'näme,"a ""b""\nc",é\r\n😀,"x\r\ny",1\r\n\r\n"",2,"3"\nü,",",\'\n"a"b,1,2\nlast,,"end"'

test('a cut at every byte gives the same rows', async () => {
  const bytes = Buffer.from(table)
  const whole = await rowsOf(bytes)
  expect(whole).toHaveLength(4)
  for (let at = 1; at < bytes.length; at++) {
    const source = Readable.from([bytes.subarray(0, at), bytes.subarray(at)])
    expect((await gather(readRows(source, CSV))).flat()).toEqual(whole)
  }
  expect((await gather(readRows(chunked(bytes, 1), CSV))).flat()).toEqual(whole)
  const utf16 = Buffer.from(table, 'utf16le')
  const format = { ...CSV, encoding: 'utf-16le' } as const
  expect((await gather(readRows(chunked(utf16, 3), format))).flat()).toEqual(whole)
})

test('any text, cut into records piece by piece, gives the same records', async () => {
  const unit = fc.constantFrom('"', '"', ',', '\n', '\r', ' ', 'a', '\r\n', '";')
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit, maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      async (text, size, csv) => {
        const cutter = csv ? csvCutter(',', '\n') : ndjsonCutter('\n')
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
        const inPieces = await gather(records(Readable.from(pieces), cutter, '\n', 1e6, 1))
        expect(inPieces.flat()).toEqual((await gather(records(Readable.from([text]), cutter, '\n', 1e6))).flat())
        expect(text.startsWith(inPieces.flat()[0]?.raw ?? '')).toBe(true)
      },
    ),
    { numRuns: 500, seed: 7 },
  )
})

test('going on from a record equals skipping the rows before it', async () => {
  const text = `a,b\n${Array.from({ length: 50 }, (_, i) => (i % 7 ? `${i},"x\ny"` : `${i}`)).join('\n\n')}`
  const all = await rowsOf(text)
  await fc.assert(
    fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 20 }), async (from, batch) => {
      expect(await rowsOf(text, CSV, { from, batch })).toEqual(all.slice(from))
    }),
    { numRuns: 30, seed: 7 },
  )
})

test('batches have the size asked for, and close early when rows are large', async () => {
  const sizes = async (text: string, batch: number) =>
    (await gather(readRows(chunked(Buffer.from(text)), CSV, { batch }))).map((rows) => rows.length)
  expect(await sizes(`a\n${'x\n'.repeat(25)}`, 10)).toEqual([10, 10, 5])
  expect(await sizes(`a\n${`${'x'.repeat(900_000)}\n`.repeat(7)}`, 10)).toEqual([5, 2])
})

test.each([
  ['plain', CSV, (bytes: Buffer) => bytes],
  ['packed', GZIP, (bytes: Buffer) => gzipSync(bytes, { level: 0 })],
])(
  '%s: nothing is read ahead of the reader, and the source is closed when the reader leaves',
  async (_, format, pack) => {
    const bytes = pack(Buffer.from(`a\n${'0123456789\n'.repeat(500_000)}`))
    let handedOut = 0
    let closed = false
    async function* source() {
      try {
        for await (const chunk of chunked(bytes)) {
          handedOut += chunk.length
          yield chunk
        }
      } finally {
        closed = true
      }
    }
    for await (const batch of readRows(source(), format)) {
      expect(batch).toHaveLength(1_000)
      await new Promise((resolve) => setTimeout(resolve, 20))
      break
    }
    expect(handedOut).toBeLessThan(bytes.length / 4)
    expect(closed).toBe(true)
  },
)

test('an error of the source reaches the reader as it is', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield gzipSync('a\n1\n').subarray(0, 15)
    throw new Error('connection lost')
  }
  await expect(gather(readRows(broken(), CSV))).rejects.toThrow('connection lost')
  await expect(gather(readRows(broken(), GZIP))).rejects.toThrow('connection lost')
})
