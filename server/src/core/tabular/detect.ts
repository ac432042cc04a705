import { english, say, term } from '@hansa/contract/language'
import { constants, gunzipSync } from 'node:zlib'
import { Refusal } from '../errors.ts'
import { decoder } from './decode.ts'
import { guessDelimiter, guessNewline } from './delimiter.ts'
import { guessEncoding, type Confidence } from './encoding.ts'
import { LIMITS, type TableFormat } from './format.ts'
import { headerNames } from './header.ts'
import { ndjsonValues } from './ndjson.ts'
import { parseDate } from './cells/dates.ts'
import { parseDecimal } from './cells/decimals.ts'
import { parseEmail, parseUrl } from './cells/addresses.ts'
import { quoted } from './cells/parsed.ts'

export interface Detected extends TableFormat {
  readonly newline: '\n' | '\r'
  /** That of the least certain part. */
  readonly confidence: Confidence
  /** The reasons, as sentences. */
  readonly why: readonly string[]
  /** The names that `readRows` will give the columns; for NDJSON those of the first lines, which later lines may add to. */
  readonly columns: readonly string[]
  /** What to look at before importing: names that had to be made up, a header that looks like data. As sentences. */
  readonly notes: readonly string[]
}

/**
 * How a table is written, from its first bytes. The more bytes, the surer: 64 KiB are plenty for the delimiter, but an encoding shows
 * only where a letter beyond ASCII stands. Throws a `Refusal` for what is no table, saying what it is and what to do.
 * @param head the first bytes of the file, or all of it
 */
export function detect(head: Uint8Array, fileName = english`The file`): Detected {
  const compressed = isGzip(head)
  const bytes = compressed ? unpackedHead(head) : head
  refuseOther(bytes, fileName, compressed)
  const { encoding, bom, confidence, why } = guessEncoding(bytes)
  const text = decoder(encoding)
    .write(bytes)
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '')
  if (text.trim() === '')
    throw new Refusal('invalid', say`${fileName} is empty: it needs a header row, and rows below it.`)
  const written = { compressed, encoding, bom, newline: guessNewline(text) }
  const start = text.trimStart()
  if (start.startsWith('{')) return ndjson(written, start, why, fileName)
  if (/^(\[\s*[{[\]]|<(\?xml|!doctype|!--|html|head|meta|body|table|workbook)\b)/i.test(start))
    refuseDocument(start, fileName)

  const guess = guessDelimiter(text, written.newline, !/[\r\n]$/.test(text))
  const { names, notes } = headerNames(guess.records[0] ?? [])
  return {
    ...written,
    format: 'csv',
    delimiter: guess.delimiter,
    confidence: leastOf(confidence, guess.confidence),
    why: [...(compressed ? [english`It is compressed with gzip.`] : []), why, guess.why],
    columns: names,
    notes: [...notes, ...dataInHeader(names)],
  }
}

const HEAD = 32 * 1024
const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

/** What the first 32 KiB of a gzip file hold: at most about 32 MiB, as deflate cannot do more than 1:1032. */
function unpackedHead(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head.subarray(0, HEAD), { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, 2 ** 20)
  } catch {
    throw new Refusal('invalid', say`The file starts like gzip but cannot be unpacked: it is damaged. Upload it again.`)
  }
}

const MAGIC: readonly [bytes: string, what: string][] = [
  ['PK\x03\x04', english`an Excel workbook or a ZIP archive; save the sheet as "CSV UTF-8"`],
  ['\xd0\xcf\x11\xe0', english`an old Excel workbook; save the sheet as "CSV UTF-8"`],
  ['%PDF', english`a PDF; export the table as CSV`],
  ['\x1f\x8b', english`compressed twice; unpack it once`],
  ['BZh', english`compressed with bzip2; use gzip, or upload it uncompressed`],
  ['\xfd7zXZ', english`compressed with xz; use gzip, or upload it uncompressed`],
  ['\x28\xb5\x2f\xfd', english`compressed with Zstandard; use gzip, or upload it uncompressed`],
  ['PAR1', english`a Parquet file; export it as CSV`],
  ['SQLite format 3', english`a SQLite database; export the table as CSV`],
]

function refuseOther(bytes: Uint8Array, fileName: string, compressed: boolean): void {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const what = MAGIC.find(([magic]) => start.startsWith(magic))?.[1]
  if (what)
    throw new Refusal(
      'invalid',
      compressed
        ? say`${fileName} is not a table in text, but (inside gzip) ${term(what)}.`
        : say`${fileName} is not a table in text, but ${term(what)}.`,
    )
}

function refuseDocument(start: string, fileName: string): never {
  const what = start.startsWith('<')
    ? english`HTML or XML (some programs name that .xls); open it in a spreadsheet and save it as "CSV UTF-8"`
    : english`a JSON array; write one object per line (NDJSON), or export it as CSV`
  throw new Refusal('invalid', say`${fileName} is ${term(what)}.`)
}

type Written = Pick<Detected, 'compressed' | 'encoding' | 'bom' | 'newline'>

function ndjson(written: Written, text: string, why: string, fileName: string): Detected {
  const lines = text.split(written.newline)
  if (lines.length > 1 && lines[0]!.trim() === '{') {
    throw new Refusal(
      'invalid',
      say`${fileName} is JSON spread over several lines; write one object per line (NDJSON), or export it as CSV.`,
    )
  }
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines
  const read = whole.slice(0, 100).map((line) => ndjsonValues(line, new Set(), LIMITS.columns))
  const good = read.flatMap((one) => ('values' in one ? [one.values] : []))
  return {
    ...written,
    format: 'ndjson',
    delimiter: ',',
    confidence: good.length === read.length ? 'sure' : good.length > 0 ? 'likely' : 'guess',
    why: [
      ...(written.compressed ? [english`It is compressed with gzip.`] : []),
      why,
      english`${good.length} of its first ${read.length} lines are JSON objects.`,
    ],
    columns: [...new Set(good.flatMap((values) => Object.keys(values)))].slice(0, LIMITS.columns),
    notes: [],
  }
}

const ORDER: readonly Confidence[] = ['sure', 'likely', 'guess']
const leastOf = (a: Confidence, b: Confidence): Confidence => ORDER[Math.max(ORDER.indexOf(a), ORDER.indexOf(b))]!

/** A first row of dates, amounts or addresses is a row of data: the header is missing. Years are fine as names. */
function dataInHeader(names: readonly string[]): string[] {
  const data = names.find(
    (name) =>
      !/^\d{4}$/.test(name) &&
      [parseDecimal(name), parseDate(name), parseEmail(name), parseUrl(name)].some((read) => 'value' in read),
  )
  if (data === undefined) return []
  return [
    english`The first row looks like data (${quoted(data)}), not like names: if the header row is missing, add one.`,
  ]
}
