import * as identity from '@hansa/contract/identity'
import * as entry from '@hansa/contract/sign-in'
import { createOrganization } from '@hansa/contract/organizations'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { currentMembership, partnerProblem, scopesBeyond } from './rules.ts'

const api = { ...identity, ...entry }

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

let people = 0
const someone = () => ({ name: 'Ada', email: `ada${people++}@hansa.test`, password: 'correct horse battery' })

/** A member with a real login, and a call that carries its session's cookie. */
async function signedIn(role: 'administrator' | 'analyst' = 'administrator') {
  const { as, ecosystemId } = await server.newEcosystem()
  const admin = await as('administrator')
  const person = someone()
  const member = (await admin(api.addMember, { ...person, role })).body
  const answer = await server.callAs({})(api.signIn, { email: person.email, password: person.password })
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return {
    admin,
    person,
    member,
    ecosystemId,
    cookie,
    cookies: answer.headers.getSetCookie(),
    call: server.callAs({ cookie }),
  }
}

describe('sign-in', () => {
  test('e-mail and password give a session, whose cookie scripts cannot read and other sites cannot send along', async () => {
    const { call, cookies, person } = await signedIn()
    expect((await call(api.readMe, {})).body).toMatchObject({ user: { email: person.email }, role: 'administrator' })
    expect(cookies[0]).toMatch(/HttpOnly/i)
    expect(cookies[0]).toMatch(/SameSite=Lax/i)
  })

  test('a wrong password and an unknown e-mail get the same answer', async () => {
    const { person } = await signedIn()
    const call = server.callAs({})
    const wrong = await call(api.signIn, { email: person.email, password: 'not it at all' })
    const unknown = await call(api.signIn, { email: 'nobody@hansa.test', password: 'not it at all' })
    expect([wrong.status, wrong.body.message]).toEqual([unknown.status, unknown.body.message])
    expect(wrong.status).toBe(401)
  })

  test('a write without the header that only our own pages send is refused', async () => {
    const { cookie } = await signedIn()
    const response = await server.app.request('/api/organizations', {
      method: 'POST',
      headers: { cookie },
      body: '{"name":"Forged"}',
    })
    expect(response.status).toBe(403)
  })

  test('signing out ends the session', async () => {
    const { call } = await signedIn()
    await call(api.signOut, {})
    expect((await call(api.readMe, {})).status).toBe(401)
  })

  test('disabling a member ends their sessions and keys at once', async () => {
    const { admin, call, member } = await signedIn()
    const key = (await call(api.createApiKey, { name: 'k', scopes: ['organizations.read'] })).body
    expect((await server.callAs({ authorization: `Bearer ${key.secret}` })(api.readMe, {})).status).toBe(200)
    await admin(api.updateMember, { id: member.id, version: 1, disabled: true })
    expect((await call(api.readMe, {})).status).toBe(401)
    expect((await server.callAs({ authorization: `Bearer ${key.secret}` })(api.readMe, {})).status).toBe(401)
  })

  test('a person of two ecosystems works in one at a time, and switches explicitly', async () => {
    const first = await signedIn()
    server.clock.advance(1000)
    const second = await server.newEcosystem()
    const member = (await (await second.as('administrator'))(api.addMember, { ...first.person, role: 'analyst' })).body
    expect((await first.call(api.readMe, {})).body.ecosystem.id).toBe(first.ecosystemId)
    await first.call(api.switchMembership, { membershipId: member.id })
    expect((await first.call(api.readMe, {})).body).toMatchObject({
      ecosystem: { id: second.ecosystemId },
      role: 'analyst',
    })
    const foreign = await (await server.newEcosystem()).as('administrator')
    const stranger = (await foreign(api.listMembers, {})).body.items[0]!.id
    expect((await first.call(api.switchMembership, { membershipId: stranger })).status).toBe(422)
  })
})

describe('API keys', () => {
  const withKey = async (scopes: ('organizations.read' | 'organizations.write')[], expiresAt?: string) => {
    const { admin } = await signedIn()
    const { body } = await admin(api.createApiKey, { name: 'script', scopes, ...(expiresAt && { expiresAt }) })
    return { admin, key: body, call: server.callAs({ authorization: `Bearer ${body.secret}` }) }
  }

  test('a key does what its scopes say and no more', async () => {
    const { call } = await withKey(['organizations.read'])
    const write = await call(createOrganization, { name: 'X' })
    expect([write.status, write.body.message]).toEqual([403, 'This needs the permission “organizations.write”.'])
  })

  test('a key cannot be given what its owner’s role does not hold', async () => {
    const { as } = await server.newEcosystem()
    const analyst = await as('analyst')
    expect((await analyst(api.createApiKey, { name: 'x', scopes: ['organizations.write'] })).status).toBe(422)
  })

  test('the secret is shown once, kept only as a hash, and dead once revoked or expired', async () => {
    const { admin, key, call } = await withKey(
      ['organizations.write'],
      new Date(server.clock.now().getTime() + 60_000).toISOString(),
    )
    expect((await admin(api.listApiKeys, {})).text).not.toContain(key.secret)
    const { rows } = await server.database.owner.query('select secret_hash from api_key where id = $1', [key.id])
    expect(JSON.stringify(rows)).not.toContain(key.secret)
    expect((await call(createOrganization, { name: 'X' })).status).toBe(200)
    server.clock.advance(61_000)
    expect((await call(createOrganization, { name: 'X' })).status).toBe(401)
    const other = await withKey(['organizations.write'])
    await other.admin(api.revokeApiKey, { id: other.key.id })
    expect((await other.call(createOrganization, { name: 'X' })).status).toBe(401)
  })
})

test('the last administrator cannot be removed', async () => {
  const { as } = await server.newEcosystem()
  const admin = await as('administrator')
  const me = (await admin(api.listMembers, {})).body.items[0]!
  expect((await admin(api.updateMember, { id: me.id, version: 1, role: 'analyst' })).status).toBe(409)
  expect((await admin(api.updateMember, { id: me.id, version: 1, disabled: true })).status).toBe(409)
})

test('a saved view is one’s own until it is shared, and the same name replaces it', async () => {
  const { as } = await server.newEcosystem()
  const [mine, other] = [await as('analyst'), await as('finance')]
  const names = async (call: Call) =>
    (await call(api.listViews, { list: 'partners' })).body.items.map((view) => [view.name, view.mine, view.query.tier])
  await mine(api.saveView, { list: 'partners', name: 'Gold', query: { tier: 'Gold' } })
  expect(await names(other)).toEqual([])
  const { body } = await mine(api.saveView, {
    list: 'partners',
    name: 'Gold',
    query: { tier: ['Gold', 'Platinum'] },
    shared: true,
  })
  expect(await names(other)).toEqual([['Gold', false, ['Gold', 'Platinum']]])
  expect((await other(api.deleteView, { id: body.id })).status).toBe(404)
})

test('set-up happens once', async () => {
  const anyone = server.callAs({})
  await server.newEcosystem()
  expect((await anyone(api.readSetUp, {})).body).toMatchObject({ needed: false, codeNeeded: false })
  const late = await anyone(api.setUp, { ecosystemName: 'Late', currency: 'EUR', ...someone() })
  expect([late.status, late.body.message]).toEqual([409, 'Hansa is already set up. Sign in instead.'])
})

describe('rules', () => {
  test('a session works in the place that was chosen and in no other; without a choice, in the oldest', () => {
    const places = [{ memberId: 'a' }, { memberId: 'b' }]
    expect(currentMembership(places, 'b')).toBe(places[1])
    expect(currentMembership(places, 'gone')).toBeUndefined()
    expect(currentMembership(places, null)).toBe(places[0])
    expect(currentMembership([], null)).toBeUndefined()
  })
  test('a partner’s role needs a partner, the others refuse one', () => {
    expect(partnerProblem('partner_member', undefined)).toContain('is missing')
    expect(partnerProblem('analyst', 'org_1')).toContain('only for')
    expect(partnerProblem('partner_member', 'org_1')).toBeUndefined()
  })
  test('scopes beyond a role are named', () => {
    expect(scopesBeyond('analyst', ['organizations.read', 'organizations.write'])).toEqual(['organizations.write'])
  })
})

describe('what could go wrong', () => {
  test('a form that another site sends cannot sign a browser in; a program without a browser can', async () => {
    const { person } = await signedIn()
    const body = JSON.stringify({ email: person.email, password: person.password })
    const send = (headers: Record<string, string>) =>
      server.app.request('/api/sign-in', { method: 'POST', headers, body })
    const forged = await send({ origin: 'https://elsewhere.test', 'content-type': 'text/plain' })
    expect([forged.status, forged.headers.getSetCookie()]).toEqual([403, []])
    expect((await send({})).status).toBe(200)
    expect((await send({ origin: 'https://ours.test', 'x-hansa': '1' })).status).toBe(200)
  })

  test('HEAD asks for no more than GET does', async () => {
    const { cookie } = await signedIn()
    expect((await server.app.request('/api/me', { method: 'HEAD', headers: { cookie } })).status).toBe(200)
  })

  test.each(['Mars/Olympus', '+01:00'])(
    'the time zone %s is refused, since every day is counted by it',
    async (timeZone) => {
      const call = await (await server.newEcosystem()).as('administrator')
      const answer = await call(api.updateEcosystem, { version: 1, timeZone })
      expect(answer.status).toBe(422)
      expect(answer.body.problems).toMatchObject([
        { field: 'timeZone', message: expect.stringContaining('Europe/Berlin') },
      ])
    },
  )

  test('a login for a partner that is not here is refused, and leaves no user behind', async () => {
    const call = await (await server.newEcosystem()).as('administrator')
    const person = { ...someone(), role: 'partner_member' as const }
    const answer = await call(api.addMember, { ...person, partnerId: 'org_01k9zzzzzzzzzzzzzzzzzzzzzz' })
    expect(answer.body.problems).toMatchObject([{ field: 'partnerId' }])
    const { rows } = await server.database.owner.query('select from auth_user where email = $1', [person.email])
    expect(rows).toHaveLength(0)
  })

  test('a person who has a login here already is named', async () => {
    const { admin, person } = await signedIn()
    const answer = await admin(api.addMember, { ...person, role: 'analyst' })
    expect([answer.status, answer.body.problems]).toEqual([
      409,
      [{ field: 'email', message: `"${person.email}" has a login here already` }],
    ])
  })

  test('a user whose making broke off before the password gets the one that is given next', async () => {
    const person = someone()
    const { id } = await server.auth.ensureUser(person)
    await server.database.owner.query('delete from auth_account where user_id = $1', [id])
    await server.auth.ensureUser({ ...person, password: 'another good phrase' })
    expect(await server.auth.checkPassword(person.email, 'another good phrase')).toBeDefined()
  })

  test('a password changes only where nobody works with it yet', async () => {
    const person = someone()
    await server.auth.ensureUser(person)
    await server.auth.ensureUser({ ...person, password: 'another good phrase' })
    expect(await server.auth.checkPassword(person.email, 'another good phrase')).toBeUndefined()
    await server.auth.ensureUser({ ...person, password: 'another good phrase' }, true)
    expect(await server.auth.checkPassword(person.email, 'another good phrase')).toBeDefined()
  })

  test('two administrators who end each other’s access at once leave one of them', async () => {
    const eco = await server.newEcosystem()
    const calls = [await eco.as('administrator'), await eco.as('administrator')]
    const [a, b] = (await calls[0]!(api.listMembers, {})).body.items
    const end = (call: Call, id: string) => call(api.updateMember, { id, version: 1, disabled: true })
    const answers = await Promise.all([end(calls[0]!, a!.id), end(calls[1]!, b!.id)])
    expect(answers.map((answer) => answer.status).sort((x, y) => x - y)).toEqual([200, 409])
  })
})
