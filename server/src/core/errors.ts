import type { Problem } from '@hansa/contract/endpoint'
import { said, say, type Saying } from '@hansa/contract/language'

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

/**
 * An answer that the caller is meant to read and act on: it names the field, the value and what would be right.
 * Anything else that is thrown becomes a plain 500 with an id, and is logged.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  /** What `message` says in English, ready to be said in another language. */
  readonly saying: string | Saying
  private readonly fields: readonly FieldProblem[] | undefined
  /** For `too_many`: when it is worth another try, in whole seconds. */
  readonly retryAfter: number | undefined
  constructor(code: RefusalCode, saying: string | Saying, fields?: readonly FieldProblem[], retryAfter?: number) {
    super(said(saying))
    this.code = code
    this.saying = saying
    this.fields = fields
    this.retryAfter = retryAfter
  }
  get status() {
    return statuses[this.code]
  }
  /** What is wrong with which field, in the words of `tell`; in English without it. */
  problems(tell: (sentence: string | Saying) => string = said): Problem['problems'] {
    return this.fields?.map(({ field, message }) => ({ field, message: tell(message) }))
  }
}

/** @param what the kind of thing, in words of the reader's language: `` say`deal` `` */
export const missing = (what: string | Saying, id: string) =>
  new Refusal('missing', say`There is no ${asSaying(what)} ${id}, or it is not yours to see.`)

/** Someone was faster: the record has moved on since the caller read it. */
export const stale = (what: string | Saying, now: number) =>
  new Refusal(
    'conflict',
    say`This ${asSaying(what)} was changed by someone else (it is at version ${String(now)}). Read it again and repeat the edit.`,
    [{ field: 'version', message: say`is not the current version ${String(now)}` }],
  )

export const wrong = (field: string, message: string | Saying) => refuseFields([{ field, message }])

/** Several fields at once, each with its own sentence. */
export const refuseFields = (problems: readonly FieldProblem[]) => new Refusal('invalid', listed(problems), problems)

/** `name: is missing; country: is not a country` as one sentence. */
const listed = (problems: readonly FieldProblem[]): Saying => ({
  text: problems.map((_, index) => `{${index * 2}}: {${index * 2 + 1}}`).join('; '),
  values: problems.flatMap(({ field, message }) => [field, asSaying(message)]),
})

const asSaying = (sentence: string | Saying): Saying =>
  typeof sentence === 'string' ? { text: sentence, values: [] } : sentence
