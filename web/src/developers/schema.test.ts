import { describe, expect, test } from 'vitest'
import { Schema, type Operation } from './openapi.ts'
import { curlOf, fieldsOf, typeText } from './schema.ts'

const id = { type: 'string', pattern: '^org_[0-9a-hjkmnp-tv-z]{26}$' }
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] })

test('types are told in words', () => {
  expect(typeText(id)).toBe('id org_…')
  expect(typeText({ type: 'array', items: { type: 'string', format: 'date' } })).toBe('list of day')
  expect(typeText(orNull({ type: 'integer' }))).toBe('whole number or null')
  expect(typeText(Schema.parse({ type: ['string', 'null'], format: 'date' }))).toBe('day or null')
  expect(typeText({ enum: ['yes', 'no'] })).toBe('"yes" or "no"')
})

test('fields within lists and within objects that may be null are told with their way', () => {
  const item = {
    type: 'object',
    properties: { parent: orNull({ type: 'object', properties: { id }, required: ['id'] }) },
  }
  const list = { type: 'object', properties: { items: { type: 'array', items: item } }, required: ['items'] }
  expect(fieldsOf(list).map(({ name, required }) => [name, required])).toEqual([
    ['items', true],
    ['items[].parent', false],
    ['items[].parent.id', true],
  ])
})

describe('the curl command', () => {
  const operation: Operation = {
    id: 'updateThing',
    operationId: 'updateThing',
    method: 'PATCH',
    path: '/api/things/{id}',
    capability: 'things',
    tags: ['things'],
    summary: '',
    description: '',
    security: [{ apiKey: [] }],
    parameters: [{ name: 'id', in: 'path', required: true, schema: id }],
    requestBody: {
      content: {
        'application/json': {
          schema: { type: 'object', properties: { version: { type: 'integer' }, note: {} }, required: ['version'] },
        },
      },
    },
    responses: { 200: { content: { 'application/json': {} } } },
  }
  test('fills the path and sends what must be given, with the key from the environment', () => {
    expect(curlOf(operation, 'https://hansa.example')).toBe(
      [
        `curl -X PATCH 'https://hansa.example/api/things/org_…'`,
        `  -H "Authorization: Bearer $HANSA_KEY"`,
        `  -H 'Content-Type: application/json'`,
        `  -d '{"version":1}'`,
      ].join(' \\\n'),
    )
  })
  test('keeps what is public without a key, and a file as a file', () => {
    const { requestBody: _, ...rest } = operation
    const download: Operation = {
      ...rest,
      method: 'GET',
      path: '/api/things.csv',
      security: [],
      parameters: [],
      responses: { 200: { content: { 'text/csv': {} } } },
    }
    expect(curlOf(download, 'https://hansa.example')).toBe(
      `curl 'https://hansa.example/api/things.csv' \\\n  --remote-name --remote-header-name`,
    )
  })
})
