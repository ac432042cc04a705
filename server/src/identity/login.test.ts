import { inviteColleague, listColleagues } from '@hansa/contract/access'
import {
  addMember,
  createApiKey,
  readMe,
  switchMembership,
  updateEcosystem,
  updateMember,
} from '@hansa/contract/identity'
import { createOrganization } from '@hansa/contract/organizations'
import * as security from '@hansa/contract/security'
import { confirmEmail, forgotPassword, resetPassword, signIn } from '@hansa/contract/sign-in'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { browser, mailedSecret, mailsTo, signedIn, someone, told } from './fixtures/browser.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const next = 'another good phrase'

describe('a forgotten password', () => {
  test('is replaced by the mailed link, once, and ends every session', async () => {
    const { call, person, ecosystemId } = await signedIn(server)
    const anyone = browser(server)
    await anyone.call(forgotPassword, { email: person.email })
    const token = (await mailedSecret(server, person.email))!
    expect((await anyone.call(resetPassword, { token, password: next })).status).toBe(200)
    expect((await call(readMe, {})).status).toBe(401)
    expect((await anyone.call(signIn, { email: person.email, password: person.password })).status).toBe(401)
    expect((await anyone.call(signIn, { email: person.email, password: next })).status).toBe(200)
    expect((await anyone.call(resetPassword, { token, password: 'a third phrase' })).status).toBe(404)
    expect(await told(server, ecosystemId)).toEqual(expect.arrayContaining(['password.reset_asked', 'password.reset']))
    const { rows } = await server.database.owner.query(
      'select (e.*)::text from event e where ecosystem_id = $1 union all select (t.*)::text from auth_token t',
      [ecosystemId],
    )
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('says the same, and takes as long, whether or not anybody signs in with the address', async () => {
    const { person } = await signedIn(server)
    const ask = async (email: string) => {
      const began = performance.now()
      const { status, text } = await browser(server).call(forgotPassword, { email })
      return { status, text, slow: performance.now() - began >= 195 }
    }
    const nobody = `nobody-${person.email}`
    expect(await ask(person.email)).toEqual({ status: 200, text: '{"done":true}', slow: true })
    expect(await ask(nobody)).toEqual({ status: 200, text: '{"done":true}', slow: true })
    expect(await mailsTo(server, nobody)).toBe(0)
  })

  test('has a link for an hour, and the latest one alone', async () => {
    const { person } = await signedIn(server)
    const { call } = browser(server)
    await call(forgotPassword, { email: person.email })
    const first = (await mailedSecret(server, person.email))!
    server.clock.advance(1000)
    await call(forgotPassword, { email: person.email })
    const second = (await mailedSecret(server, person.email))!
    expect((await call(resetPassword, { token: first, password: next })).status).toBe(404)
    server.clock.advance(61 * 60_000)
    expect((await call(resetPassword, { token: second, password: next })).status).toBe(404)
  })

  test('does not fill anybody’s letter box', async () => {
    const { person } = await signedIn(server)
    for (let i = 0; i < 8; i++) await browser(server).call(forgotPassword, { email: person.email })
    expect(await mailsTo(server, person.email)).toBe(5)
  })
})

describe('one’s own login', () => {
  test('gets another password with the present one, and the other sessions end', async () => {
    const { call, person, ecosystemId } = await signedIn(server)
    const elsewhere = browser(server)
    await elsewhere.call(signIn, { email: person.email, password: person.password })
    const wrong = await call(security.changePassword, { current: 'not the present one', password: next })
    expect([wrong.status, wrong.body.problems?.[0]?.field]).toEqual([422, 'current'])
    expect((await call(security.changePassword, { current: person.password, password: next })).status).toBe(200)
    expect((await elsewhere.call(readMe, {})).status).toBe(401)
    expect((await call(readMe, {})).status).toBe(200)
    expect(await told(server, ecosystemId)).toContain('password.changed')
    expect(await mailsTo(server, person.email)).toBe(1)
  })

  test('gets another address once that one is confirmed, and not before', async () => {
    const { call, person } = await signedIn(server)
    const { email } = someone()
    expect((await call(security.changeEmail, { email, password: 'wrong one here' })).status).toBe(422)
    await call(security.changeEmail, { email, password: person.password })
    expect((await call(readMe, {})).body.user.email).toBe(person.email)
    const token = (await mailedSecret(server, email))!
    expect((await browser(server).call(confirmEmail, { token })).body).toEqual({ email })
    expect((await call(readMe, {})).body.user.email).toBe(email)
    expect((await call(security.readSecurity, {})).body).toMatchObject({ email, emailVerified: true })
    expect((await browser(server).call(signIn, { email: person.email, password: person.password })).status).toBe(401)
    expect((await browser(server).call(signIn, { email, password: person.password })).status).toBe(200)
    expect((await browser(server).call(confirmEmail, { token })).status).toBe(404)
  })

  test('cannot take an address that somebody else signs in with, nor learn that it is taken', async () => {
    const [one, other] = [await signedIn(server), await signedIn(server)]
    const before = await mailsTo(server, other.person.email)
    const answer = await one.call(security.changeEmail, { email: other.person.email, password: one.person.password })
    expect([answer.status, await mailsTo(server, other.person.email)]).toEqual([200, before])
  })

  test('is nobody’s business but a signed-in person’s: a key cannot change it', async () => {
    const { call } = await signedIn(server, 'administrator')
    const { secret } = (await call(createApiKey, { name: 'k', scopes: ['ecosystem.read'] })).body
    const key = server.callAs({ authorization: `Bearer ${secret}` })
    expect((await key(security.changePassword, { current: 'x', password: next })).status).toBe(403)
    expect((await key(security.listSessions, {})).status).toBe(403)
    expect((await key(readMe, {})).body.memberships).toHaveLength(1)
  })
})

describe('sessions', () => {
  test('are listed with device, place and last use, and end one by one or all but this one', async () => {
    const { call, person, ecosystemId } = await signedIn(server)
    const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit Version/18.0 Mobile Safari/604.1'
    const phone = browser(server, '198.51.100.2', agent)
    await phone.call(signIn, { email: person.email, password: person.password })
    server.clock.advance(3_600_000)
    await phone.call(readMe, {})
    const { items } = (await call(security.listSessions, {})).body
    expect(items.map(({ device, place, current }) => [device, place, current])).toEqual([
      ['Firefox · Linux', 'Test', true],
      ['Safari · iPhone', 'Test', false],
    ])
    expect(items[1]!.lastSeenAt).toBe(server.clock.now().toISOString())
    await call(security.endSession, { id: items[1]!.id })
    expect((await phone.call(readMe, {})).status).toBe(401)
    await phone.call(signIn, { email: person.email, password: person.password })
    expect((await call(security.endOtherSessions, {})).body).toEqual({ ended: 1 })
    expect((await phone.call(readMe, {})).status).toBe(401)
    expect((await call(readMe, {})).status).toBe(200)
    expect((await told(server, ecosystemId)).filter((verb) => verb === 'session.revoked')).toHaveLength(2)
  })

  test('of others are not there to be ended', async () => {
    const [one, other] = [await signedIn(server), await signedIn(server)]
    const { id } = (await other.call(security.listSessions, {})).body.items[0]!
    expect((await one.call(security.endSession, { id })).status).toBe(404)
    expect((await other.call(readMe, {})).status).toBe(200)
  })

  test('off-boarding ends an open session and a key in use at once, and leaves other places alone', async () => {
    const first = await signedIn(server, 'administrator')
    const { person } = first
    const second = await server.newEcosystem()
    const elsewhere = await second.as('administrator')
    await elsewhere(addMember, { ...person, role: 'analyst' })
    const other = browser(server)
    await other.call(signIn, { email: person.email, password: person.password })
    const there = (await other.call(readMe, {})).body.memberships.find((place) => place.role === 'analyst')!
    await other.call(switchMembership, { membershipId: there.id })
    const { secret } = (await first.call(createApiKey, { name: 'k', scopes: ['organizations.write'] })).body
    const key = server.callAs({ authorization: `Bearer ${secret}` })
    expect((await key(createOrganization, { name: 'Before' })).status).toBe(200)

    await first.admin(updateMember, { id: first.member.id, version: 1, disabled: true })
    expect((await first.call(readMe, {})).status).toBe(401)
    expect((await key(createOrganization, { name: 'After' })).status).toBe(401)
    expect((await other.call(readMe, {})).body.ecosystem.id).toBe(second.ecosystemId)

    await first.admin(updateMember, { id: first.member.id, version: 2, disabled: false })
    expect((await first.call(readMe, {})).status).toBe(401)
    expect((await key(createOrganization, { name: 'After' })).status).toBe(401)
  })
})

test('a partner’s person makes keys of their own, for what their role may do and nothing else', async () => {
  const eco = await server.newEcosystem()
  const { id } = (await (await eco.as('administrator'))(createOrganization, { name: 'Nordwind' })).body
  const partner = await eco.as('partner_administrator', id)
  expect((await partner(createApiKey, { name: 'k', scopes: ['organizations.read'] })).status).toBe(422)
  const { secret } = (await partner(createApiKey, { name: 'k', scopes: ['colleagues.read'] })).body
  const key = server.callAs({ authorization: `Bearer ${secret}` })
  expect((await key(listColleagues, {})).body.items).toHaveLength(1)
  expect((await key(inviteColleague, { email: 'z@hansa.test', role: 'partner_member' })).status).toBe(403)
})

test('only an administrator decides whether a second factor is asked for', async () => {
  const { as } = await server.newEcosystem()
  expect((await (await as('analyst'))(updateEcosystem, { version: 1, requireTwoFactor: true })).status).toBe(403)
})
