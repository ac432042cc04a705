import * as security from '@hansa/contract/security'
import { forgotPassword, resetPassword, signIn, signInWithCode } from '@hansa/contract/sign-in'
import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { codeOf, fromBase32, stepAt } from './adapters/totp.ts'
import { browser, mailedSecret, signedIn, someone, told } from './fixtures/browser.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

let networks = 0
/** As though so many tries had failed already. */
const failedBefore = (key: string, tries: number) =>
  server.database.owner.query(
    'insert into auth_throttle values ($1, $2, $3, $3) on conflict (key) do update set tries = $2, touched_at = $3',
    [key, tries, server.clock.now()],
  )
const accountOf = (email: string) => `password ${createHash('sha256').update(email).digest('hex')}`

/** A network that nobody came from before. */
const elsewhere = () => `203.0.113.${networks++ % 250}`
const guess = 'not the password'

async function fail(email: string, network: string, times: number) {
  const { call } = browser(server, network)
  let answer = await call(signIn, { email, password: guess })
  for (let i = 1; i < times; i++) answer = await call(signIn, { email, password: guess })
  return answer
}

test('after a few failures from one network the next ones wait, longer each time, and are told how long', async () => {
  const { person } = await signedIn(server)
  const network = elsewhere()
  expect((await fail(person.email, network, 6)).status).toBe(401)
  const waits: number[] = []
  for (let i = 0; i < 8; i++) {
    // One more failure after each wait.
    const answer = await fail(person.email, network, 1)
    expect([answer.status, answer.body.code]).toEqual([429, 'too_many'])
    const wait = Number(answer.headers.get('retry-after'))
    expect(answer.body.message).toContain(`Try again in ${wait} seconds`)
    waits.push(wait)
    server.clock.advance(wait * 1000)
    await fail(person.email, network, 1)
  }
  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900])
})

test('while it waits even the right password is not looked at, and afterwards it opens and all is forgotten', async () => {
  const { person } = await signedIn(server)
  const network = elsewhere()
  const { email, password } = person
  await fail(email, network, 6)
  expect((await browser(server, network).call(signIn, { email, password })).status).toBe(429)
  server.clock.advance(15_000)
  expect((await browser(server, network).call(signIn, { email, password })).status).toBe(200)
  expect((await fail(email, network, 6)).status).toBe(401)
})

test('tries at the same moment are counted one by one', async () => {
  const { person } = await signedIn(server)
  const { call } = browser(server, elsewhere())
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => call(signIn, { email: person.email, password: guess })),
  )
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(6)
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(6)
})

test('an address that nobody has is slowed down in the same way', async () => {
  const { email } = someone()
  expect((await fail(email, elsewhere(), 7)).status).toBe(429)
})

test('others’ failures keep out neither the person’s own browser nor one that they have never used', async () => {
  const network = elsewhere()
  const { person, call, ecosystemId } = await signedIn(server, 'analyst', network)
  const { email, password } = person
  // From the person's own network, and from very many others.
  await fail(email, network, 8)
  await failedBefore(accountOf(email), 5000)
  for (let i = 0; i < 5; i++) await fail(email, elsewhere(), 1)
  expect((await call(signIn, { email, password })).status).toBe(200)
  expect((await browser(server, elsewhere()).call(signIn, { email, password })).status).toBe(200)
  expect((await told(server, ecosystemId)).filter((verb) => verb === 'sign_in.failed').length).toBeGreaterThan(10)
})

test('under pressure a network that is new to the account has one guess', async () => {
  const { person } = await signedIn(server)
  await failedBefore(accountOf(person.email), 100)
  const network = elsewhere()
  expect((await fail(person.email, network, 2)).status).toBe(401)
  expect((await fail(person.email, network, 1)).status).toBe(429)
})

test('who is kept out by others of the same network comes in by the mailed link', async () => {
  const network = elsewhere()
  const { person } = await signedIn(server)
  const { email } = person
  await fail(email, network, 7)
  const kept = browser(server, network)
  expect((await kept.call(signIn, { email, password: person.password })).status).toBe(429)
  await kept.call(forgotPassword, { email })
  const token = (await mailedSecret(server, email))!
  expect((await kept.call(resetPassword, { token, password: 'another good phrase' })).status).toBe(200)
  expect((await kept.call(signIn, { email, password: 'another good phrase' })).status).toBe(200)
})

test('a network that fails with many accounts waits with all of them; a browser that is known there does not', async () => {
  const network = elsewhere()
  const { person, call } = await signedIn(server, 'analyst', network)
  await failedBefore(`password network ${network}`, 100)
  await fail(someone().email, network, 1)
  expect((await fail(someone().email, network, 1)).status).toBe(429)
  expect((await call(signIn, { email: person.email, password: person.password })).status).toBe(200)
})

test('codes of the second step and secrets of links are slowed down as well; a right link always works', async () => {
  const { person, call } = await signedIn(server)
  const { email, password } = person
  const { secret } = (await call(security.beginTwoFactor, { password })).body
  await call(security.confirmTwoFactor, { code: codeOf(fromBase32(secret), stepAt(server.clock.now())) })
  server.clock.advance(30_000)
  const network = elsewhere()
  const half = browser(server, network)
  await half.call(signIn, { email, password })
  for (let i = 0; i < 6; i++) expect((await half.call(signInWithCode, { code: '000000' })).status).toBe(401)
  expect((await half.call(signInWithCode, { code: '000000' })).status).toBe(429)

  const invalid = 'x'.repeat(40)
  await failedBefore(`link network ${network}`, 20)
  for (let i = 0; i < 2; i++) await half.call(resetPassword, { token: invalid, password: 'a good long one' })
  expect((await half.call(resetPassword, { token: invalid, password: 'a good long one' })).status).toBe(429)
  await half.call(forgotPassword, { email })
  const token = (await mailedSecret(server, email))!
  expect((await half.call(resetPassword, { token, password: 'a good long one' })).status).toBe(200)
})
