import { english } from '@hansa/contract/language'
import { quoted } from './cells/parsed.ts'
import { legible } from './decode.ts'
import type { Values } from './format.ts'
import type { Cut, Cutter } from './records.ts'

/** One JSON value per line. A line break inside a JSON text is always escaped, so every one ends a record. */
export const ndjsonCutter =
  (newline: '\n' | '\r'): Cutter =>
  (text, last) => {
    const cuts: Cut[] = []
    let start = 0
    for (let at = text.indexOf(newline); at !== -1; at = text.indexOf(newline, start)) {
      start = at + 1
      cuts.push({ end: start })
    }
    if (last && start < text.length) cuts.push({ end: text.length })
    return cuts
  }

/**
 * One line as flat values: `{"a":{"b":1}}` is `a.b: '1'`; what is nested deeper, and arrays, stay JSON text. Numbers keep
 * the digits that they are written with: `13591643.70` stays that, and long ids lose nothing.
 */
export function ndjsonValues(
  line: string,
  nulls: ReadonlySet<string>,
  maxColumns: number,
): { values: Values } | { problem: string } {
  let object: unknown
  try {
    object = parseExactly(line)
    if (!isObject(object))
      return { problem: english`The line is ${kind(object)}; each line must be one JSON object, like {"name":"Acme"}.` }
    return flatten(object, nulls, maxColumns)
  } catch (error) {
    return { problem: english`The line is not valid JSON: ${reason(error)}. Each line must be one JSON object.` }
  }
}

function flatten(
  object: JsonObject,
  nulls: ReadonlySet<string>,
  maxColumns: number,
): { values: Values } | { problem: string } {
  const values: Values = {}
  let columns = 0
  const nested = Object.entries(object).flatMap(([name, value]): [string, unknown][] =>
    isObject(value) && Object.keys(value).length > 0
      ? Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one])
      : [[name, value]],
  )
  for (const [name, value] of nested) {
    if (name === '' || !isStorable(name))
      return { problem: english`The line has a value whose name is ${quoted(legible(name))}.` }
    if (name === '__proto__') return { problem: english`The name "__proto__" cannot be used for a column.` }
    if (Object.hasOwn(values, name)) return { problem: english`The line has two values for ${quoted(name)}.` }
    if (++columns > maxColumns)
      return { problem: english`The line has more than ${maxColumns.toLocaleString('en')} names.` }
    const text = asText(value)
    if (!isStorable(text))
      return { problem: english`${quoted(name)} holds a character that text cannot have (NUL, or half of one).` }
    values[name] = value === null || nulls.has(text.trim()) ? null : text
  }
  return { values }
}

/** JSON can write what neither text nor a database can hold: NUL, and halves of characters. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

type JsonObject = Record<string, unknown>

/** A number as it is written. `JSON.stringify` writes it unchanged. Not yet in TypeScript's library. */
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(this: void, text: string): { readonly rawJSON: string }
  isRawJSON(this: void, value: unknown): value is { readonly rawJSON: string }
}

const parseExactly = (line: string): unknown =>
  JSON.parse(line, (_, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined && String(value) !== context.source
      ? rawJSON(context.source)
      : value,
  )

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawJSON(value)

function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return isRawJSON(value) ? value.rawJSON : JSON.stringify(value)
}

const kind = (value: unknown) =>
  Array.isArray(value)
    ? english`a JSON array`
    : value === null
      ? 'null'
      : typeof value === 'string'
        ? english`a JSON string`
        : typeof value === 'boolean'
          ? english`a JSON boolean`
          : english`a JSON number`

/** What the engine says, without the text it quotes: the record is at hand anyway. It may name half a character. */
const reason = (error: unknown) =>
  error instanceof SyntaxError
    ? error.message.replace(/, ?(\.\.\.)?".*$/s, '').toWellFormed()
    : english`it is nested too deeply`
