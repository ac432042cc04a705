import { contract, permissions, Problem, roles, type Endpoint } from '@hansa/contract'
import { z } from 'zod'

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return rest as { properties?: Record<string, object>; required?: string[] }
}

/** The API as an OpenAPI 3.1 document, read straight off the contract. */
export function openapi(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [capability, endpoints] of Object.entries(contract))
    for (const [name, endpoint] of Object.entries(endpoints)) {
      const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(capability, name, endpoint) }
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hansa',
      version: '1',
      description:
        'The one API of Hansa: workspace, portal, command line and outside systems all use it, with the same rights.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { Problem: jsonSchema(Problem, 'output') },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: hansa_…' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'hansa.session_token',
          description: 'Set by POST /api/sign-in; writes also need the header X-Hansa: 1',
        },
      },
    },
  }
}

function operation(capability: string, name: string, endpoint: Endpoint): object {
  const input = jsonSchema(endpoint.input, 'input')
  const inPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!))
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE' || endpoint.takes === 'bytes'
  const fields = Object.entries(input.properties ?? {})
  const parameters = fields
    .filter(([field]) => inPath.has(field) || inQuery)
    .map(([field, schema]) => ({
      name: field,
      in: inPath.has(field) ? 'path' : 'query',
      required: inPath.has(field) || (input.required ?? []).includes(field),
      schema,
    }))
  const body = Object.fromEntries(fields.filter(([field]) => !inPath.has(field)))
  const required = (input.required ?? []).filter((field) => !inPath.has(field))
  const refusal = {
    description: 'Refused',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  return {
    operationId: name,
    tags: [capability],
    summary: endpoint.summary,
    description: who(endpoint),
    ...(endpoint.can === 'public' ? { security: [] } : { security: [{ apiKey: [] }, { session: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(endpoint.takes === 'bytes' && { requestBody: { required: true, content: { 'application/octet-stream': {} } } }),
    ...(!inQuery && {
      requestBody: {
        required: required.length > 0,
        content: {
          'application/json': {
            schema: { type: 'object', properties: body, ...(required.length > 0 && { required }) },
          },
        },
      },
    }),
    responses: {
      200: {
        description: 'Done',
        content: endpoint.gives
          ? { [endpoint.gives]: {} }
          : { 'application/json': { schema: jsonSchema(endpoint.output, 'output') } },
      },
      '4XX': refusal,
      '5XX': refusal,
    },
  }
}

function who({ can }: Endpoint): string {
  if (can === 'public') return 'Anyone may call this.'
  if (can === 'signed-in') return 'Anyone who is signed in may call this.'
  const { roles: holders, meaning } = permissions[can]
  return `Needs \`${can}\` (${meaning.toLowerCase()}): ${holders.map((role) => roles[role]).join(', ')}.`
}
