import type { z } from 'zod'
import { retold, t } from './language.tsx'

/** Sentences by the name of the field they are about: `customer.name`. */
export type Problems = Readonly<Record<string, string>>

const isMissing = (input: unknown) => input === undefined || input === null || input === ''
const nouns: Readonly<Record<string, string>> = {
  number: t('a number'),
  int: t('a whole number'),
  boolean: t('yes or no'),
  array: t('a list'),
  date: t('a date'),
}
const formats: Readonly<Record<string, string>> = {
  email: t('an e-mail address like name@example.com'),
  url: t('an address like https://example.com'),
  date: t('a date like 2026-03-31'),
  datetime: t('a date with a time'),
}

/**
 * What a person should change, for one issue of a schema. A message that the schema itself wrote (`must be a country
 * code like DE`) is kept.
 */
function sentenceOf(issue: z.core.$ZodIssue, input: unknown): string {
  if (isMissing(input)) return t('Please fill this in')
  switch (issue.code) {
    case 'invalid_type':
      return t('Must be {what}', { what: nouns[issue.expected] ?? issue.expected })
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) <= 1
          ? t('Please fill this in')
          : t('At least {count, number} characters', { count: Number(issue.minimum) })
      return issue.origin === 'array'
        ? t('At least {count, number}', { count: Number(issue.minimum) })
        : t('Must be {count, number} or more', { count: Number(issue.minimum) })
    case 'too_big':
      if (issue.origin === 'string') return t('At most {count, number} characters', { count: Number(issue.maximum) })
      return issue.origin === 'array'
        ? t('At most {count, number}', { count: Number(issue.maximum) })
        : t('Must be {count, number} or less', { count: Number(issue.maximum) })
    case 'invalid_format':
      return issue.message.startsWith('Invalid')
        ? t('Must be {what}', { what: formats[issue.format] ?? t('in the right form') })
        : upper(retold(issue.message))
    case 'invalid_value':
      return t('Please choose one of the list')
    default:
      return upper(retold(issue.message))
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
