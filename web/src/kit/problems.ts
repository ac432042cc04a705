import type { z } from 'zod'

/** Sentences by the name of the field they are about: `customer.name`. */
export type Problems = Readonly<Record<string, string>>

const isMissing = (input: unknown) => input === undefined || input === null || input === ''
const nouns: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  date: 'a date',
}
const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address like name@example.com',
  url: 'an address like https://example.com',
  date: 'a date like 2026-03-31',
  datetime: 'a date with a time',
}

/**
 * What a person should change, for one issue of a schema. A message that the schema itself wrote (`must be a country
 * code like DE`) is kept.
 */
function sentenceOf(issue: z.core.$ZodIssue, input: unknown): string {
  if (isMissing(input)) return 'Please fill this in'
  switch (issue.code) {
    case 'invalid_type':
      return `Must be ${nouns[issue.expected] ?? issue.expected}`
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) <= 1 ? 'Please fill this in' : `At least ${issue.minimum} characters`
      return issue.origin === 'array' ? `At least ${issue.minimum}` : `Must be ${issue.minimum} or more`
    case 'too_big':
      if (issue.origin === 'string') return `At most ${issue.maximum} characters`
      return issue.origin === 'array' ? `At most ${issue.maximum}` : `Must be ${issue.maximum} or less`
    case 'invalid_format':
      return issue.message.startsWith('Invalid')
        ? `Must be ${formats[issue.format] ?? 'in the right form'}`
        : upper(issue.message)
    case 'invalid_value':
      return 'Please choose one of the list'
    default:
      return upper(issue.message)
  }
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The value at a path of names and positions, undefined where the path ends early. */
const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (now, key) => (typeof now === 'object' && now !== null ? (now as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  )

/** What is wrong with the values, the first sentence per field; empty when the schema takes them. */
export function problemsOf(schema: z.ZodType, values: unknown): Record<string, string> {
  const result = schema.safeParse(values)
  const problems: Record<string, string> = {}
  for (const issue of result.error?.issues ?? [])
    problems[issue.path.join('.')] ??= sentenceOf(issue, at(values, issue.path))
  return problems
}

/**
 * The values as the API wants them: a field that was never filled is left out; a field that was filled before and is
 * empty now is sent as null, which clears it.
 */
export function cleaned(
  values: Readonly<Record<string, unknown>>,
  initial: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    if (!isMissing(value)) result[name] = typeof value === 'string' ? value.trim() : value
    else if (!isMissing(initial[name])) result[name] = null
  }
  return result
}

/** Whether the schema refuses a missing value of this field; nested names are looked up part by part. */
export function isRequired(schema: z.ZodType, name: string): boolean {
  let now: unknown = schema
  for (const part of name.split('.')) {
    const shape: unknown = typeof now === 'object' && now !== null && 'shape' in now ? now.shape : undefined
    now = at(shape, [part])
  }
  return isSchema(now) && !now.safeParse(undefined).success
}

const isSchema = (value: unknown): value is z.ZodType =>
  typeof value === 'object' && value !== null && 'safeParse' in value

/** The problem that a field should show: its own, else that of a part of it (`value.amount` for `value`). */
export const problemOf = (problems: Problems, name: string): string | undefined =>
  problems[name] ?? Object.entries(problems).find(([field]) => field.startsWith(`${name}.`))?.[1]

/** Problems that none of the fields on screen shows. */
export const unseen = (problems: Problems, names: Iterable<string>): [field: string, message: string][] => {
  const all = [...names]
  return Object.entries(problems).filter(
    ([field]) => !all.some((name) => field === name || field.startsWith(`${name}.`)),
  )
}
