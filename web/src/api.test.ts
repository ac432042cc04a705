import { z } from 'zod'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ApiError, call, onSignedOut, request } from './api.ts'

const read = {
  method: 'GET',
  path: '/things/:id',
  can: 'signed-in',
  summary: '',
  input: z.object({}),
  output: z.unknown(),
} as const
const make = { ...read, method: 'POST', path: '/things' } as const

const answer = (status: number, body: unknown) => {
  const fetch = vi.fn(async () => new Response(JSON.stringify(body), { status }))
  vi.stubGlobal('fetch', fetch)
  return fetch
}
const headersOf = (fetch: ReturnType<typeof answer>) =>
  (fetch.mock.calls as unknown as [string, RequestInit][])[0]?.[1].headers as Record<string, string>
afterEach(() => {
  vi.unstubAllGlobals()
  onSignedOut(() => {})
})

describe('where a call goes', () => {
  test('parts of the path are filled and do not travel twice', () => {
    expect(request(read, { id: 'a/b', q: 'x y', tag: ['1', '2'] })).toEqual({
      url: '/api/things/a%2Fb?q=x+y&tag=1&tag=2',
      body: undefined,
    })
    expect(request({ ...read, method: 'PATCH' }, { id: 'a', name: 'b' })).toEqual({
      url: '/api/things/a',
      body: { name: 'b' },
    })
  })
  test('the input travels in the query when the body is a file', () => {
    expect(request({ ...make, takes: 'bytes' }, { name: 'a.csv' })).toEqual({
      url: '/api/things?name=a.csv',
      body: undefined,
    })
  })
  test('a missing part of the path is refused with its name', () => {
    expect(() => request(read, {})).toThrow('GET /things/:id needs id')
  })
})

describe('what a call carries', () => {
  test('reading carries neither the guard nor a key', async () => {
    const fetch = answer(200, {})
    await call(read, { id: 'a' } as never)
    expect(headersOf(fetch)).not.toHaveProperty('x-hansa')
    expect(headersOf(fetch)).not.toHaveProperty('idempotency-key')
  })
  test('creating carries the guard and a key of its own', async () => {
    const fetch = answer(200, {})
    await call(make, {}, { key: 'k1' })
    expect(headersOf(fetch)).toMatchObject({
      'x-hansa': '1',
      'idempotency-key': 'k1',
      'content-type': 'application/json',
    })
  })
})

describe('refusals', () => {
  test('keep code, sentence, fields and the number to quote', async () => {
    answer(400, {
      code: 'invalid',
      message: 'Two fields',
      problems: [{ field: 'name', message: 'Too long' }],
      requestId: 'req_1',
    })
    const error = await call(make, {}).catch((refusal: unknown) => refusal)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      status: 400,
      code: 'invalid',
      message: 'Two fields',
      problems: [{ field: 'name', message: 'Too long' }],
      requestId: 'req_1',
    })
  })
  test('an answer without a body still says what happened', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502 }))
    await expect(call(make, {})).rejects.toMatchObject({
      status: 502,
      code: 'internal',
      message: 'The server answered 502 without a reason.',
    })
  })
  test('no connection is told as such', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')))
    await expect(call(make, {})).rejects.toMatchObject({ status: 0, code: 'offline' })
  })
  test('a lost session leads to sign-in, a wrong password does not', async () => {
    const leave = vi.fn()
    onSignedOut(leave)
    answer(401, { code: 'signed_out', message: 'Please sign in' })
    await call({ ...make, can: 'public' }, {}).catch(() => {})
    expect(leave).not.toHaveBeenCalled()
    await call(make, {}).catch(() => {})
    expect(leave).toHaveBeenCalledOnce()
  })
})
