import type { Problem } from '@hansa/contract/endpoint'

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

/**
 * An answer that the caller is meant to read and act on: it names the field, the value and what would be right.
 * Anything else that is thrown becomes a plain 500 with an id, and is logged.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly problems: Problem['problems']
  constructor(code: RefusalCode, message: string, problems?: Problem['problems']) {
    super(message)
    this.code = code
    this.problems = problems
  }
  get status() {
    return statuses[this.code]
  }
}

export const missing = (what: string, id: string) =>
  new Refusal('missing', `There is no ${what} ${id}, or it is not yours to see.`)

/** Someone was faster: the record has moved on since the caller read it. */
export const stale = (what: string, now: number) =>
  new Refusal(
    'conflict',
    `This ${what} was changed by someone else (it is at version ${now}). Read it again and repeat the edit.`,
    [{ field: 'version', message: `is not the current version ${now}` }],
  )

export const wrong = (field: string, message: string) =>
  new Refusal('invalid', `${field}: ${message}`, [{ field, message }])
