import { RegistrationRules } from '@hansa/contract/registration-rules'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { api, courtroom } from './fixtures/courtroom.ts'
import { acted, mayAct } from './rules/registration/acts.ts'
import { drafted, type Registration, type RuleBook } from './rules/registration/registration.ts'

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})
const aDay = 86_400_000

test('a partner’s silence with its protected customer is reminded of, then at risk, and over with the next report', async () => {
  const { alpha, manager, reviewer } = await room.court()
  const id = await room.send(alpha)
  await room.approve(reviewer, id)
  const silence = async () => [(await room.own(alpha, id)).silence, (await room.seen(manager, id)).silence]
  expect(await silence()).toEqual(['none', 'none'])
  const pass = async (days: number) => {
    server.clock.advance(days * aDay)
    await server.tick()
  }
  await pass(30)
  expect(await silence()).toEqual(['reminded', 'reminded'])
  await pass(15)
  expect(await silence()).toEqual(['at_risk', 'at_risk'])
  const { version } = await room.own(alpha, id)
  await alpha(api.reportRegistrationProgress, { id, version, text: 'A second workshop.' })
  expect(await silence()).toEqual(['none', 'none'])
})

test('the outcome of an appeal and its reasons reach both sides: the partner, and whose decision it was', async () => {
  const { eco, alpha, manager, reviewer } = await room.court()
  const id = await room.send(alpha)
  const version = async () => (await room.own(alpha, id)).version
  await reviewer(api.rejectRegistration, { id, version: await version(), reason: 'not_qualified' })
  await alpha(api.appealRegistration, { id, version: await version(), text: 'It is.' })
  const text = 'The workshop shows it.'
  expect((await reviewer(api.overturnRegistration, { id, version: await version(), text })).status).toBe(409)
  await manager(api.overturnRegistration, { id, version: await version(), text })
  await server.settle()
  expect((await room.own(alpha, id)).receipt.ruling).toMatchObject({ act: 'overturn', text })
  const mails = await server.database.owner.query<{ to_name: string; text: string }>(
    `select to_name, subject::text || paragraphs::text as text from mail where ecosystem_id = $1 and about_id = $2`,
    [eco.ecosystemId, id],
  )
  const about = mails.rows.filter((mail) => mail.text.includes(text)).map(({ to_name }) => to_name)
  expect(new Set(about)).toEqual(new Set(['A partner_member', 'A reviewer']))
})

describe('the longest total', () => {
  const book: RuleBook = {
    rules: RegistrationRules.parse({}),
    calendar: { workingDays: [1, 2, 3, 4, 5], holidays: [], timeZone: 'UTC' },
  }
  const at = (day: string) => new Date(`${day}T09:00:00Z`)
  /** Expired after so many days of protection. */
  const expired = (days: number): Registration => ({
    ...drafted(at('2026-01-01')),
    state: 'expired',
    protectedFrom: at('2026-01-01'),
    protectedUntil: new Date(at('2026-01-01').getTime() + days * aDay),
    extensions: 1,
  })

  test('holds over a reinstatement too', () => {
    const it = expired(350)
    const acting = { by: 'vendor', at: at('2026-12-20') } as const
    expect(mayAct(it, 'reinstate', acting, book)).toBe(true)
    const again = acted(it, 'reinstate', acting, book)
    expect(again.protectedUntil).toEqual(at('2027-01-01'))
    expect([again.protectedFrom, again.extensions]).toEqual([at('2026-01-01'), 1])
    const most = expired(365)
    expect(mayAct(most, 'reinstate', { by: 'vendor', at: at('2027-01-05') }, book)).not.toBe(true)
  })

  test('leaves a reinstatement its full time where there is room', () => {
    const again = acted(expired(90), 'reinstate', { by: 'vendor', at: at('2026-04-05') }, book)
    expect(again.protectedUntil).toEqual(at('2026-07-04'))
  })
})
