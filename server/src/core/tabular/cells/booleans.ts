import { english } from '@hansa/contract/language'
import { problem, type Parsed } from './parsed.ts'

/** Yes and no in English, German, French, Spanish, Portuguese, Italian and Japanese, and as programs write them. */
const YES = new Set([
  'true',
  't',
  'yes',
  'y',
  '1',
  'on',
  'x',
  '✓',
  'ja',
  'j',
  'wahr',
  'oui',
  'vrai',
  'sí',
  'si',
  'verdadero',
  'sim',
  'verdadeiro',
  'vero',
  'はい',
])
const NO = new Set([
  'false',
  'f',
  'no',
  'n',
  '0',
  'off',
  'nein',
  'falsch',
  'non',
  'faux',
  'falso',
  'não',
  'nao',
  'いいえ',
])

export function parseBoolean(text: string): Parsed<boolean> {
  const word = text.trim().toLowerCase()
  if (YES.has(word)) return { value: true }
  if (NO.has(word)) return { value: false }
  return problem(text, english`is neither yes nor no; write yes or no, true or false, 1 or 0`)
}
