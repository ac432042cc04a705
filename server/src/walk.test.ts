import { contract, permissions, roles, type Endpoint, type Role } from '@hansa/contract'
import { createOrganization } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { holds, isPartnerRole } from '@hansa/contract/permissions'
import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from './app.ts'
import { hostile, inputSchema, learn, sample, type Known } from './core/testing/sample.ts'
import { testServer, type Call, type TestServer } from './testing.ts'

const endpoints = Object.values(contract).flatMap((capability) => Object.entries(capability))
/**
 * Founding happens once for a whole installation, sessions are not what the walk calls with, and what stands on the
 * sign-in page is for everybody: tested in `identity`.
 */
const ofSessions = new Set(['/set-up', '/sign-in', '/sign-in/provider', '/sign-out'])
const isPortal = (endpoint: Endpoint) => endpoint.path.startsWith('/portal/')
const isCreate = (endpoint: Endpoint) =>
  endpoint.method === 'POST' &&
  !ofSessions.has(endpoint.path) &&
  !endpoint.path.includes(':') &&
  // What concerns the caller's own login needs a session.
  !endpoint.path.startsWith('/me/')
/** What belongs to a person, whichever door they came through. */
const ofEitherDoor: readonly string[] = ['keys.manage']
const theMark = 'Zebra0secret'
const file = new TextEncoder().encode(`name\n${theMark}\n`)

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const send = (call: Call, endpoint: Endpoint, input: unknown, body = file) =>
  call(endpoint, input as never, endpoint.takes === 'bytes' ? { body } : {})

/** Calls everything that creates, twice over, so that one record can refer to another; answers the ids that it made. */
async function fill(
  call: Call,
  known: Known = new Map(),
  mark = theMark,
): Promise<{ known: Known; made: Set<string> }> {
  const made = new Set<string>()
  let n = 0
  for (let round = 0; round < 2; round++)
    for (const [, endpoint] of endpoints)
      if (isCreate(endpoint))
        for (const all of [false, true]) {
          const answer = await send(
            call,
            endpoint,
            sample(inputSchema(endpoint.input), known, `${mark}${round}${all}${n++}`, all),
          )
          if (answer.status !== 200) continue
          made.add(endpoint.path)
          learn(known, answer.text)
        }
  return { known, made }
}

/** What nobody could make, nobody can be refused: the walk would prove nothing about it. */
function expectAllMade(made: ReadonlySet<string>, which: (endpoint: Endpoint) => boolean) {
  const creates = endpoints.map(([, it]) => it).filter((it) => isCreate(it) && it.can !== 'public' && which(it))
  expect(
    creates.map((it) => it.path).filter((path) => !made.has(path)),
    'these never succeeded, so the walk proves nothing about them',
  ).toEqual([])
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
          (await send(server.callAs(headers), endpoint, sample(inputSchema(endpoint.input), new Map(), theMark, false)))
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
      const { status } = await send(call, endpoint, sample(inputSchema(endpoint.input), new Map(), theMark, false))
      if (holds(role, endpoint.can)) expect(status, `${role} ${name}`).not.toBe(403)
      else expect(status, `${role} ${name}`).toBe(403)
    }
  }
})

test('nothing of another ecosystem comes out, whatever id is named', async () => {
  const [theirs, mine] = [await server.newEcosystem(), await server.newEcosystem()]
  const { known, made } = await fill(await theirs.as('administrator'))
  expectAllMade(made, (it) => !isPortal(it))
  await server.settle()
  const call = await mine.as('administrator')
  for (const [name, endpoint] of endpoints) {
    if (ofSessions.has(endpoint.path)) continue
    for (const all of [false, true]) {
      const input = sample(inputSchema(endpoint.input), known, 'mine', all) as Record<string, unknown>
      const answer = await send(call, endpoint, input, new TextEncoder().encode('name\nmine\n'))
      expect(
        answer.text.includes(theMark),
        `${name} shows another ecosystem's data: ${answer.text.slice(0, 300)}`,
      ).toBe(false)
      if (endpoint.path.includes(':id')) expect([403, 404, 409, 422], `${name} ${answer.text}`).toContain(answer.status)
    }
  }
})

describe('two doors', () => {
  const partnerRoles = (Object.keys(roles) as Role[]).filter(isPartnerRole)
  const vendorRoles = (Object.keys(roles) as Role[]).filter((role) => !isPartnerRole(role))

  test('what is behind one door, no role of the other door holds', () => {
    for (const [name, endpoint] of endpoints) {
      if (endpoint.can === 'public' || endpoint.can === 'signed-in' || ofEitherDoor.includes(endpoint.can)) continue
      const wrong = permissions[endpoint.can].roles.filter((role) => isPartnerRole(role) !== isPortal(endpoint))
      expect(wrong, `${name} (${endpoint.can}) at ${endpoint.path}`).toEqual([])
    }
  })

  test('every endpoint refuses whoever comes through the wrong door', async () => {
    const { as } = await server.newEcosystem()
    for (const role of [...partnerRoles, ...vendorRoles]) {
      const call = await as(role, isPartnerRole(role) ? 'org_00000000000000000000000000' : null)
      for (const [name, endpoint] of endpoints) {
        if (endpoint.can === 'public' || endpoint.can === 'signed-in' || ofEitherDoor.includes(endpoint.can)) continue
        if (isPortal(endpoint) === isPartnerRole(role)) continue
        const answer = await send(call, endpoint, sample(inputSchema(endpoint.input), new Map(), theMark, false))
        expect(answer.status, `${role} ${name}: ${answer.text.slice(0, 200)}`).toBe(403)
      }
    }
  })

  test('nothing of one partner comes out to another, whatever id is named', async () => {
    const eco = await server.newEcosystem()
    const vendor = await eco.as('administrator')
    /** A partner whose own name carries the mark, with an administrator and a member. */
    const partner = async (name: string) => {
      const { id } = (await vendor(createOrganization, { name })).body
      await vendor(createPartner, { organizationId: id, types: ['reseller'], stage: 'active' })
      return { id, admin: await eco.as('partner_administrator', id), member: await eco.as('partner_member', id) }
    }
    const [theirs, mine] = [await partner(theMark), await partner('Mine')]
    const known: Known = new Map([['org', [theirs.id]]])
    const { made } = await fill(theirs.admin, known)
    expectAllMade(made, isPortal)
    await server.settle()
    // What lists show to those whom it concerns: ids of records that others made about them.
    for (const [, endpoint] of endpoints.filter(
      ([, it]) => isPortal(it) && it.method === 'GET' && !it.path.includes(':'),
    ))
      learn(known, (await send(theirs.admin, endpoint, sample(inputSchema(endpoint.input), new Map(), '', false))).text)
    for (const call of [mine.admin, mine.member])
      for (const [name, endpoint] of endpoints) {
        if (ofSessions.has(endpoint.path)) continue
        for (const all of [false, true]) {
          const input = sample(inputSchema(endpoint.input), known, 'mine', all)
          const answer = await send(call, endpoint, input, new TextEncoder().encode('name\nmine\n'))
          const shown = `${name} ${answer.text.slice(0, 300)}`
          expect(answer.text.includes(theMark), `shows another partner’s data: ${shown}`).toBe(false)
          if (/:\w/.test(endpoint.path) && endpoint.can !== 'public')
            expect([403, 404, 409, 422], shown).toContain(answer.status)
        }
      }
  })
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
