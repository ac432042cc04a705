import { english, say, term, type Saying } from '@hansa/contract/language'
import { z } from 'zod'

const inEnglish = z.locales.en().localeError

const types: Readonly<Record<string, string>> = {
  string: english`a text`,
  number: english`a number`,
  int: english`a whole number`,
  boolean: english`true or false`,
  array: english`a list`,
  object: english`an object`,
  record: english`an object`,
  date: english`a date`,
  null: english`null`,
}
const formats: Readonly<Record<string, string>> = {
  email: english`an e-mail address like name@example.com`,
  url: english`an address like https://example.com`,
  date: english`a day like 2026-03-31`,
  datetime: english`a moment like 2026-03-31T09:00:00Z`,
}

/** What would be right for a value that a schema refused. A sentence that the schema itself has is kept. */
export function expected(issue: z.core.$ZodIssue): Saying {
  if (issue.message !== inEnglish(issue as z.core.$ZodRawIssue)) return term(issue.message)
  switch (issue.code) {
    case 'invalid_type':
      return say`should be ${term(types[issue.expected] ?? issue.expected)}`
    case 'unrecognized_keys':
      return say`does not know ${issue.keys.slice(0, 5).join(', ')}`
    case 'invalid_value':
      return issue.values.length === 1
        ? say`should be ${String(issue.values[0])}`
        : say`should be one of ${issue.values.slice(0, 40).map(String).join(', ')}`
    case 'too_small':
      return least(issue.origin, Number(issue.minimum), issue.inclusive !== false)
    case 'too_big':
      return most(issue.origin, Number(issue.maximum), issue.inclusive !== false)
    case 'not_multiple_of':
      return say`should be a multiple of ${issue.divisor}`
    case 'invalid_format':
      return formats[issue.format]
        ? say`should be ${term(formats[issue.format] ?? '')}`
        : issue.format === 'regex' && issue.pattern
          ? say`should be like ${shapeOf(issue.pattern)}`
          : say`has not the right form`
    default:
      return say`is not what belongs here`
  }
}

function least(origin: string, minimum: number, inclusive: boolean): Saying {
  if (origin === 'string') return minimum <= 1 ? say`is empty` : say`should have at least ${minimum} characters`
  if (origin === 'array' || origin === 'set') return say`should have at least ${minimum} items`
  return inclusive ? say`should be ${minimum} or more` : say`should be more than ${minimum}`
}

function most(origin: string, maximum: number, inclusive: boolean): Saying {
  if (origin === 'string') return say`should have at most ${maximum} characters`
  if (origin === 'array' || origin === 'set') return say`should have at most ${maximum} items`
  return inclusive ? say`should be ${maximum} or less` : say`should be less than ${maximum}`
}

/** Ids are known by how they begin: `^org_[…]{26}$` → `org_…`. Any other pattern is shown as it is. */
const shapeOf = (pattern: string): string => /^\/?\^([a-z]+_)\[/.exec(pattern)?.[1]?.concat('…') ?? pattern
