import type { Endpoint } from '@hansa/contract/endpoint'
import type { Language } from '@hansa/contract/language'
import type { z } from 'zod'
import type { Principal } from '../access.ts'
import type { Db } from '../database/scope.ts'
import type { NewEvent } from '../events/record.ts'
import type { NewJob } from '../jobs/queue.ts'
import type { Services } from '../services.ts'

/** What a request stands on: who asks, and one transaction behind the walls of where they stand. */
export interface Context {
  readonly db: Db
  readonly principal: Principal
  /** What the caller reads. */
  readonly language: Language
  readonly now: Date
  readonly services: Services
  /** Tells the log, in this transaction, in the caller's name. */
  readonly record: (...events: NewEvent[]) => Promise<void>
  /** Leaves work for afterwards, in this transaction. Answers the job's id. */
  readonly enqueue: (job: NewJob) => Promise<string>
}

/** A call that is not made inside a transaction: nobody has signed in yet, or the answer or the body is a stream. */
export interface OutsideContext {
  readonly principal: Principal | undefined
  readonly request: Request
  /** Where the call comes from, as limits count it. */
  readonly network: string
  /** Headers for the answer, such as cookies. */
  readonly reply: Headers
  readonly services: Services
  readonly now: Date
  /** A transaction like a request's own, for as short as it takes. Needs a principal. */
  readonly inside: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>
}

/** An answer that is a file. Its rows are fetched while it is being read. */
export interface Download {
  readonly fileName: string
  /** An image's own media type: an image is shown in place, everything else is saved as a file. */
  readonly type?: string
  readonly body: ReadableStream<Uint8Array>
}

export type Route = { readonly endpoint: Endpoint } & (
  | { readonly kind: 'scoped'; readonly run: (ctx: Context, input: unknown) => Promise<unknown> }
  | { readonly kind: 'outside'; readonly run: (ctx: OutsideContext, input: unknown) => Promise<unknown> }
)

/** Binds an endpoint of the contract to the function that answers it, inside one scoped transaction. */
export const handle = <I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  run: (ctx: Context, input: z.output<I>) => Promise<z.output<O>>,
): Route => ({ endpoint, kind: 'scoped', run: run as (ctx: Context, input: unknown) => Promise<unknown> })

/** Binds an endpoint that opens its own transactions: sign-in, uploads, downloads. */
export const handleOutside = <I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  run: (ctx: OutsideContext, input: z.output<I>) => Promise<z.output<O> | Download>,
): Route => ({ endpoint, kind: 'outside', run: run as (ctx: OutsideContext, input: unknown) => Promise<unknown> })

/** The answer of an act that has nothing else to tell. */
export const done = { done: true } as const
