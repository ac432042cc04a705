import { listTimeline } from '@hansa/contract/events'
import { createOrganization } from '@hansa/contract/organizations'
import * as api from '@hansa/contract/revenue'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Db } from '../core/database/scope.ts'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { insertRevenue, type GivenRevenue } from './queries/insert-revenue.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

async function arranged() {
  const { ecosystemId, as } = await server.newEcosystem()
  const call = await as('partner_manager')
  const partnerId = (await call(createOrganization, { name: 'Northgate' })).body.id
  const inside = <T>(work: (db: Db) => Promise<T>, partner: string | null = null) =>
    server.database.scoped({ ecosystemId, partnerId: partner }, work)
  const give = (rows: readonly GivenRevenue[]) =>
    inside((db) => insertRevenue(db, rows, { source: 'shop', now: server.clock.now() }))
  const sale = { partnerId, kind: 'sale', day: '2025-02-14', amount: 1999, currency: 'EUR' }
  return { call, partnerId, inside, give, sale }
}
const sums = async (call: Call, ask: z.input<typeof api.sumRevenue.input> = {}) =>
  (await call(api.sumRevenue, ask)).body.items.map(({ period, currency, kind, amount, entries }) =>
    [period, currency, kind, amount, entries].filter((part) => part !== null).join(' '),
  )

test('an entry is recorded once under one key, and another amount under it is refused', async () => {
  const { call, sale, partnerId } = await arranged()
  const keyed = { ...sale, source: 'erp', sourceKey: 'INV-7/1', orderReference: 'INV-7' }
  const first = await call(api.recordRevenue, keyed)
  expect(first.body).toMatchObject({ partnerName: 'Northgate', amount: 1999, source: 'erp', may: { reverse: true } })
  const again = await call(api.recordRevenue, keyed)
  expect([again.status, again.body.id]).toEqual([200, first.body.id])
  const other = await call(api.recordRevenue, { ...keyed, amount: 2000 })
  expect([other.status, other.body.problems?.[0]?.field]).toEqual([409, 'sourceKey'])
  expect(other.body.message).toContain('sale of 1999 EUR')
  expect(await sums(call)).toEqual(['EUR sale 1999 1'])
  const { body } = await call(listTimeline, { recordId: partnerId, verb: 'revenue.recorded' })
  expect(body.items.map((event) => event.data)).toEqual([
    { entries: 1, totals: [{ currency: 'EUR', kind: 'sale', amount: '1999' }] },
  ])
})

test('a reversal takes an entry back, whole and once, and is not itself taken back', async () => {
  const { call, sale } = await arranged()
  const { id } = (await call(api.recordRevenue, sale)).body
  const [one, two] = await Promise.all([
    call(api.reverseRevenue, { id }),
    call(api.reverseRevenue, { id, note: 'Twice' }),
  ])
  expect(new Set([one.status, two.status])).toEqual(new Set([200, 409]))
  const reversal = (one.status === 200 ? one : two).body
  expect(reversal).toMatchObject({ amount: -1999, kind: 'sale', reversesId: id })
  expect((await call(api.reverseRevenue, { id: reversal.id })).status).toBe(409)
  const list = (await call(api.listRevenue, { sort: 'amount' })).body.items
  expect(list.map((entry) => [entry.amount, entry.reversedById ?? entry.reversesId])).toEqual([
    [-1999, id],
    [1999, reversal.id],
  ])
  expect(list.map((entry) => typeof entry.may.reverse)).toEqual(['string', 'string'])
  expect(await sums(call)).toEqual(['EUR sale 0 2'])
})

test('the database itself refuses to edit an entry, but lets it follow its partner', async () => {
  const { call, sale, inside } = await arranged()
  const { id } = (await call(api.recordRevenue, sale)).body
  const successor = (await call(createOrganization, { name: 'Successor' })).body.id
  await server.database.owner.query('update revenue set partner_id = $1 where id = $2', [successor, id])
  for (const edit of ['amount = 1', "currency = 'USD'", "day = '2024-01-01'", "kind = 'freight'", "source = 'x'"])
    await expect(server.database.owner.query(`update revenue set ${edit} where id = $1`, [id]), edit).rejects.toThrow(
      'Revenue is not edited',
    )
  await expect(inside((db) => db.deleteFrom('revenue').where('id', '=', id).execute())).rejects.toThrow('denied')
  expect((await call(api.listRevenue, { partnerId: successor })).body.items.map((entry) => entry.amount)).toEqual([
    1999,
  ])
})

test('totals are by period, partner, currency and kind, and currencies stay apart', async () => {
  const { call, give, sale, partnerId } = await arranged()
  const other = (await call(createOrganization, { name: 'Other' })).body.id
  await give([
    { ...sale, sourceKey: '1', day: '2025-01-31' },
    { ...sale, sourceKey: '2', day: '2025-03-31', amount: 1 },
    { ...sale, sourceKey: '3', day: '2025-04-01', kind: 'freight', amount: 5 },
    { ...sale, sourceKey: '4', day: '2024-12-31', currency: 'USD', amount: 7 },
    { ...sale, sourceKey: '5', day: '2025-01-01', partnerId: other, amount: 10 },
  ])
  expect(await sums(call)).toEqual(['EUR freight 5 1', 'EUR sale 2010 3', 'USD sale 7 1'])
  expect(await sums(call, { by: 'year' })).toEqual([
    '2024 USD sale 7 1',
    '2025 EUR freight 5 1',
    '2025 EUR sale 2010 3',
  ])
  expect(await sums(call, { by: 'quarter', partnerId })).toEqual([
    '2024-Q4 USD sale 7 1',
    '2025-Q1 EUR sale 2000 2',
    '2025-Q2 EUR freight 5 1',
  ])
  expect(await sums(call, { by: 'month', from: '2025-01-01', until: '2025-01-31' })).toEqual([
    '2025-01 EUR sale 2009 2',
  ])
  const perPartner = (await call(api.sumRevenue, { perPartner: true, kind: 'sale', currency: 'EUR' })).body.items
  expect(new Map(perPartner.map((line) => [line.partnerId, line.amount]))).toEqual(
    new Map([
      [partnerId, 2000],
      [other, 10],
    ]),
  )
})

test('sums are exact to the last minor unit, whatever the amounts', async () => {
  const amount = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -5, max: 5 }), fc.constant(9_007_199_254_740_991))
  let run = 0
  const { call, give, sale } = await arranged()
  await fc.assert(
    fc.asyncProperty(fc.array(amount, { minLength: 1, maxLength: 6 }), async (amounts) => {
      const kind = `run_${++run}`
      await give(amounts.map((each, i) => ({ ...sale, kind, sourceKey: `${kind}/${i}`, amount: each })))
      const listed = (await call(api.listRevenue, { kind, sort: 'amount' })).body.items.map((entry) => entry.amount)
      expect(listed).toEqual(amounts.toSorted((a, b) => a - b))
      const truth = amounts.reduce((sum, each) => sum + BigInt(each), 0n)
      const answer = await call(api.sumRevenue, { kind })
      if (truth >= BigInt(Number.MIN_SAFE_INTEGER) && truth <= BigInt(Number.MAX_SAFE_INTEGER))
        expect(BigInt(answer.body.items[0]!.amount)).toBe(truth)
      else expect([answer.status, answer.body.message]).toEqual([422, expect.stringContaining(String(truth))])
    }),
    { numRuns: 25 },
  )
})

test('many rows at once are each recorded once, and a row that differs is named and left as it was', async () => {
  const { give, sale, call } = await arranged()
  const rows = [
    { ...sale, sourceKey: 'a' },
    { ...sale, sourceKey: 'b', amount: 5 },
    { ...sale, sourceKey: 'a', amount: 3 },
  ]
  expect((await give(rows)).map(({ outcome, recorded }) => [outcome, recorded.amount])).toEqual([
    ['created', 1999],
    ['created', 5],
    ['differs', 1999],
  ])
  expect((await give(rows.slice(0, 2))).map((one) => one.outcome)).toEqual(['unchanged', 'unchanged'])
  const both = await Promise.all([give([{ ...sale, sourceKey: 'c' }]), give([{ ...sale, sourceKey: 'c' }])])
  expect(
    both
      .flat()
      .map((one) => one.outcome)
      .sort(),
  ).toEqual(['created', 'unchanged'])
  expect(await sums(call)).toEqual(['EUR sale 4003 3'])
})

test('a partner’s people see their own revenue and its totals alone', async () => {
  const { give, sale, call, inside, partnerId } = await arranged()
  const rival = (await call(createOrganization, { name: 'Rival' })).body.id
  await give([
    { ...sale, sourceKey: '1' },
    { ...sale, sourceKey: '2', partnerId: rival, amount: 777 },
  ])
  const seen = await inside((db) => db.selectFrom('revenue').select('amount').execute(), partnerId)
  expect(seen).toEqual([{ amount: 1999 }])
})
