import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { plainBytes } from './bytes.ts'
import { LIMITS } from './format.ts'
import { chunked, CSV, fixture, gather, NDJSON, read, rowsOf } from './testing.ts'

const GZIP = { ...CSV, compressed: true }
const problems = (rows: { line: number; problem?: string | undefined }[]) =>
  rows.filter((row) => row.problem).map(({ line, problem }) => [line, problem])

describe('files as they come', () => {
  test('a German Excel file: semicolons inside quotes, Windows-1252', async () => {
    const { rows } = await read('excel-german.csv')
    expect(rows.map((row) => row.values)).toEqual([
      { Firma: 'Müller; Söhne', Umsatz: '1.234,50', Gegründet: '24.04.2018' },
      { Firma: 'Größe & Co', Umsatz: '58,90', Gegründet: '03.11.2019' },
    ])
  })

  test('"Unicode text" of Excel: UTF-16 with tabs', async () => {
    const { rows } = await read('excel-unicode.txt')
    expect(rows.map((row) => row.values)).toEqual([
      { name: 'Acme', city: 'Köln' },
      { name: '東京商事', city: '東京' },
    ])
  })

  test('Mac line ends, with a line break inside quotes', async () => {
    const { rows } = await read('mac-returns.csv')
    expect(rows.map((row) => row.values)).toEqual([
      { name: 'Acme', note: 'two\nlines' },
      { name: 'Beta', note: 'one' },
    ])
  })

  test("Excel's sep= line is no header", async () => {
    const { rows } = await read('sep-hint.csv')
    expect(rows).toMatchObject([{ line: 1, physicalLine: 3, values: { name: 'Acme', 'amount,eur': '12,50' } }])
  })

  test('mixed line ends, and none at the end', async () => {
    const rows = await rowsOf('a,b\r\n1,2\n3,"4\r"\r\n5,6')
    expect(rows.map((row) => row.values)).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4\r' },
      { a: '5', b: '6' },
    ])
  })

  test('what means "no value" is null, and can be chosen', async () => {
    const text = 'a,b,c,d\n#N/A, ,NULL,n/a \n'
    expect((await rowsOf(text))[0]!.values).toEqual({ a: null, b: null, c: 'NULL', d: 'n/a ' })
    expect((await rowsOf(text, CSV, { nulls: ['NULL', 'n/a'] }))[0]!.values).toEqual({
      a: '#N/A',
      b: ' ',
      c: null,
      d: null,
    })
  })

  test('a hostile name harms no object', async () => {
    const { rows } = await read('headers.csv')
    expect(Object.keys(rows[0]!.values!)).toHaveLength(6)
    expect(Object.getPrototypeOf(rows[0]!.values)).toBe(Object.prototype)
  })
})

describe('a bad row is a problem of its own:', () => {
  test('cells missing and too many, blank lines not counted', async () => {
    const { rows } = await read('ragged.csv')
    expect(problems(rows)).toEqual([
      [2, 'The row has 2 cells where the header has 3: "note" and what follows it are missing.'],
      [3, 'The row has 4 cells where the header has 3: 1 too many, after "note".'],
    ])
    expect(rows.at(-1)).toMatchObject({ line: 4, physicalLine: 7, values: { name: 'Delta' } })
    expect(rows[2]!.raw).toBe('Gamma,ES,a,b')
  })

  test('quotes that are not doubled, or never closed', async () => {
    const { rows } = await read('quotes.csv')
    expect(rows[0]!.values).toEqual({ name: 'Pipe', size: '5" wide' })
    expect(rows[2]!.values).toEqual({ name: 'a "quoted" name', size: '2' })
    expect(problems(rows)).toEqual([
      [2, 'A quote (") inside a quoted cell is not doubled: write it as "".'],
      [4, 'A quote (") is opened in this record and never closed.'],
    ])
    expect(rows[3]!.raw).toBe('"never closed,3\nBeta,4\n'.trimEnd())
  })

  test('bytes that are not UTF-8 are named, and shown as Windows-1252', async () => {
    const { rows } = await read('bad-bytes.csv')
    const [bad] = await rowsOf(fixture('bad-bytes.csv'), CSV, { from: 2 })
    expect(bad).toEqual({
      line: 3,
      physicalLine: 4,
      raw: 'Café,Zürich',
      problem: 'The record holds the byte 0xE9, which is not valid UTF-8; in Windows-1252 it would be "é".',
    })
    expect(rows).toHaveLength(5)
  })

  test('NUL characters are refused, and taken out of the original', async () => {
    const { rows } = await read('nul.csv')
    expect(rows[0]).toMatchObject({ line: 1, raw: 'Acme,Bonn', problem: expect.stringContaining('NUL') })
    expect(rows[1]!.values).toEqual({ name: 'Beta', city: 'Rome' })
  })

  test('half a character in UTF-16, and an odd byte at the end', async () => {
    const format = { ...CSV, encoding: 'utf-16le' } as const
    const rows = await rowsOf(Buffer.concat([Buffer.from('a\n\ud800x\nb\nc', 'utf16le'), Buffer.from([0x41])]), format)
    expect(problems(rows).map(([line]) => line)).toEqual([1, 3])
    expect(rows.every((row) => row.raw.isWellFormed())).toBe(true)
  })

  test('a line of NDJSON that is no object, while exact numbers and nesting survive', async () => {
    const { rows } = await read('events.ndjson')
    expect(rows[0]!.values).toEqual({
      id: '12345678901234567890',
      price: '13591643.70',
      'company.name': 'Acme',
      'company.tags': '["a","b"]',
      open: 'true',
      note: null,
    })
    expect(problems(rows)).toEqual([
      [2, expect.stringMatching(/^The line is not valid JSON: .*Each line must be one JSON object\.$/)],
      [3, 'The line is a JSON array; each line must be one JSON object, like {"name":"Acme"}.'],
    ])
    expect(rows[3]).toMatchObject({ line: 4, physicalLine: 5, values: { id: '3', company: '{}', note: null } })
  })

  test.each([
    ['{"a.b":1,"a":{"b":2}}', 'two values for "a.b"'],
    ['{"__proto__":{"x":1},"__proto__":2}', '"__proto__" cannot be used'],
    [`{"a":"${'\\u0000'}"}`, '"a" holds a character that text cannot have'],
    [`{"a":"${'\\ud800'}"}`, '"a" holds a character that text cannot have'],
    [`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'nested too deeply'],
    [`{${Array.from({ length: 1001 }, (_, i) => `"c${i}":1`).join()}}`, 'more than 1,000 names'],
    [`{"a${'\\ud800'}":1}`, 'a value whose name is'],
    ['{"":1}', 'a value whose name is ""'],
    ['12', 'is a JSON number'],
  ])('NDJSON: %.40s', async (line, sentence) => {
    expect((await rowsOf(line, NDJSON))[0]!.problem).toContain(sentence)
  })
})

describe('a file beyond the limits is refused with the line:', () => {
  const refusal = (content: string | Uint8Array, format = CSV, options = {}) =>
    rowsOf(content, format, options).then(
      () => 'read',
      (error: Error) => error.message,
    )

  test('a record that is too long, complete or not', async () => {
    const limits = { record: 1_000 }
    const long = 'x'.repeat(1_001)
    const sentence = 'The record that starts on line 3 is longer than 1,000 characters'
    expect(await refusal(`a\nb\n${long}\nc\n`, CSV, { limits })).toContain(sentence)
    expect(await refusal(`a\nb\n"${'x\n'.repeat(100_000)}`, CSV, { limits })).toContain(sentence)
    expect(await refusal(`{"a":1}\n{"a":2}\n${long}`, NDJSON, { limits })).toContain(sentence)
  })

  test('too many columns, an unreadable header, no header', async () => {
    expect(await refusal(','.repeat(1_000))).toContain(
      'The header row (line 1) has 1,001 columns; at most 1,000 can be read.',
    )
    expect(await refusal('"a,b\n1,2\n')).toContain('The header row (line 1) cannot be read')
    expect(await refusal('\n\n')).toContain('no header row')
  })

  test('more bytes than allowed, packed or not', async () => {
    const table = `a\n${'row\n'.repeat(1_000)}`
    const options = { limits: { bytes: 1_000 } }
    expect(await refusal(table, CSV, options)).toContain('larger than 1000 bytes')
    expect(await refusal(gzipSync(table), GZIP, options)).toContain('larger than 1000 bytes')
  })

  test('a decompression bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(66 * 2 ** 20), { level: 1 })
    const unpacked = gather(plainBytes(chunked(bomb), true, { ...LIMITS, ratio: 100 }))
    await expect(unpacked).rejects.toThrow('unpacks to more than 100 times its size')
  })

  test('gzip that is cut off, damaged, or none', async () => {
    const packed = gzipSync(`a\n${Array.from({ length: 5_000 }, (_, i) => i * 7919).join('\n')}`)
    expect(await refusal(packed.subarray(0, -20), GZIP)).toContain('ends too early')
    expect(
      await refusal(Buffer.concat([packed.subarray(0, 500), Buffer.alloc(500, 7), packed.subarray(1000)]), GZIP),
    ).toContain('damaged')
    expect(await refusal('a,b\n', GZIP)).toContain('not valid gzip')
  })

  test('a line that would keep the parser busy for a minute', async () => {
    const started = performance.now()
    expect(await refusal(`a\n"${'a"'.repeat(200_000)}${' '.repeat(500_000)}\n`)).toContain('this is not a table')
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
