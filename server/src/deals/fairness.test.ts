import * as fairness from '@hansa/contract/fairness'
import type { FairnessPart } from '@hansa/contract/fairness'
import { createDeal } from '@hansa/contract/deals'
import { settleDirectTouch, listDirectTouches } from '@hansa/contract/direct-touches'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { api as court, courtroom } from './fixtures/courtroom.ts'
import { fullYearBefore, isDisclosed, monthsTo, scoreOf, shareOf, type Tally } from './rules/fairness.ts'

const api = { ...court, ...fairness, createDeal, settleDirectTouch, listDirectTouches }

const tally = (more: Partial<Tally>): Tally => ({
  of: 0,
  good: 0,
  touches: 0,
  settled: 0,
  counting: 0,
  partners: 0,
  ...more,
})

describe('the score', () => {
  test('is 100 times the mean of the shares that there are', () => {
    const parts = [
      shareOf('in_time', tally({ of: 20, good: 18 })),
      shareOf('upheld', tally({ of: 4, good: 0 })),
      shareOf('untouched', tally({ of: 10, good: 7 })),
    ]
    expect(parts.map(({ share }) => share?.value)).toEqual([0.9, undefined, 0.7])
    expect(scoreOf(parts)).toBe(80)
    expect(scoreOf([])).toBeNull()
  })

  test('has a share with Wilson’s interval from five rows on', () => {
    const { share } = shareOf('in_time', tally({ of: 10, good: 3 }))
    expect(share).toMatchObject({
      value: 0.3,
      low: expect.closeTo(0.1078, 3) as number,
      high: expect.closeTo(0.6032, 3) as number,
    })
    expect(shareOf('in_time', tally({ of: 4, good: 4 })).share).toBeNull()
  })

  test.each([
    ['enough rows of enough others', { of: 14, partners: 5 }, { of: 2, partners: 1 }, true],
    ['too few rows without one’s own', { of: 14, partners: 5 }, { of: 5, partners: 1 }, false],
    ['too few others', { of: 40, partners: 3 }, { of: 2, partners: 1 }, false],
    ['enough others, and none of one’s own', { of: 10, partners: 3 }, {}, true],
  ])('is shown to a partner with %s: %#', (_, all, own, shown) => {
    expect(isDisclosed(tally(all), tally(own))).toBe(shown)
  })

  test('looks back over calendar months', () => {
    expect(monthsTo('2026-11-23', 12)).toEqual({ from: '2025-12-01', until: '2026-11-23' })
    expect(monthsTo('2026-01-31', 1)).toEqual({ from: '2026-01-01', until: '2026-01-31' })
    expect(fullYearBefore('2026-11-23')).toEqual({ from: '2025-11-01', until: '2026-10-31' })
    expect(fullYearBefore('2024-03-01')).toEqual({ from: '2023-03-01', until: '2024-02-29' })
  })
})

let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
})

const aDay = 86_400_000
const claim = (n: number) => ({ customerName: `Customer ${n} Widgets`, customerDomain: `customer-${n}.example` })

/** Six claims: four decided in time (one of them refused, and overturned), one late, one that is still open. */
async function programme() {
  const it = await room.court()
  const ids: string[] = []
  for (let n = 0; n < 6; n++) ids.push(await room.send(n % 2 ? it.beta : it.alpha, claim(n)))
  server.clock.advance(3_600_000)
  for (const id of ids.slice(0, 3)) await room.approve(it.reviewer, id)
  const version = async (id: string) => (await room.seen(it.reviewer, id)).version
  const [, , , refused, late] = ids as [string, string, string, string, string]
  await it.reviewer(api.rejectRegistration, { id: refused, version: await version(refused), reason: 'not_qualified' })
  server.clock.advance(aDay)
  await it.beta(api.appealRegistration, { id: refused, version: await version(refused), text: 'It is.' })
  const text = 'It is indeed.'
  await it.manager(api.overturnRegistration, { id: refused, version: await version(refused), text })
  server.clock.advance(7 * aDay)
  await server.tick()
  await room.approve(it.manager, late)
  await server.settle()
  return { ...it, ids, refused, late }
}
const rows = async (call: Call, part: FairnessPart, more = {}) =>
  (await call(api.listFairnessRows, { part, ...more })).body.items

describe('the vendor', () => {
  test('sees each part with its count, and every row behind it', async () => {
    const { manager, ids, late, refused, one } = await programme()
    const { body } = await manager(api.readFairness, {})
    expect(body.parts).toMatchObject([
      { part: 'in_time', good: 4, of: 6, share: { value: 4 / 6 } },
      { part: 'upheld', good: 0, of: 1, share: null },
      { part: 'untouched', good: 5, of: 5, share: { value: 1 } },
    ])
    expect(body.score).toBe(Math.round((100 * (4 / 6 + 1)) / 2))
    const inTime = await rows(manager, 'in_time')
    expect(
      inTime
        .filter(({ good }) => !good)
        .map(({ registrationId }) => registrationId)
        .toSorted(),
    ).toEqual([late, ids[5]!].toSorted())
    expect(inTime.find(({ registrationId }) => registrationId === late)).toMatchObject({
      reviewer: 'A partner_manager',
    })
    expect(inTime.find(({ registrationId }) => registrationId === ids[5])).toMatchObject({ reviewer: null })
    expect(await rows(manager, 'upheld')).toMatchObject([
      { registrationId: refused, good: false, reviewer: 'A reviewer' },
    ])
    expect(await rows(manager, 'in_time', { good: false })).toHaveLength(2)
    expect((await rows(manager, 'in_time', { partnerId: one })).map(({ partnerId }) => partnerId)).toEqual([
      one,
      one,
      one,
    ])
  })

  test('asks for one reviewer’s decisions', async () => {
    const { manager } = await programme()
    const { body } = await manager(api.readFairness, {})
    expect(body.reviewers.map(({ name, count }) => [name, count])).toEqual([
      ['A reviewer', 4],
      ['A partner_manager', 1],
    ])
    const own = await manager(api.readFairness, { reviewerId: body.reviewers[1]!.id })
    expect(own.body.parts).toMatchObject([
      { part: 'in_time', good: 0, of: 1 },
      { part: 'upheld', of: 0 },
      { part: 'untouched', of: 0 },
    ])
    expect(await rows(manager, 'in_time', { reviewerId: body.reviewers[0]!.id })).toHaveLength(4)
  })

  test('what the rules decided, and what was taken back, is no review', async () => {
    const { alpha, beta, manager, reviewer } = await room.court()
    await room.approve(reviewer, await room.send(alpha))
    const blocked = await room.send(beta)
    expect((await room.own(beta, blocked)).state).toBe('duplicate')
    const back = await room.send(beta, claim(1))
    await beta(api.withdrawRegistration, { id: back, version: (await room.own(beta, back)).version })
    const { parts } = (await manager(api.readFairness, {})).body
    expect(parts[0]).toMatchObject({ part: 'in_time', good: 1, of: 1 })
  })

  test('sees what a direct touch does, and what settling it does not', async () => {
    const { manager, reviewer, alpha } = await room.court()
    const id = await room.send(alpha)
    await room.approve(reviewer, id)
    server.clock.advance(aDay)
    const { customerId } = await room.seen(manager, id)
    for (const name of ['One', 'Two']) await manager(api.createDeal, { name, customerId: customerId! })
    await server.settle()
    const part = async () => (await manager(api.readFairness, {})).body.parts[2]
    expect(await part()).toMatchObject({ good: 0, of: 1, touches: 2, settled: 0, counting: 2 })
    const [touch] = (await manager(api.listDirectTouches, { registrationId: id })).body.items
    await manager(api.settleDirectTouch, { id: touch!.id, version: 1, as: 'mistake', text: 'A wrong account.' })
    expect(await part()).toMatchObject({ good: 0, of: 1, touches: 2, settled: 1, counting: 2 })
    expect(await rows(manager, 'untouched')).toMatchObject([
      { registrationId: id, good: false, touches: 2, settled: 1 },
    ])
  })
})

describe('a partner', () => {
  test('reads the totals of all only where nothing of any one of them can be read off, and its own rows alone', async () => {
    const { eco, organization, reviewer, alpha } = await room.court()
    const others: Call[] = []
    for (const name of ['Gamma', 'Delta', 'Epsilon'])
      others.push(await eco.as('partner_member', await organization(name)))
    const approve = async (call: Call, n: number) => {
      const id = await room.send(call, claim(n))
      await room.approve(reviewer, id)
      return id
    }
    const own = await approve(alpha, 0)
    for (let n = 1; n <= 9; n++) await approve(others[n % 3]!, n)
    const nextMonth = async () => {
      server.clock.advance(31 * aDay)
      await server.tick()
    }
    const read = async () => (await alpha(api.readOwnFairness, {})).body
    expect((await read()).parts[0]).toMatchObject({ all: null, own: { of: 0 } })
    await nextMonth()
    const few = await read()
    expect(few).toMatchObject({
      score: null,
      parts: [{ all: null, own: { good: 1, of: 1 } }, {}, { all: null, own: { of: 1 } }],
    })
    await approve(others[0]!, 10)
    expect((await read()).parts[0]!.all).toBeNull()
    await nextMonth()
    const many = await read()
    expect(many.score).toBe(100)
    expect(many.parts).toMatchObject([
      { part: 'in_time', all: { good: 11, of: 11, share: { value: 1 } }, own: { good: 1, of: 1 } },
      { part: 'upheld', all: null, own: { of: 0 } },
      { part: 'untouched', all: { good: 11, of: 11 }, own: { good: 1, of: 1 } },
    ])
    const shown = await alpha(api.listOwnFairnessRows, { part: 'in_time' })
    expect(shown.body.items.map(({ registrationId }) => registrationId)).toEqual([own])
    for (const secret of ['Gamma', 'Customer 1 ', 'A reviewer']) expect(shown.text).not.toContain(secret)
  })
})
