import { t } from '../kit/language.tsx'
import type { Operation, Schema } from './openapi.ts'

/** Ids tell their kind by what they begin with: `^org_[…]` → `org_…`. */
const idOf = (pattern: string | undefined) => /^\^([a-z]+_)\[/.exec(pattern ?? '')?.[1]

/** A schema's type in a few words: `text`, `"won" or "lost"`, `list of an id org_…`. */
export function typeText(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(` ${t('or')} `)
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeText))].join(` ${t('or')} `)
  if (schema.type === 'array') return schema.items ? t('list of {items}', { items: typeText(schema.items) }) : t('list')
  if (schema.type === 'object')
    return typeof schema.additionalProperties === 'object'
      ? t('object of {items}', { items: typeText(schema.additionalProperties) })
      : t('object')
  if (schema.type === 'integer') return t('whole number')
  if (schema.type === 'boolean') return t('true or false')
  if (schema.type !== 'string')
    return schema.type === 'number' ? t('number') : schema.type === 'null' ? t('null') : (schema.type ?? t('anything'))
  const id = idOf(schema.pattern)
  if (id) return t('id {id}…', { id })
  return { date: t('day'), 'date-time': t('moment'), email: t('e-mail') }[schema.format ?? ''] ?? t('text')
}

export interface Field {
  /** Its way from the top: `items[].customer.name`. */
  name: string
  type: string
  required: boolean
}

/** Objects that may be null, and the items of lists, are opened too. */
const inner = (schema: Schema): { schema: Schema; suffix: string } | null => {
  if (schema.type === 'object' && schema.properties) return { schema, suffix: '' }
  if (schema.type === 'array' && schema.items) {
    const of = inner(schema.items)
    return of && { schema: of.schema, suffix: `[]${of.suffix}` }
  }
  for (const one of schema.anyOf ?? []) {
    const of = inner(one)
    if (of) return of
  }
  return null
}

/** Every field of a schema, those within others below them. */
export function fieldsOf(schema: Schema, prefix = ''): Field[] {
  const of = inner(schema)
  if (!of) return []
  const start = prefix + of.suffix
  return Object.entries(of.schema.properties ?? {}).flatMap(([name, field]) => {
    const whole = start ? `${start}.${name}` : name
    const required = (of.schema.required ?? []).includes(name)
    return [{ name: whole, type: typeText(field), required }, ...fieldsOf(field, whole)]
  })
}

/** A value that the schema takes, for an example. */
function sampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf?.[0]) return sampleOf(schema.anyOf[0])
  if (schema.type === 'array') return schema.items ? [sampleOf(schema.items)] : []
  if (schema.type === 'object') return sampleBody(schema)
  if (schema.type === 'integer' || schema.type === 'number') return 1
  if (schema.type === 'boolean') return true
  const id = idOf(schema.pattern)
  if (id) return `${id}…`
  if (schema.pattern === '^[A-Z]{2}$') return 'DE'
  if (schema.pattern === '^[A-Z]{3}$') return 'EUR'
  return (
    { date: '2026-03-31', 'date-time': '2026-03-31T09:00:00Z', email: 'name@example.com' }[schema.format ?? ''] ?? '…'
  )
}

/** What must be given, and where nothing must, the first field. */
function sampleBody({ properties = {}, required = [] }: Schema): Record<string, unknown> {
  const names = required.length > 0 ? required : Object.keys(properties).slice(0, 1)
  return Object.fromEntries(names.map((name) => [name, sampleOf(properties[name] ?? {})]))
}

/** The command that calls an endpoint from a shell. */
export function curlOf(it: Operation, origin: string): string {
  const path = it.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = it.parameters.find((parameter) => parameter.name === name)?.schema
    return String(schema ? sampleOf(schema) : name)
  })
  const query = it.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, schema }) => `${name}=${String(sampleOf(schema))}`)
    .join('&')
  const body = it.requestBody?.content['application/json']?.schema
  const file = it.requestBody?.content['application/octet-stream'] !== undefined
  const isFile = it.responses[200].content['application/json'] === undefined
  return [
    `curl ${it.method === 'GET' ? '' : `-X ${it.method} `}'${origin}${path}${query && `?${query}`}'`,
    ...(it.security.length > 0 ? [`-H "Authorization: Bearer $HANSA_KEY"`] : []),
    ...(body
      ? [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(sampleOf(body)).replaceAll("'", "'\\''")}'`]
      : []),
    ...(file ? ['--data-binary @file.csv'] : []),
    ...(isFile ? ['--remote-name --remote-header-name'] : []),
  ].join(' \\\n  ')
}
