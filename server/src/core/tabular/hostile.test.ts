import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../errors.ts'
import { parseEmail, parseHost, parseUrl } from './cells/addresses.ts'
import { parseBoolean } from './cells/booleans.ts'
import { parseCountry } from './cells/countries.ts'
import { parseDate, parseDateTime } from './cells/dates.ts'
import { parseDecimal, parseInteger } from './cells/decimals.ts'
import { parseCurrency, parseMoney } from './cells/money.ts'
import { detect } from './detect.ts'
import { profileColumns } from './profile.ts'
import { rowsOf } from './testing.ts'

/** Pieces that tables, and attacks on their readers, are made of. */
const texts = 'a|"|""|,|;|\t|\n|\r\n|\r|{|}|[|:|0|\\|sep=|__proto__|{"|":"|"}|\\u0000|\\ud800|\u{1f600}'.split('|')
const strays = [
  [0],
  [0xff],
  [0xfe],
  [0xe9],
  [0xc3],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x9f],
  [0xef, 0xbb, 0xbf],
  [0x1f, 0x8b, 8],
]
const pieces = fc.constantFrom(
  ...texts.map((text) => Buffer.from(text)),
  ...strays.map((bytes) => Buffer.from(bytes)),
  Buffer.from('\u{1f600}'.repeat(105)),
  Buffer.from(`x${'\u{1f600}'.repeat(105)}`),
)

test('whatever the bytes: either a refusal with a sentence, or rows that a database can hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (parts) => {
      const bytes = Buffer.concat(parts)
      try {
        const rows = await rowsOf(bytes, detect(bytes))
        for (const row of rows) {
          const held = [row.raw, row.problem ?? '', ...Object.entries(row.values ?? {}).flat()].filter(
            (text) => text !== null,
          )
          expect(held.every((text) => text.isWellFormed() && !text.includes('\0'))).toBe(true)
        }
        profileColumns(rows)
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
    { numRuns: 1_000, seed: 7 },
  )
})

test('no cell breaks a parser, and every problem is a sentence', () => {
  const digits = fc.constantFrom(...'0123456789.,-+()/: eETZ@$€'.split(''))
  const cells = fc.oneof(fc.string({ unit: digits, maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 }))
  fc.assert(
    fc.property(cells, (text) => {
      const parsed = [
        parseDecimal(text),
        parseInteger(text),
        parseMoney(text, 'EUR'),
        parseCurrency(text),
        parseDate(text),
        parseDate(text, 'mdy'),
        parseDate(text, 'excel'),
        parseDateTime(text, { zone: 'America/New_York' }),
        parseBoolean(text),
        parseCountry(text),
        parseEmail(text),
        parseUrl(text),
        parseHost(text),
      ]
      const silent = parsed.filter(({ value, problem }) => value === undefined && !problem.endsWith('.'))
      expect(silent).toEqual([])
    }),
    { numRuns: 300, seed: 7 },
  )
})

test('very long cells of hostile shape are refused at once', () => {
  const started = performance.now()
  for (const unit of ['1', ' ', '1 ', '1,', '(', 'a@', 'a.', '\u00a0', '-', '1:', 'é', "'"]) {
    const text = unit.repeat(200_000)
    for (const parse of [
      parseDecimal,
      parseDate,
      parseDateTime,
      parseBoolean,
      parseCountry,
      parseEmail,
      parseHost,
      (t: string) => parseMoney(t, 'EUR'),
    ]) {
      expect(parse(text).value).toBeUndefined()
      expect(parse(`1${text}x`).problem!.length).toBeLessThan(300)
    }
  }
  expect(performance.now() - started).toBeLessThan(2_000)
})
