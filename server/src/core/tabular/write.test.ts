import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { csvCutter } from './csv.ts'
import { detect } from './detect.ts'
import type { Encoding } from './format.ts'
import { guarded, unguarded } from './formula.ts'
import { chunked, CSV, gather, rowsOf } from './testing.ts'
import { readRows } from './rows.ts'
import { csvRecord, writeCsv, type Cell, type WriteOptions } from './write.ts'

const written = async (columns: string[], rows: Cell[][], options?: WriteOptions) =>
  Buffer.concat(await gather(writeCsv(columns, rows, options))).toString()

test('a table is written by RFC 4180', async () => {
  const rows = [
    ['a "b"', 'x,y', 'two\nlines', ' edge '],
    [1.5, true, null, undefined],
    [12345678901234567890n, new Date(0), '', '😀'],
  ]
  expect(await written(['p', 'q', 'r', 's'], rows)).toBe(
    'p,q,r,s\r\n"a ""b""","x,y","two\nlines"," edge "\r\n1.5,true,,\r\n12345678901234567890,1970-01-01T00:00:00.000Z,,😀\r\n',
  )
})

test('the byte order mark and the delimiter are chosen', async () => {
  expect(await written(['a', 'b'], [['1;2', '3,4']], { bom: true, delimiter: ';' })).toBe('\ufeffa;b\r\n"1;2";3,4\r\n')
})

test('a large table is handed out in blocks, no sooner than asked for', async () => {
  let made = 0
  function* rows() {
    for (; made < 100_000; made++) yield [made, 'x'.repeat(100)]
  }
  for await (const block of writeCsv(['n', 'x'], rows())) {
    expect(block.length).toBeGreaterThan(60_000)
    break
  }
  expect(made).toBeLessThan(1_000)
})

describe('formulas', () => {
  test.each([
    '=1+1',
    '+1+cmd',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1+1',
    '+49 30 1234',
    '-',
    '=',
    '-1-1',
  ])('%j becomes text', (cell) => {
    expect(guarded(cell)).toBe(`'${cell}`)
  })

  test.each(['-12.50', '+4', '-1,234.50', '-1e-7', '12', 'a=b', 'ann@acme.com', "'quoted'", '', 'x-1'])(
    '%j stays as it is',
    (cell) => {
      expect(guarded(cell)).toBe(cell)
    },
  )

  test('numbers that are numbers, not text, are never marked; column names are', async () => {
    expect(await written(['=a'], [[-12], [-0.5]])).toBe("'=a\r\n-12\r\n-0.5\r\n")
  })

  test('marked reversibly, every cell comes back, and none starts like a formula', () => {
    const unit = fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', ' ', '1', '.', 'a')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 6 }), (cell) => {
        const marked = guarded(cell, true)
        expect(unguarded(marked)).toBe(cell)
        expect(/^\s*[=+@-]/.test(marked) && !/^[+-]?[\d.,]+$/.test(marked)).toBe(false)
      }),
      { numRuns: 1_000, seed: 7 },
    )
  })
})

describe('what is written is read back', () => {
  const special = ['"', '""', ',', ';', '\t', '|', '\n', '\r', '\r\n', ' ', '=', '-', "'", '0', 'a', 'é']
  const wide = [...special, '😀', '東', '\u2028', '\u00a0', '\ufeff', '\ufffd']
  const cells = (alphabet: string[]) =>
    fc.array(
      fc.tuple(...Array.from({ length: 3 }, () => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 }))),
      { maxLength: 5 },
    )

  test.each([
    ['utf-8', wide],
    ['utf-16le', wide],
    ['utf-16be', wide],
    ['latin1', special],
    ['windows-1252', [...special, '€', '“']],
  ] as [Encoding, string[]][])('any cells, any delimiter, in %s', async (encoding, alphabet) => {
    const options = fc.record({ delimiter: fc.constantFrom(',', ';', '\t', '|'), bom: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        cells(alphabet),
        options,
        fc.integer({ min: 1, max: 9 }),
        async (rows, { delimiter, bom }, size) => {
          const text = await written(['a', 'b', 'c'], rows, { delimiter, reversible: true })
          const bytes = iconv.encode(text, encoding === 'latin1' ? 'win1252' : encoding, {
            addBOM: bom && encoding.startsWith('utf'),
          })
          const read = readRows(chunked(bytes, size), { ...CSV, encoding, delimiter }, { unguard: true, nulls: [] })
          expect((await gather(read)).flat().map((row) => row.values)).toEqual(rows.map(([a, b, c]) => ({ a, b, c })))
          expect(detect(bytes.length > 0 ? iconv.encode(text, 'utf-8') : bytes).columns).toEqual(['a', 'b', 'c'])
        },
      ),
      { numRuns: 60, seed: 7 },
    )
  })

  test('one column, whose empty cells are no blank lines', async () => {
    const rows = [[''], [' '], ['x'], ['sep=;'], ['\ufeff']]
    const read = await rowsOf(await written(['a'], rows), CSV, { nulls: [] })
    expect(read.map((row) => row.values?.a)).toEqual(rows.flat())
  })

  test('a single record is cut as it was written', () => {
    expect(csvCutter(';', '\n')(csvRecord(['a;b', 'c\r'], { delimiter: ';' }), true)[0]!.cells).toEqual(['a;b', 'c\r'])
  })
})
