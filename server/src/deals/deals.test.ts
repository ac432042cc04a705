import * as api from '@hansa/contract/deals'
import { listTimeline } from '@hansa/contract/events'
import { createOrganization, updateOrganization } from '@hansa/contract/organizations'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { testServer, type Call, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
/** The day so many days from today; other tests move the clock too. */
const day = (after = 0) => new Date(server.clock.now().getTime() + after * 86_400_000).toISOString().slice(0, 10)
const manager = async (): Promise<Call> => (await server.newEcosystem()).as('partner_manager')
const company = async (call: Call, name: string) => (await call(createOrganization, { name })).body.id

async function dealOf(call: Call, set: Partial<z.input<typeof api.createDeal.input>> = {}) {
  const customerId = set.customerId ?? (await company(call, 'Brightwater Foods'))
  const made = await call(api.createDeal, { name: 'Cold chain rollout', customerId, ...set })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  return made.body
}
const tellings = async (call: Call, recordId: string) =>
  (await call(listTimeline, { recordId })).body.items.map((event): [string, string] => [
    event.verb,
    event.happenedAt.slice(0, 10),
  ])
const names = async (call: Call, ask: z.input<typeof api.listDeals.input>) =>
  (await call(api.listDeals, ask)).body.items.map((deal) => deal.name)

test('a deal is created with its money, its companies and its first stage, and tells the log', async () => {
  const call = await manager()
  const partnerId = await company(call, 'Northgate Systems')
  const deal = await dealOf(call, {
    partnerId,
    value: { amount: 9_007_199_254_740_991, currency: 'EUR' },
    openedOn: day(-10),
    expectedCloseOn: day(20),
  })
  expect(deal).toMatchObject({
    customerName: 'Brightwater Foods',
    partnerName: 'Northgate Systems',
    value: { amount: 9_007_199_254_740_991, currency: 'EUR' },
    stage: 'prospecting',
    stageSince: day(-10),
    closedOn: null,
    source: 'workspace',
    version: 1,
    may: { edit: true },
    stages: [{ stage: 'prospecting', fromDay: day(-10) }],
  })
  expect(await tellings(call, deal.id)).toEqual([['deal.created', day(-10)]])
  expect(await tellings(call, partnerId)).toContainEqual(['deal.created', day(-10)])
})

test('a deal moves through its stages, is lost with a reason, and comes back', async () => {
  const call = await manager()
  const { id } = await dealOf(call, { openedOn: day(-30) })
  await call(api.updateDeal, { id, version: 1, stage: 'proposal', stageSince: day(-20) })
  const lost = await call(api.updateDeal, { id, version: 2, stage: 'lost', stageSince: day(-5), closeReason: 'price' })
  expect(lost.body).toMatchObject({ stage: 'lost', closedOn: day(-5), closeReason: 'price' })
  const back = await call(api.updateDeal, { id, version: 3, stage: 'negotiation' })
  expect(back.body).toMatchObject({ stage: 'negotiation', stageSince: day(), closedOn: null, closeReason: null })
  expect(back.body.stages.map(({ stage, fromDay }) => [stage, fromDay])).toEqual([
    ['prospecting', day(-30)],
    ['proposal', day(-20)],
    ['lost', day(-5)],
    ['negotiation', day()],
  ])
  expect((await tellings(call, id)).map(([verb]) => verb).sort()).toEqual([
    'deal.created',
    'deal.lost',
    'deal.stage_changed',
    'deal.stage_changed',
    'deal.updated',
    'deal.updated',
  ])
})

test('a stage that is learned late takes its place in the history and leaves the deal where it stands', async () => {
  const call = await manager()
  const { id } = await dealOf(call, { openedOn: day(-30) })
  await call(api.updateDeal, { id, version: 1, stage: 'won', stageSince: day(-1) })
  const late = await call(api.updateDeal, { id, version: 2, stage: 'qualified', stageSince: day(-15) })
  expect(late.body).toMatchObject({ stage: 'won', stageSince: day(-1), version: 3 })
  expect(late.body.stages.map((stay) => stay.stage)).toEqual(['prospecting', 'qualified', 'won'])
})

test('a deal that was opened on another day than recorded takes its first stage along', async () => {
  const call = await manager()
  const { id } = await dealOf(call, { openedOn: day(-30) })
  await call(api.updateDeal, { id, version: 1, stage: 'proposal', stageSince: day(-10) })
  const { body } = await call(api.updateDeal, { id, version: 2, openedOn: day(-20) })
  expect(body.stages.map(({ stage, fromDay }) => [stage, fromDay])).toEqual([
    ['prospecting', day(-20)],
    ['proposal', day(-10)],
  ])
  expect((await call(api.updateDeal, { id, version: 3, openedOn: day(-5) })).body.problems?.[0]?.message).toContain(
    `${day(-10)}, the day it came to “Proposal”, is before ${day(-5)}`,
  )
})

test('moving to where it stands, or saying what is known, changes nothing and tells nothing', async () => {
  const call = await manager()
  const deal = await dealOf(call, { openedOn: day(-3) })
  const same = await call(api.updateDeal, { id: deal.id, version: 1, stage: 'prospecting', name: deal.name })
  expect(same.body.version).toBe(1)
  expect(await tellings(call, deal.id)).toHaveLength(1)
})

test('what cannot be is refused, naming the field', async () => {
  const call = await manager()
  const deal = await dealOf(call, { openedOn: day(-3) })
  const wrong = async (set: Omit<z.input<typeof api.updateDeal.input>, 'id' | 'version'>) => {
    const { status, body } = await call(api.updateDeal, { id: deal.id, version: 1, ...set })
    return [status, body.problems?.[0]?.field]
  }
  expect(await wrong({ stage: 'won', stageSince: day(1) })).toEqual([422, 'stageSince'])
  expect(await wrong({ stage: 'won', stageSince: day(-4) })).toEqual([422, 'stageSince'])
  expect(await wrong({ stageSince: day() })).toEqual([422, 'stageSince'])
  expect(await wrong({ openedOn: day(1) })).toEqual([422, 'openedOn'])
  expect(await wrong({ closeNote: 'Price' })).toEqual([422, 'closeNote'])
  expect(await wrong({ partnerId: 'org_00000000000000000000000000' })).toEqual([422, 'partnerId'])
  expect(await wrong({ value: { amount: 1.5, currency: 'EUR' } })).toEqual([422, 'value.amount'])
  expect(await wrong({ value: { amount: -1, currency: 'EUR' } })).toEqual([422, 'value.amount'])
  await call(api.updateDeal, { id: deal.id, version: 1, owner: 'Ada' })
  expect(await wrong({ owner: 'Grace' })).toEqual([409, 'version'])
})

test('search looks at the deal, the customer and the partner, also after one of them was renamed', async () => {
  const call = await manager()
  const [customerId, partnerId] = [await company(call, 'Crédit Moselle'), await company(call, 'Northgate')]
  await dealOf(call, { name: 'Ledger move', customerId, partnerId })
  await dealOf(call, { name: 'Other', customerId: await company(call, 'Elsewhere') })
  for (const q of ['ledger', 'credit moselle', 'northgate ledger', 'moselle north'])
    expect(await names(call, { q }), q).toEqual(['Ledger move'])
  await call(updateOrganization, { id: partnerId, version: 1, name: 'Southport' })
  expect(await names(call, { q: 'southport' })).toEqual(['Ledger move'])
  expect(await names(call, { q: 'northgate' })).toEqual([])
})

test('filters narrow the list, and every sort pages without gaps, repeats, or deals left out for want of a value', async () => {
  const call = await manager()
  const customerId = await company(call, 'Brightwater')
  for (let i = 0; i < 7; i++)
    await dealOf(call, {
      customerId,
      name: `Deal ${i % 3}`,
      owner: i % 2 ? 'Ada' : null,
      value: i % 3 ? { amount: i, currency: i % 2 ? 'EUR' : 'USD' } : null,
      expectedCloseOn: i % 2 ? day(i) : null,
      ...(i === 6 && { stage: 'won' as const, openedOn: day(-9), stageSince: day(-2) }),
    })
  for (const sort of [
    'createdAt',
    '-createdAt',
    'name',
    'amount',
    '-amount',
    'expectedClose',
    '-expectedClose',
  ] as const) {
    const seen: string[] = []
    let after: string | undefined
    do {
      const { body } = await call(api.listDeals, { sort, limit: 3, ...(after && { after }) })
      seen.push(...body.items.map((item) => item.id))
      after = body.next ?? undefined
    } while (after)
    expect([seen.length, new Set(seen).size], sort).toEqual([7, 7])
  }
  const count = async (ask: z.input<typeof api.listDeals.input>) => (await call(api.listDeals, ask)).body.total
  expect(await count({ stage: 'won' })).toBe(1)
  expect(await count({ stage: ['won', 'prospecting'] })).toBe(7)
  expect(await count({ owner: 'Ada' })).toBe(3)
  expect(await count({ currency: 'USD' })).toBe(2)
  expect(await count({ customerId })).toBe(7)
  expect(await count({ partnerId: customerId })).toBe(0)
  expect(await count({ closeFrom: day(-3), closeUntil: day(1) })).toBe(2)
})

test('the values in use are offered, the commonest first', async () => {
  const call = await manager()
  const partnerId = await company(call, 'Northgate')
  const customerId = await company(call, 'Brightwater')
  for (const owner of ['Ada', 'Grace', 'Grace'])
    await dealOf(call, { customerId, owner, partnerId, value: { amount: 1, currency: 'EUR' } })
  expect((await call(api.listDealOptions, {})).body).toEqual({
    partners: [{ value: partnerId, label: 'Northgate', count: 3 }],
    owners: [
      { value: 'Grace', label: 'Grace', count: 2 },
      { value: 'Ada', label: 'Ada', count: 1 },
    ],
    currencies: [{ value: 'EUR', label: 'EUR', count: 3 }],
    products: [],
  })
})

test('an export holds the list’s deals with amount and currency apart', async () => {
  const call = await manager()
  await dealOf(call, { name: '=cmd()', value: { amount: 1250, currency: 'EUR' }, openedOn: day(-1) })
  const { text } = await call(api.exportDeals, { stage: 'prospecting' })
  const [head, row] = text.split('\r\n')
  expect(head).toContain('name,customerName,partnerName')
  expect(row).toContain(`'=cmd(),Brightwater Foods,,,prospecting,${day(-1)},,1250,EUR`)
})

test('a partner’s own transaction reaches no deal at all, not even its own: forecast, next step and reasons are the vendor’s', async () => {
  const ecosystem = await server.newEcosystem()
  const call = await ecosystem.as('partner_manager')
  const mine = await company(call, 'Mine')
  const amount = { amount: 500, currency: 'EUR' }
  await dealOf(call, { partnerId: mine, name: 'Ours', lines: [{ product: 'Seats', amount }] })
  await server.database.scoped({ ecosystemId: ecosystem.ecosystemId, partnerId: mine }, async (db) => {
    for (const table of ['deal', 'deal_stage', 'deal_line', 'deal_tally'])
      expect((await sql`select * from ${sql.table(table)}`.execute(db)).rows, table).toEqual([])
  })
})
