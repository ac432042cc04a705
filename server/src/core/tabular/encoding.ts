import { english, say } from '@hansa/contract/language'
import { isAscii } from 'node:buffer'
import { Refusal } from '../errors.ts'
import { decoder } from './decode.ts'
import type { Encoding } from './format.ts'

export type Confidence = 'sure' | 'likely' | 'guess'
export interface EncodingGuess {
  readonly encoding: Encoding
  readonly bom: boolean
  readonly confidence: Confidence
  readonly why: string
}

/**
 * The encoding of a text by its first bytes: a byte order mark, else where NUL bytes stand (UTF-16), else whether the bytes are valid
 * UTF-8, a character that is cut at the end excepted. What is not is Western European: no other encoding is guessed.
 */
export function guessEncoding(head: Uint8Array): EncodingGuess {
  return byMark(head) ?? byNuls(head) ?? byValidity(head)
}

function byMark(head: Uint8Array): EncodingGuess | undefined {
  const [a, b, c, d] = head
  const marked = (encoding: Encoding): EncodingGuess => ({
    encoding,
    bom: true,
    confidence: 'sure',
    why: english`It starts with the byte order mark of ${encoding.toUpperCase()}.`,
  })
  if (a === 0xef && b === 0xbb && c === 0xbf) return marked('utf-8')
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw new Refusal('invalid', say`The file is UTF-32, which cannot be read. Save it as UTF-8.`)
  }
  if (a === 0xff && b === 0xfe) return marked('utf-16le')
  if (a === 0xfe && b === 0xff) return marked('utf-16be')
  return undefined
}

/** In UTF-16 a delimiter, blank or line end has a NUL byte: after it, or before it. A stray NUL in other text has not that place. */
function byNuls(head: Uint8Array): EncodingGuess | undefined {
  const found = (encoding: Encoding, why: string): EncodingGuess => ({
    encoding,
    bom: false,
    confidence: 'likely',
    why,
  })
  if (pairsWithNul(head, 0, 1))
    return found('utf-16le', english`A NUL byte stands after its delimiters and line ends, as in UTF-16LE.`)
  if (pairsWithNul(head, 1, -1))
    return found('utf-16be', english`A NUL byte stands before its delimiters and line ends, as in UTF-16BE.`)
  return undefined
}

const SEPARATORS: ReadonlySet<number> = new Set(Buffer.from('\t\n\r ,;|'))

function pairsWithNul(head: Uint8Array, first: 0 | 1, other: 1 | -1): boolean {
  let balance = 0
  for (let i = first; i < head.length; i += 2) if (SEPARATORS.has(head[i]!)) balance += head[i + other] === 0 ? 1 : -1
  return balance > 0
}

function byValidity(head: Uint8Array): EncodingGuess {
  const found = (encoding: Encoding, confidence: Confidence, why: string) => ({ encoding, bom: false, confidence, why })
  if (isAscii(head))
    return found('utf-8', 'likely', english`Its first ${head.length} bytes are plain ASCII, so UTF-8 is assumed.`)
  const text = decoder('utf-8').write(head)
  const stray = text.match(/\p{Surrogate}/gu)?.length ?? 0
  if (stray === 0) return found('utf-8', 'sure', english`It is valid UTF-8.`)
  const valid = (text.match(/[^\0-\x7f]/gu)?.length ?? 0) - stray
  if (valid >= 2 * stray) {
    return found(
      'utf-8',
      'likely',
      stray === 1
        ? english`It is UTF-8, but for 1 stray byte: the row that holds it will be refused.`
        : english`It is UTF-8, but for ${stray} stray bytes: the rows that hold them will be refused.`,
    )
  }
  if (head.some((byte) => UNUSED.has(byte))) {
    return found(
      'windows-1252',
      'guess',
      english`It is not valid UTF-8, and holds bytes that Windows-1252 does not use: save it as UTF-8 to be safe.`,
    )
  }
  return head.some((byte) => byte >= 0x80 && byte < 0xa0)
    ? found(
        'windows-1252',
        'likely',
        english`It is not valid UTF-8, and uses bytes that only Windows-1252 gives a character.`,
      )
    : found('latin1', 'likely', english`It is not valid UTF-8, so Latin-1 is assumed.`)
}

const UNUSED: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
