import type { Problem } from '@hansa/contract/endpoint'
import type { Log } from '../log.ts'
import { Refusal } from '../errors.ts'

interface DatabaseError {
  readonly code?: string
  readonly constraint?: string
  readonly message: string
}

/** The database's own refusals that bad input can reach, as sentences; everything else is ours to mend. */
function fromDatabase(error: DatabaseError): Refusal | undefined {
  if (typeof error.code !== 'string' || !/^[0-9A-Z]{5}$/.test(error.code)) return undefined
  if (error.code === '23505') return new Refusal('conflict', 'This exists already.')
  if (error.code === '23503')
    return new Refusal('invalid', 'This refers to a record that does not exist, or one that others still refer to.')
  if (error.code === '23514' || error.code === '23502' || error.code.startsWith('22'))
    return new Refusal('invalid', 'A value is not one that this field can hold.')
  if (error.code === '40001' || error.code === '40P01')
    return new Refusal('conflict', 'Others are changing the same records just now. Try again.')
  return undefined
}

export function toProblem(error: unknown, requestId: string, log: Log): { status: number; problem: Problem } {
  const refusal = error instanceof Refusal ? error : fromDatabase(error as DatabaseError)
  if (refusal && refusal !== error) log.warn({ requestId, err: error }, 'refused by the database')
  if (refusal) {
    const { code, message, problems, status } = refusal
    return { status, problem: { code, message, ...(problems && { problems }), requestId } }
  }
  log.error({ requestId, err: error }, 'a request failed')
  return {
    status: 500,
    problem: {
      code: 'internal',
      message: `Something went wrong on our side. The logs know it as ${requestId}.`,
      requestId,
    },
  }
}
