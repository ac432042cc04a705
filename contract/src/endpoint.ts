import { z } from 'zod'
import type { Permission } from './permissions.ts'

/** One line of the API: where it lives, who may call it, what goes in and what comes out. */
export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Under `/api`. `:name` marks a part that the input's field `name` fills. */
  readonly path: `/${string}`
  /** `public` needs nobody; `signed-in` needs somebody; else the permission that the caller's role must hold. */
  readonly can: Permission | 'signed-in' | 'public'
  readonly summary: string
  readonly input: I
  readonly output: O
  /** `bytes`: the request's body is a file, streamed as it comes; the input then travels in path and query alone. */
  readonly takes?: 'bytes'
  /** The answer is a file of this media type, streamed, instead of JSON. An image names its own type. */
  readonly gives?: 'text/csv' | 'application/x-ndjson' | 'application/octet-stream' | 'image/*'
}

export const endpoint = <I extends z.ZodType, O extends z.ZodType>(it: Endpoint<I, O>): Endpoint<I, O> => it

/** What every refusal looks like. `problems` names each wrong field; `requestId` finds the call in the logs. */
export const Problem = z.object({
  code: z.enum(['invalid', 'signed_out', 'forbidden', 'missing', 'conflict', 'too_large', 'too_many', 'internal']),
  message: z.string(),
  problems: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  requestId: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>
