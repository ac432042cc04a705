import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

/** A JSON Schema, as far as it is read here. */
export interface Schema {
  type?: string | undefined
  const?: unknown
  enum?: unknown[] | undefined
  format?: string | undefined
  pattern?: string | undefined
  properties?: Record<string, Schema> | undefined
  additionalProperties?: boolean | Schema | undefined
  required?: string[] | undefined
  items?: Schema | undefined
  anyOf?: Schema[] | undefined
}
/** `type: ['string', 'null']` is read as the `anyOf` that it is short for. */
export const Schema: z.ZodType<Schema> = z.lazy(() =>
  z
    .object({
      type: z.union([z.string(), z.array(z.string())]).optional(),
      const: z.unknown().optional(),
      enum: z.array(z.unknown()).optional(),
      format: z.string().optional(),
      pattern: z.string().optional(),
      properties: z.record(z.string(), Schema).optional(),
      additionalProperties: z.union([z.boolean(), Schema]).optional(),
      required: z.array(z.string()).optional(),
      items: Schema.optional(),
      anyOf: z.array(Schema).optional(),
    })
    .transform(({ type, ...rest }): Schema =>
      Array.isArray(type)
        ? { anyOf: type.map((one) => (one === 'null' ? { type: one } : { ...rest, type: one })) }
        : { ...rest, type },
    ),
)
const Content = z.record(z.string(), z.object({ schema: Schema.optional() }))

const Operation = z.object({
  operationId: z.string(),
  tags: z.array(z.string()).min(1),
  summary: z.string(),
  /** Who may call it. */
  description: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema: Schema }))
    .default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.object({ 200: z.object({ content: Content }) }),
})
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) })

/** One endpoint as the document tells of it. */
export type Operation = z.infer<typeof Operation> & { id: string; method: string; path: string; capability: string }

/** Every endpoint, from the server's own OpenAPI document. */
export const askOperations = queryOptions({
  queryKey: ['openapi'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<Operation[]> => {
    const response = await fetch('/api/openapi.json', { signal })
    if (!response.ok) throw new Error(`The API’s description could not be read (${response.status}).`)
    const document = Document.safeParse(await response.json())
    if (!document.success) throw new Error('The API’s description is not as this page knows it. Reload the page.')
    return Object.entries(document.data.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, it]) => ({
        ...it,
        id: it.operationId,
        method: method.toUpperCase(),
        path,
        capability: it.tags[0] ?? '',
      })),
    )
  },
})
