import { addMember, createApiKey, listMembers, readMe, resetTwoFactor, updateEcosystem } from '@hansa/contract/identity'
import * as security from '@hansa/contract/security'
import { signIn, signInWithCode } from '@hansa/contract/sign-in'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { base32, codeOf, fromBase32, stepAt, stepOf, uriOf } from './adapters/totp.ts'
import { browser, mailsTo, signedIn, told } from './fixtures/browser.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const codeNow = (secret: string) => codeOf(fromBase32(secret), stepAt(server.clock.now()))
const later = () => server.clock.advance(30_000)

/** A signed-in person who has set the second factor up. */
async function withFactor(role: 'administrator' | 'analyst' = 'analyst') {
  const it = await signedIn(server, role)
  const { secret, uri } = (await it.call(security.beginTwoFactor, { password: it.person.password })).body
  const { recoveryCodes } = (await it.call(security.confirmTwoFactor, { code: codeNow(secret) })).body
  later()
  const { email, password } = it.person
  /** A sign-in up to its second step. */
  const half = async () => {
    const fresh = browser(server)
    const { body } = await fresh.call(signIn, { email, password })
    return { ...fresh, next: body.next }
  }
  return { ...it, secret, uri, recoveryCodes, half }
}

describe('codes', () => {
  test('are those of RFC 6238', () => {
    // Appendix B gives eight digits; six are their last six.
    const secret = new TextEncoder().encode('12345678901234567890')
    for (const [seconds, code] of [
      [59, '287082'],
      [1111111109, '081804'],
      [1111111111, '050471'],
      [1234567890, '005924'],
      [2000000000, '279037'],
      [20000000000, '353130'],
    ] as const)
      expect(codeOf(secret, stepAt(new Date(seconds * 1000)))).toBe(code)
  })
  test('are taken from the half minute before and after, as clocks differ, and from no other', () => {
    const secret = new TextEncoder().encode('12345678901234567890')
    const now = new Date(1111111111_000)
    const step = stepAt(now)
    const taken = [-2, -1, 0, 1, 2].map((by) => stepOf(secret, codeOf(secret, step + by), now) === step + by)
    expect(taken).toEqual([false, true, true, true, false])
    expect(['', '1', '12345678', 'abcdef', '０５０４７１'].map((code) => stepOf(secret, code, now))).toEqual(
      Array(5).fill(undefined),
    )
  })
  test('have secrets that survive being written down', () => {
    const bytes = Uint8Array.from({ length: 20 }, (_, i) => (i * 97) % 256)
    expect(fromBase32(base32(bytes))).toEqual(bytes)
    expect(uriOf('Hansa', 'a b@x.test', 'ABC')).toBe(
      'otpauth://totp/Hansa:a%20b%40x.test?secret=ABC&issuer=Hansa&algorithm=SHA1&digits=6&period=30',
    )
  })
})

describe('the second factor', () => {
  test('makes signing in two steps', async () => {
    const { half, secret, ecosystemId } = await withFactor()
    const { call, next } = await half()
    expect(next).toBe('two_factor')
    expect((await call(readMe, {})).status).toBe(401)
    expect((await call(signInWithCode, { code: codeNow(secret) })).body.next).toBe('home')
    expect((await call(readMe, {})).status).toBe(200)
    expect(await told(server, ecosystemId)).toEqual(expect.arrayContaining(['two_factor.enabled', 'sign_in.succeeded']))
  })

  test('is set up with the password, counts only once confirmed, and ends the other sessions', async () => {
    const { call, person } = await signedIn(server)
    const other = browser(server)
    const { email, password } = person
    await other.call(signIn, { email, password })
    expect((await call(security.beginTwoFactor, {})).body.problems?.[0]?.field).toBe('password')
    const { secret } = (await call(security.beginTwoFactor, { password })).body
    expect((await browser(server).call(signIn, { email, password })).body.next).toBe('home')
    expect((await call(security.confirmTwoFactor, { code: '000000' })).status).toBe(422)
    expect((await call(security.confirmTwoFactor, { code: codeNow(secret) })).body.recoveryCodes).toHaveLength(10)
    expect((await other.call(readMe, {})).status).toBe(401)
    expect((await call(security.readSecurity, {})).body).toMatchObject({ twoFactor: true, recoveryCodesLeft: 10 })
    expect((await call(security.beginTwoFactor, { password })).status).toBe(409)
  })

  test('takes a code once: not again within its half minute, and not by two at the same time', async () => {
    const { half, secret } = await withFactor()
    const code = codeNow(secret)
    const both = await Promise.all([await half(), await half()].map(({ call }) => call(signInWithCode, { code })))
    expect(both.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 401])
    expect((await (await half()).call(signInWithCode, { code })).status).toBe(401)
    later()
    expect((await (await half()).call(signInWithCode, { code: codeNow(secret) })).status).toBe(200)
  })

  test('takes each recovery code once, however it is typed', async () => {
    const { half, recoveryCodes, call } = await withFactor()
    const [first, second] = recoveryCodes as [string, string]
    expect((await (await half()).call(signInWithCode, { code: first.toUpperCase().replace('-', ' ') })).status).toBe(
      200,
    )
    expect((await (await half()).call(signInWithCode, { code: first })).status).toBe(401)
    expect((await call(security.readSecurity, {})).body.recoveryCodesLeft).toBe(9)
    later()
    const renewed = (await call(security.renewRecoveryCodes, { code: second })).body.recoveryCodes
    expect((await (await half()).call(signInWithCode, { code: recoveryCodes[3]! })).status).toBe(401)
    expect((await (await half()).call(signInWithCode, { code: renewed[3]! })).status).toBe(200)
  })

  test('is asked within ten minutes of the password, in the browser that gave it', async () => {
    const { half, secret } = await withFactor()
    expect((await browser(server).call(signInWithCode, { code: codeNow(secret) })).status).toBe(401)
    const late = await half()
    server.clock.advance(11 * 60_000)
    expect((await late.call(signInWithCode, { code: codeNow(secret) })).body.message).toContain('took too long')
  })

  test('is kept encrypted, and its recovery codes as hashes', async () => {
    const { secret, recoveryCodes } = await withFactor()
    const { rows } = await server.database.owner.query(
      'select (t.*)::text from auth_two_factor t union all select (r.*)::text from auth_recovery_code r union all select (e.*)::text from event e',
    )
    const kept = JSON.stringify(rows)
    expect(kept.length).toBeGreaterThan(500)
    for (const one of [secret, ...recoveryCodes, recoveryCodes[0]!.replace('-', '')]) expect(kept).not.toContain(one)
  })

  test('is switched off with a code, and tells the log', async () => {
    const { call, secret, person, ecosystemId } = await withFactor()
    expect((await call(security.disableTwoFactor, { code: '123456' })).status).toBe(422)
    expect((await call(security.disableTwoFactor, { code: codeNow(secret) })).status).toBe(200)
    const { email, password } = person
    expect((await browser(server).call(signIn, { email, password })).body.next).toBe('home')
    expect(await told(server, ecosystemId)).toContain('two_factor.disabled')
  })
})

describe('who has lost telephone and codes', () => {
  test('is helped by an administrator, told by mail, and signed out', async () => {
    const { admin, call, member, person, ecosystemId } = await withFactor()
    expect((await admin(resetTwoFactor, { id: member.id })).status).toBe(200)
    expect((await call(readMe, {})).status).toBe(401)
    const { email, password } = person
    expect((await browser(server).call(signIn, { email, password })).body.next).toBe('home')
    expect(await told(server, ecosystemId)).toContain('two_factor.reset')
    expect(await mailsTo(server, email)).toBe(2)
  })

  test('and works elsewhere too, is not: another ecosystem relies on the same second step', async () => {
    const { admin, member, person, half } = await withFactor()
    await (
      await (await server.newEcosystem()).as('administrator')
    )(addMember, { ...person, role: 'finance' })
    expect((await admin(resetTwoFactor, { id: member.id })).status).toBe(409)
    expect((await half()).next).toBe('two_factor')
  })
})

describe('an ecosystem that asks for it', () => {
  test('opens nothing but the set-up to who lacks it, and everything afterwards', async () => {
    const { admin, person, call } = await signedIn(server, 'administrator')
    await admin(updateEcosystem, { version: 1, requireTwoFactor: true })
    expect((await call(readMe, {})).body).toMatchObject({ mustSetUpTwoFactor: true, permissions: [] })
    expect((await call(listMembers, {})).status).toBe(403)
    expect((await call(createApiKey, { name: 'k', scopes: ['ecosystem.read'] })).status).toBe(403)
    const { secret } = (await call(security.beginTwoFactor, { password: person.password })).body
    await call(security.confirmTwoFactor, { code: codeNow(secret) })
    expect((await call(readMe, {})).body.mustSetUpTwoFactor).toBe(false)
    expect((await call(listMembers, {})).status).toBe(200)
    later()
    const off = await call(security.disableTwoFactor, { code: codeNow(secret) })
    expect([off.status, off.body.message]).toEqual([
      409,
      'Test asks for a second factor, so it cannot be switched off.',
    ])
    expect((await call(security.readSecurity, {})).body).toMatchObject({ twoFactor: true, twoFactorRequired: true })
  })

  test('does not ask it of its people elsewhere', async () => {
    const { person, call } = await signedIn(server)
    const other = await server.newEcosystem()
    const admin = await other.as('administrator')
    await admin(addMember, { ...person, role: 'finance' })
    await admin(updateEcosystem, { version: 1, requireTwoFactor: true })
    expect((await call(readMe, {})).body.mustSetUpTwoFactor).toBe(false)
    expect((await call(listMembers, {})).status).toBe(200)
  })
})
