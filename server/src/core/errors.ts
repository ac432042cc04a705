import type { Problem } from '@hansa/contract/endpoint'
import { filled, say, type Saying } from '@hansa/contract/language'

const statuses = {
  invalid: 422,
  signed_out: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
} as const
export type RefusalCode = keyof typeof statuses

interface FieldProblem {
  readonly field: string
  readonly message: string | Saying
}

const english = (sentence: string | Saying) =>
  typeof sentence === 'string' ? sentence : filled(sentence.text, sentence.values)

/**
 * An answer that the caller is meant to read and act on: it names the field, the value and what would be right.
 * Anything else that is thrown becomes a plain 500 with an id, and is logged.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  /** What `message` says in English, ready to be said in another language. */
  readonly saying: string | Saying
  private readonly fields: readonly FieldProblem[] | undefined
  constructor(code: RefusalCode, saying: string | Saying, fields?: readonly FieldProblem[]) {
    super(english(saying))
    this.code = code
    this.saying = saying
    this.fields = fields
  }
  get status() {
    return statuses[this.code]
  }
  get problems(): Problem['problems'] {
    return this.fields?.map(({ field, message }) => ({ field, message: english(message) }))
  }
}

export const missing = (what: string, id: string) =>
  new Refusal('missing', say`There is no ${what} ${id}, or it is not yours to see.`)

/** Someone was faster: the record has moved on since the caller read it. */
export const stale = (what: string, now: number) =>
  new Refusal(
    'conflict',
    say`This ${what} was changed by someone else (it is at version ${now}). Read it again and repeat the edit.`,
    [{ field: 'version', message: say`is not the current version ${now}` }],
  )

export const wrong = (field: string, message: string | Saying) =>
  new Refusal('invalid', `${field}: ${english(message)}`, [{ field, message }])
