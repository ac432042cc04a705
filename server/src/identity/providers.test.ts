import * as access from '@hansa/contract/access'
import { addMember, readMe, switchMembership } from '@hansa/contract/identity'
import { createOrganization } from '@hansa/contract/organizations'
import * as security from '@hansa/contract/security'
import * as entry from '@hansa/contract/sign-in'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { codeOf, fromBase32, stepAt } from './adapters/totp.ts'
import { browser, mailedSecret, signedIn, someone, told, type Browser } from './fixtures/browser.ts'
import { client, startProvider, type TestProvider } from './fixtures/provider.ts'

let server: TestServer
let provider: TestProvider
beforeAll(async () => {
  server = await testServer()
  provider = await startProvider('http://hansa.test/sign-in/back')
  process.env.HANSA_OIDC_LOOPBACK = '1'
})
afterEach(() => provider.forge())
afterAll(async () => {
  delete process.env.HANSA_OIDC_LOOPBACK
  await provider.close()
})

type Facts = { domains?: string[]; defaultRole?: 'analyst' | null }
async function ecosystem(facts: Facts = {}) {
  const eco = await server.newEcosystem()
  const admin = await eco.as('administrator')
  const added = await admin(access.addSignInProvider, {
    name: 'Corporate',
    issuer: provider.issuer,
    ...client,
    ...facts,
  })
  return { ...eco, admin, providerId: added.body.id, added }
}
type Ecosystem = Awaited<ReturnType<typeof ecosystem>>

/** Somebody whom the provider knows, by a name of their own. */
function known(verified = true) {
  const { email, name } = someone()
  const login = email.split('@')[0]!
  provider.people.set(login, { email, email_verified: verified, name })
  return { email, name, login }
}

const begin = async ({ providerId }: { providerId: string }, own: Browser, more: object = {}) =>
  (await own.call(entry.startProvider, { providerId, ...more })).body.url
const finish = (own: Browser, back: URL) => own.call(entry.finishProvider, { query: back.search.slice(1) })
/** All of it: out, signed in there, and back. */
async function comeIn(eco: Ecosystem, login: string, own = browser(server), more: object = {}) {
  return { ...own, answer: await finish(own, await provider.signIn(await begin(eco, own, more), login)) }
}
const invite = (eco: Ecosystem, email: string) => eco.admin(access.invite, { email, role: 'finance' })

describe('signing in through a provider', () => {
  test('lets in who is invited, and knows them again by what the provider calls them', async () => {
    const eco = await ecosystem()
    const { email, login } = known()
    await invite(eco, email)
    const { answer, call } = await comeIn(eco, login)
    expect([answer.status, answer.body]).toEqual([200, { next: 'home', door: 'workspace', path: null }])
    expect((await call(readMe, {})).body).toMatchObject({
      user: { email },
      role: 'finance',
      ecosystem: { id: eco.ecosystemId },
    })
    provider.people.set(login, { email: `changed-${email}`, email_verified: false })
    const again = await comeIn(eco, login)
    expect((await again.call(readMe, {})).body.user.email).toBe(email)
    expect(await told(server, eco.ecosystemId)).toEqual(
      expect.arrayContaining(['sign_in_provider.added', 'member.invited', 'member.accepted', 'sign_in.succeeded']),
    )
  })

  test('accepts the invitation that the person came with, and leads to where they wanted', async () => {
    const eco = await ecosystem()
    const partnerId = (await eco.admin(createOrganization, { name: 'Nordwind' })).body.id
    const { email, login } = known()
    await eco.admin(access.invite, { email, role: 'partner_administrator', partnerId })
    const invitation = (await mailedSecret(server, email))!
    expect((await browser(server).call(entry.openInvitation, { token: invitation })).body.providers).toEqual([
      { id: eco.providerId, name: 'Corporate' },
    ])
    const other = known()
    const wrong = await comeIn(eco, other.login, browser(server), { invitation })
    expect([wrong.answer.status, wrong.answer.body.message]).toEqual([
      403,
      `The invitation is for ${email}, but you signed in as ${other.email}.`,
    ])
    const { answer } = await comeIn(eco, login, browser(server), { invitation, next: '/portal/people', door: 'portal' })
    expect(answer.body).toEqual({ next: 'home', door: 'portal', path: '/portal/people' })
    const again = await browser(server).call(entry.startProvider, { providerId: eco.providerId, invitation })
    expect(again.status).toBe(404)
  })

  test('refuses who was not invited, unless the provider’s people have a role by default', async () => {
    const closed = await ecosystem()
    const { login, email } = known()
    const refused = await comeIn(closed, login)
    expect([refused.answer.status, refused.cookies.has('hansa.session_token')]).toEqual([403, false])
    const open = await ecosystem({ defaultRole: 'analyst', domains: ['hansa.test'] })
    expect((await (await comeIn(open, login)).call(readMe, {})).body).toMatchObject({
      role: 'analyst',
      user: { email },
    })
    const elsewhere = await ecosystem({ defaultRole: 'analyst', domains: ['other.test'] })
    expect((await comeIn(elsewhere, login)).answer.body.message).toContain('not of a domain')
  })

  test('asks for the second factor of who has one', async () => {
    const eco = await ecosystem()
    const { email, login } = known()
    await invite(eco, email)
    const first = await comeIn(eco, login)
    const { secret } = (await first.call(security.beginTwoFactor, {})).body
    const code = () => codeOf(fromBase32(secret), stepAt(server.clock.now()))
    expect((await first.call(security.confirmTwoFactor, { code: code() })).status).toBe(200)
    server.clock.advance(30_000)
    const again = await comeIn(eco, login)
    expect(again.answer.body.next).toBe('two_factor')
    expect((await again.call(readMe, {})).status).toBe(401)
    expect((await again.call(entry.signInWithCode, { code: code() })).body.next).toBe('home')
    expect((await again.call(readMe, {})).status).toBe(200)
  })
})

describe('what a provider says counts only where it may', () => {
  test('an address that it has not verified opens nothing', async () => {
    const eco = await ecosystem({ defaultRole: 'analyst' })
    const { login, email } = known(false)
    await eco.admin(addMember, { email, name: 'G', role: 'administrator', password: 'correct horse battery' })
    const { answer, cookies } = await comeIn(eco, login)
    expect([answer.status, answer.body.message]).toEqual([403, expect.stringContaining('has not verified')])
    expect(cookies.has('hansa.session_token')).toBe(false)
  })

  test('one ecosystem’s provider opens no other: its sessions see, switch to and change nothing there', async () => {
    const elsewhere = await signedIn(server)
    const eco = await ecosystem()
    const login = elsewhere.person.email.split('@')[0]!
    provider.people.set(login, { email: elsewhere.person.email, email_verified: true })
    // The login is proven to be theirs, and works in both places.
    await elsewhere.call(security.changeEmail, { email: elsewhere.person.email, password: elsewhere.person.password })
    await elsewhere.call(entry.confirmEmail, { token: (await mailedSecret(server, elsewhere.person.email))! })
    await invite(eco, elsewhere.person.email)
    const { call } = await comeIn(eco, login)
    expect((await call(readMe, {})).body.memberships.map((place) => place.role)).toEqual(['finance'])
    expect((await call(switchMembership, { membershipId: elsewhere.member.id })).status).toBe(422)
    expect((await call(security.listSessions, {})).body.items).toHaveLength(1)
    expect((await call(security.beginTwoFactor, { password: elsewhere.person.password })).status).toBe(403)
    expect((await elsewhere.call(readMe, {})).body.memberships).toHaveLength(2)
  })

  test('a login that nobody has proven, and that is good elsewhere, is not taken over', async () => {
    const elsewhere = await signedIn(server)
    const eco = await ecosystem({ defaultRole: 'analyst' })
    const login = elsewhere.person.email.split('@')[0]!
    provider.people.set(login, { email: elsewhere.person.email, email_verified: true })
    const { answer } = await comeIn(eco, login)
    expect([answer.status, answer.body.message]).toEqual([403, expect.stringContaining('not confirmed here')])
  })
})

describe('a forged answer', () => {
  const forged: [string, (claims: Record<string, unknown>) => Record<string, unknown>][] = [
    ['for another client', (claims) => ({ ...claims, aud: 'somebody-else' })],
    ['that has expired', (claims) => ({ ...claims, iat: 1_700_000_000, exp: 1_700_000_600 })],
    ['of another issuer', (claims) => ({ ...claims, iss: 'https://evil.test' })],
    ['to another sign-in (nonce)', (claims) => ({ ...claims, nonce: 'replayed' })],
  ]
  test.each(forged)('%s is refused', async (_, change) => {
    const eco = await ecosystem({ defaultRole: 'analyst' })
    const { login } = known()
    provider.forge(change)
    const { answer, cookies } = await comeIn(eco, login)
    expect([answer.status, answer.body.message]).toEqual([401, expect.stringContaining('does not hold')])
    expect(cookies.has('hansa.session_token')).toBe(false)
    provider.forge()
    expect((await comeIn(eco, login)).answer.status).toBe(200)
  })

  test('signed with another key is refused', async () => {
    const eco = await ecosystem({ defaultRole: 'analyst' })
    provider.forge((claims) => claims, 'wrong')
    const { answer, cookies } = await comeIn(eco, known().login)
    expect([answer.status, cookies.has('hansa.session_token')]).toEqual([401, false])
  })

  test('that was used already, that another browser asked for, or that comes late, is refused', async () => {
    const eco = await ecosystem({ defaultRole: 'analyst' })
    const { login } = known()
    const own = browser(server)
    const back = await provider.signIn(await begin(eco, own), login)
    const thief = browser(server)
    const stolen = await finish(thief, back)
    expect([stolen.status, stolen.body.message]).toEqual([401, expect.stringContaining('not begun in this browser')])
    expect((await finish(own, back)).status).toBe(401)

    const late = await provider.signIn(await begin(eco, own), login)
    server.clock.advance(11 * 60_000)
    expect((await finish(own, late)).status).toBe(401)

    const first = await provider.signIn(await begin(eco, own), login)
    const { searchParams } = new URL(await begin(eco, own))
    const swapped = new URL(first)
    swapped.searchParams.set('state', searchParams.get('state')!)
    expect((await finish(own, swapped)).status).toBe(401)
  })
})

describe('a provider’s settings', () => {
  test('take a secret and never give it out, and keep it encrypted', async () => {
    const { admin, providerId, added, ecosystemId } = await ecosystem()
    expect(added.status).toBe(200)
    const changed = await admin(access.updateSignInProvider, { id: providerId, version: 1, name: 'Renamed' })
    expect(changed.body).toMatchObject({ name: 'Renamed', issuer: provider.issuer, enabled: true })
    expect(`${added.text}${changed.text}${(await admin(access.listSignInProviders, {})).text}`).not.toContain(
      client.clientSecret,
    )
    const { rows } = await server.database.owner.query(
      'select (p.*)::text from sign_in_provider p union all select (e.*)::text from event e where ecosystem_id = $1',
      [ecosystemId],
    )
    expect(JSON.stringify(rows)).not.toContain(client.clientSecret)
    expect((await admin(access.checkSignInProvider, { id: providerId })).body).toEqual({
      reachable: true,
      problem: null,
    })
  })

  test('that are switched off or removed let nobody in, and end the sessions that they opened', async () => {
    const eco = await ecosystem({ defaultRole: 'analyst' })
    const { call } = await comeIn(eco, known().login)
    await eco.admin(access.updateSignInProvider, { id: eco.providerId, version: 1, enabled: false })
    expect((await browser(server).call(entry.startProvider, { providerId: eco.providerId })).status).toBe(404)
    const shown = (await browser(server).call(entry.readSignIn, {})).body.providers
    expect(shown.map((one) => one.id)).not.toContain(eco.providerId)
    await eco.admin(access.removeSignInProvider, { id: eco.providerId })
    expect((await call(readMe, {})).status).toBe(401)
  })

  test('name only addresses that this server may call', async () => {
    const { admin } = await ecosystem()
    delete process.env.HANSA_OIDC_LOOPBACK
    try {
      for (const issuer of [
        'http://login.example.com',
        'https://127.0.0.1',
        'https://[::1]/',
        'https://169.254.169.254',
        'https://10.0.0.1/x',
      ])
        expect(
          (await admin(access.addSignInProvider, { name: 'X', issuer, ...client })).body.problems?.[0]?.field,
          issuer,
        ).toBe('issuer')
    } finally {
      process.env.HANSA_OIDC_LOOPBACK = '1'
    }
  })
})
