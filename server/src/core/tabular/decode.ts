import { english } from '@hansa/contract/language'
import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { Encoding } from './format.ts'

/**
 * Turns bytes into text, chunk by chunk; characters may be cut anywhere. A byte that means nothing in the encoding
 * becomes the lone surrogate U+DC00 + byte: no valid text holds one, so damage stays visible in the record where it is,
 * and the byte can be told.
 */
export interface Decoder {
  write(bytes: Uint8Array): string
  end(): string
}

export function decoder(encoding: Encoding): Decoder {
  switch (encoding) {
    case 'utf-8':
      return carrying(unfinishedUtf8, utf8)
    case 'utf-16le':
      return carrying(odd, (bytes) => utf16(bytes))
    case 'utf-16be':
      return carrying(odd, (bytes) => utf16(swapped(bytes)))
    case 'latin1':
    // Nobody means the control characters that Latin-1 has where Windows-1252 has € and curly quotes: browsers read it so too.
    case 'windows-1252':
      return { write: windows1252, end: () => '' }
  }
}

/** What is wrong with a piece of decoded text, as the end of a sentence; undefined where all is well. */
export function damage(text: string, encoding: Encoding): string | undefined {
  if (text.includes('\0')) return english`holds a NUL character (byte 0x00), which text cannot have`
  if (text.isWellFormed()) return undefined
  const code = LONE.exec(text)![0].charCodeAt(0)
  if (encoding.startsWith('utf-16'))
    return english`holds half a character (0x${hex(code)}), which is not valid ${encoding.toUpperCase()}`
  const byte = code - ESCAPE
  const likely = byteAsText(byte)
  const hint = likely === '\ufffd' ? '' : english`; in Windows-1252 it would be "${likely}"`
  return english`holds the byte 0x${hex(byte)}, which is not valid ${encoding.toUpperCase()}${hint}`
}

/** The text with its damage made readable: NUL characters out, stray bytes as Windows-1252 has them. */
export function legible(text: string): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text
  if (clean.isWellFormed()) return clean
  return clean.replace(ALL_LONE, (lone) => byteAsText(lone.charCodeAt(0) - ESCAPE))
}

const ESCAPE = 0xdc00
const LONE = /\p{Surrogate}/u
const ALL_LONE = /\p{Surrogate}/gu
const hex = (code: number) => code.toString(16).toUpperCase().padStart(2, '0')
const byteAsText = (byte: number) =>
  byte >= 0x80 && byte <= 0xff ? iconv.decode(Buffer.of(byte), 'win1252') : '\ufffd'

function carrying(unfinished: (bytes: Buffer) => number, decode: (bytes: Buffer) => string): Decoder {
  let carried = Buffer.alloc(0)
  return {
    write(bytes) {
      const all = carried.length ? Buffer.concat([carried, bytes]) : view(bytes)
      const cut = all.length - unfinished(all)
      carried = Buffer.from(all.subarray(cut))
      return decode(all.subarray(0, cut))
    },
    end: () => (carried.length ? decode(carried) : ''),
  }
}

const view = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const odd = (bytes: Buffer) => bytes.length % 2

/** How many bytes at the end begin a UTF-8 sequence that the next chunk may finish: 0 to 3. */
function unfinishedUtf8(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if (byte >= 0x80 && byte < 0xc0) continue
    return sequenceLength(byte) > back ? back : 0
  }
  return 0
}

const sequenceLength = (lead: number) => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1)

function utf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  let text = ''
  let start = 0
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes[i]!)
    if (bytes[i]! < 0x80 || isUtf8(bytes.subarray(i, i + length))) {
      i += length
      continue
    }
    text += bytes.toString('utf8', start, i) + String.fromCharCode(ESCAPE + bytes[i]!)
    start = ++i
  }
  return text + bytes.toString('utf8', start)
}

function utf16(bytes: Buffer): string {
  const text = bytes.toString('utf16le')
  return bytes.length % 2 ? text + String.fromCharCode(ESCAPE + bytes.at(-1)!) : text
}

const swapped = (bytes: Buffer) => (bytes.length % 2 ? bytes : Buffer.from(bytes).swap16())

function windows1252(bytes: Uint8Array): string {
  const buffer = view(bytes)
  if (isAscii(buffer)) return buffer.toString('latin1')
  return iconv
    .decode(buffer, 'win1252')
    .replaceAll('\ufffd', (_, index: number) => String.fromCharCode(ESCAPE + buffer[index]!))
}
