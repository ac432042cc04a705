import { say, type Saying } from '@hansa/contract/language'
import type { z } from 'zod'
import { Refusal, refuseFields, wrong } from '../errors.ts'
import { expected } from './issues.ts'

const secret = /password|secret|token|code/i

/** Parses what came in, or refuses naming each wrong field, its value and what would be right. */
export function parseInput<T extends z.ZodType>(schema: T, sent: unknown): z.output<T> {
  const zero = fieldWithZero(sent, '')
  if (zero !== undefined) throw wrong(zero, say`holds a NUL character, which no text may`)
  const parsed = schema.safeParse(sent, { reportInput: true })
  if (parsed.success) return parsed.data
  throw refuseFields(parsed.error.issues.slice(0, 20).map(toProblem))
}

/** The value is quoted too, unless it is secret. */
function toProblem(issue: z.core.$ZodIssue): { field: string; message: Saying } {
  const field = issue.path.join('.') || 'input'
  const value = issue.input
  const right = expected(issue)
  if (value === undefined) return { field, message: issue.code === 'invalid_type' ? say`is missing; ${right}` : right }
  if (secret.test(field) || typeof value === 'object') return { field, message: right }
  return { field, message: say`${right} (got ${JSON.stringify(value).slice(0, 80)})` }
}

function fieldWithZero(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path || 'input' : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = key.includes('\0') ? path || 'input' : fieldWithZero(inner, path ? `${path}.${key}` : key)
    if (found !== undefined) return found
  }
  return undefined
}

const mostJsonBytes = 1_000_000

/** HEAD is GET without the answer's body. */
export const isRead = (request: Request): boolean => request.method === 'GET' || request.method === 'HEAD'

/** Path, query and body as one object; a query parameter given several times is a list. */
export async function readSent(
  request: Request,
  params: Record<string, string>,
  bodyIsInput: boolean,
): Promise<Record<string, unknown>> {
  const query: Record<string, unknown> = {}
  const search = new URL(request.url).searchParams
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key)
    query[key] = values.length > 1 ? values : values[0]
  }
  const body = bodyIsInput ? await readJson(request) : {}
  return { ...query, ...body, ...params }
}

async function readJson(request: Request): Promise<object> {
  const text = await readText(request, mostJsonBytes)
  if (text.trim() === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  } catch {
    // answered below
  }
  throw new Refusal('invalid', say`The body is not a JSON object like {"name": "Acme"}.`, [
    { field: 'body', message: say`is not a JSON object` },
  ])
}

async function readText(request: Request, most: number): Promise<string> {
  if (!request.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > most) throw new Refusal('too_large', say`The body is larger than ${most / 1000} kB.`)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
