import { contract, roles, type Endpoint, type Role } from '@hansa/contract'
import { holds } from '@hansa/contract/permissions'
import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from './app.ts'
import { hostile, inputSchema, learn, sample, type Known } from './core/testing/sample.ts'
import { testServer, type Call, type TestServer } from './testing.ts'

const endpoints = Object.values(contract).flatMap((capability) => Object.entries(capability))
/** Founding happens once for a whole installation, and sessions are not what the walk calls with: tested in `identity`. */
const ofSessions = new Set(['/set-up', '/sign-in', '/sign-out', '/me/membership'])
const mark = 'Zebra0secret'
const file = new TextEncoder().encode(`name\n${mark}\n`)

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const send = (call: Call, endpoint: Endpoint, input: unknown, body = file) =>
  call(endpoint, input as never, endpoint.takes === 'bytes' ? { body } : {})

/** Calls everything that creates, twice over, so that one record can refer to another; answers the ids that it made. */
async function fill(call: Call): Promise<{ known: Known; made: Set<string> }> {
  const known: Known = new Map()
  const made = new Set<string>()
  for (let round = 0; round < 2; round++)
    for (const [, endpoint] of endpoints)
      if (endpoint.method === 'POST' && !ofSessions.has(endpoint.path) && !endpoint.path.includes(':'))
        for (const all of [false, true]) {
          const answer = await send(
            call,
            endpoint,
            sample(inputSchema(endpoint.input), known, `${mark}${round}${all}`, all),
          )
          if (answer.status !== 200) continue
          made.add(endpoint.path)
          learn(known, answer.text)
        }
  return { known, made }
}

test('every endpoint of the contract has exactly one route, and every path and method one endpoint', () => {
  const bound = routes(server.auth, null).map((route) => route.endpoint)
  const told = endpoints.map(([, endpoint]) => endpoint)
  const name = (endpoint: Endpoint) => `${endpoint.method} ${endpoint.path}`
  expect(told.length).toBeGreaterThan(30)
  expect(bound.map(name).sort()).toEqual(told.map(name).sort())
  expect(new Set(told.map((endpoint) => name(endpoint).replace(/:\w+/g, ':'))).size).toBe(told.length)
})

describe('without a sign-in', () => {
  for (const [name, endpoint] of endpoints.filter(([, it]) => it.can !== 'public'))
    test(`${name} is refused`, async () => {
      for (const headers of [
        {},
        { authorization: 'Bearer hansa_000000000000000000000000' },
        { cookie: 'hansa.session_token=forged.forged' },
      ] as Record<string, string>[])
        expect(
          (await send(server.callAs(headers), endpoint, sample(inputSchema(endpoint.input), new Map(), mark, false)))
            .status,
        ).toBe(401)
    })
})

test('each role is refused what its row of the permission matrix does not hold', async () => {
  const { as } = await server.newEcosystem()
  const organization = 'org_00000000000000000000000000'
  for (const role of Object.keys(roles) as Role[]) {
    const call = await as(role, role.startsWith('partner_') && role !== 'partner_manager' ? organization : null)
    for (const [name, endpoint] of endpoints) {
      if (endpoint.can === 'public' || endpoint.can === 'signed-in') continue
      const { status } = await send(call, endpoint, sample(inputSchema(endpoint.input), new Map(), mark, false))
      if (holds(role, endpoint.can)) expect(status, `${role} ${name}`).not.toBe(403)
      else expect(status, `${role} ${name}`).toBe(403)
    }
  }
})

test('nothing of another ecosystem comes out, whatever id is named', async () => {
  const [theirs, mine] = [await server.newEcosystem(), await server.newEcosystem()]
  const { known, made } = await fill(await theirs.as('administrator'))
  const creates = endpoints
    .map(([, it]) => it)
    .filter((it) => it.method === 'POST' && !it.path.includes(':') && !ofSessions.has(it.path))
  expect(
    creates.map((it) => it.path).filter((path) => !made.has(path)),
    'these never succeeded, so the walk proves nothing about them',
  ).toEqual([])
  await server.settle()
  const call = await mine.as('administrator')
  for (const [name, endpoint] of endpoints) {
    if (ofSessions.has(endpoint.path)) continue
    for (const all of [false, true]) {
      const input = sample(inputSchema(endpoint.input), known, 'mine', all) as Record<string, unknown>
      const answer = await send(call, endpoint, input, new TextEncoder().encode('name\nmine\n'))
      expect(answer.text.includes(mark), `${name} shows another ecosystem's data: ${answer.text.slice(0, 300)}`).toBe(
        false,
      )
      if (endpoint.path.includes(':id')) expect([403, 404, 409, 422], `${name} ${answer.text}`).toContain(answer.status)
    }
  }
})

describe('hostile and malformed input is refused with a reason, and never ends in a failure of ours', () => {
  let filled: Promise<{ call: Call; known: Known }> | undefined
  const ready = () =>
    (filled ??= server
      .newEcosystem()
      .then(({ as }) => as('administrator'))
      .then(async (call) => ({ call, known: (await fill(call)).known })))

  for (const [name, endpoint] of endpoints.filter(([, it]) => !ofSessions.has(it.path)))
    test(name, async () => {
      const { call, known } = await ready()
      const schema = inputSchema(endpoint.input)
      const good = sample(schema, known, 'Fine', true) as Record<string, unknown>
      const bare = sample(schema, known, 'Fine', false) as Record<string, unknown>
      for (const field of Object.keys(schema.properties ?? {})) {
        const values = hostile.filter(
          (value) => !endpoint.path.includes(`:${field}`) || (value !== '' && typeof value !== 'object'),
        )
        const around = schema.required?.includes(field) ? bare : good
        const answers = await Promise.all(values.map((value) => send(call, endpoint, { ...around, [field]: value })))
        answers.forEach(({ status, text, body }, i) => {
          const sent = `${field}=${JSON.stringify(values[i])?.slice(0, 60)}: ${text.slice(0, 200)}`
          expect(status, sent).toBeLessThan(500)
          if (status >= 400) expect(body.message?.length, sent).toBeGreaterThan(10)
        })
      }
    })
})

test('bodies that are no JSON object, or too large, are refused', async () => {
  const { as } = await server.newEcosystem()
  await as('administrator')
  for (const [name, endpoint] of endpoints.filter(
    ([, it]) => it.method !== 'GET' && it.method !== 'DELETE' && it.takes !== 'bytes' && it.can === 'public',
  ))
    for (const body of ['[]', '"x"', '{', '\u0000', 'null', `{"name":"${'x'.repeat(1_100_000)}"}`]) {
      const response = await server.app.request(`/api${endpoint.path}`, { method: endpoint.method, body })
      expect([413, 422], `${name} ${body.slice(0, 20)}`).toContain(response.status)
    }
})
