import type { Problem } from '@hansa/contract/endpoint'
import { languageOf, say, type Saying } from '@hansa/contract/language'
import { Refusal } from '../errors.ts'
import { inLanguage } from '../language.ts'
import type { Log } from '../log.ts'

interface DatabaseError {
  readonly code?: string
  readonly constraint?: string
  readonly message: string
}

/** The database's own refusals that bad input can reach, as sentences; everything else is ours to mend. */
function fromDatabase(error: DatabaseError): Refusal | undefined {
  if (typeof error.code !== 'string' || !/^[0-9A-Z]{5}$/.test(error.code)) return undefined
  if (error.code === '23505') return new Refusal('conflict', say`This exists already.`)
  if (error.code === '23503')
    return new Refusal('invalid', say`This refers to a record that does not exist, or one that others still refer to.`)
  if (error.code === '23514' || error.code === '23502' || error.code.startsWith('22'))
    return new Refusal('invalid', say`A value is not one that this field can hold.`)
  if (error.code === '40001' || error.code === '40P01')
    return new Refusal('conflict', say`Others are changing the same records just now. Try again.`)
  return undefined
}

/** @param wish the languages that the caller would like to read, as its `Accept-Language` has them */
export function toProblem(
  error: unknown,
  requestId: string,
  log: Log,
  wish?: string | null,
): { status: number; problem: Problem } {
  const language = languageOf(wish)
  const tell = (sentence: string | Saying) => inLanguage(sentence, language)
  const refusal = error instanceof Refusal ? error : fromDatabase(error as DatabaseError)
  if (refusal && refusal !== error) log.warn({ requestId, err: error }, 'refused by the database')
  if (refusal) {
    const problems = refusal.problems(tell)
    const { code, saying, status } = refusal
    return { status, problem: { code, message: tell(saying), ...(problems && { problems }), requestId } }
  }
  log.error({ requestId, err: error }, 'a request failed')
  const message = tell(say`Something went wrong on our side. The logs know it as ${requestId}.`)
  return { status: 500, problem: { code: 'internal', message, requestId } }
}
