import { z } from 'zod'

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly anyOf?: readonly Schema[]
  readonly properties?: Record<string, Schema>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly minItems?: number
  readonly minLength?: number
}

/** Ids that answers have shown, by what they are: `org` → every `org_…`. They are handed out in turn. */
export type Known = Map<string, string[]>

const nothing = '0'.repeat(26)

export const inputSchema = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema

/** Collects every id in an answer. */
export function learn(known: Known, text: string): void {
  for (const [id, prefix] of text.matchAll(/\b([a-z]+)_[0-9a-z]{26}\b/g)) add(known, prefix!, id)
}

function add(known: Known, prefix: string, id: string): void {
  const ids = known.get(prefix) ?? []
  if (!ids.includes(id)) known.set(prefix, [...ids, id])
}

function next(known: Known, prefix: string): string {
  const [first, ...rest] = known.get(prefix) ?? []
  if (!first) return `${prefix}_${nothing}`
  known.set(prefix, [...rest, first])
  return first
}

/**
 * A value that fits a schema, so that a call gets past the door: ids are ones that are known, texts carry `mark`.
 *
 * @param all gives optional fields too.
 */
export function sample(schema: Schema, known: Known, mark: string, all: boolean): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sample(schema.anyOf.find((one) => one.type !== 'null') ?? {}, known, mark, all)
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).filter(([name]) => all || schema.required?.includes(name))
    return Object.fromEntries(fields.map(([name, field]) => [name, sample(field, known, mark, all)]))
  }
  if (schema.type === 'array')
    return schema.items && (all || (schema.minItems ?? 0) > 0) ? [sample(schema.items, known, mark, all)] : []
  if (schema.type === 'integer' || schema.type === 'number')
    return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
  if (schema.type === 'boolean') return true
  return text(schema, known, mark)
}

function text({ format, pattern }: Schema, known: Known, mark: string): string {
  const prefix = pattern && /^\^([a-z]+)_\[/.exec(pattern)?.[1]
  if (prefix) return next(known, prefix)
  if (format === 'email') return `${mark.toLowerCase()}@hansa.test`
  if (format === 'uri') return `https://hansa.invalid/${mark.toLowerCase()}`
  if (format === 'date') return '2026-01-15'
  if (format === 'date-time') return '2026-01-15T10:00:00Z'
  if (pattern?.includes('A-Z]{3}')) return 'EUR'
  if (pattern?.includes('A-Z]{2}')) return 'DE'
  if (pattern?.includes('d{4}-(0')) return '2026-01'
  if (pattern?.startsWith('^[a-z]+_')) return next(known, 'org')
  if (pattern?.startsWith('^[a-z]')) return mark.toLowerCase().replace(/\W/g, '_')
  return mark
}

/** Values that no field should choke on: each must be refused or taken, never end in a failure of ours. */
export const hostile: readonly unknown[] = [
  null,
  '',
  ' ',
  'x'.repeat(20_000),
  `'; drop table organization; --`,
  '%_\\',
  '\u0000',
  '\ud800',
  '\u202e\u0000\uffff',
  '../../etc/passwd',
  '{"$ne":null}',
  '=cmd|calc',
  -1,
  0,
  1e308,
  2 ** 53,
  -(2 ** 31) - 1,
  0.1,
  true,
  [],
  {},
  [[[[[]]]]],
  { __proto__: { admin: true }, constructor: 'x' },
  '9999-12-31',
  '0000-00-00',
  '2026-02-30',
  '+275760-09-13T00:00:00Z',
]
