import * as api from '@hansa/contract/deals'
import { createOrganization } from '@hansa/contract/organizations'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '../core/database/scope.ts'
import { testServer, type TestServer } from '../testing.ts'
import { tellDeals, upsertDeals } from './queries/upsert.ts'
import type { GivenDeal } from './rules/deal.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const today = '2026-06-01'

async function arranged() {
  const { ecosystemId, as } = await server.newEcosystem()
  const call = await as('partner_manager')
  const customerId = (await call(createOrganization, { name: 'Brightwater' })).body.id
  const inside = <T>(work: (db: Db) => Promise<T>) => server.database.scoped({ ecosystemId, partnerId: null }, work)
  const now = server.clock.now()
  const give = (rows: readonly Omit<GivenDeal, 'customerId'>[], day = today) =>
    inside((db) =>
      upsertDeals(
        db,
        rows.map((row) => ({ customerId, ...row })),
        { source: 'crm', now, day },
      ),
    )
  const read = async (id: string) => (await call(api.readDeal, { id })).body
  return { call, customerId, inside, give, read, now }
}

test('rows become deals; the same rows again change nothing, and what is left out stays', async () => {
  const { give, read } = await arranged()
  const row: Omit<GivenDeal, 'customerId'> = {
    sourceKey: 'D-1',
    name: 'Ten seats',
    owner: 'Ada',
    value: { amount: 1200, currency: 'EUR' },
    openedOn: '2026-01-10',
    stages: [
      { stage: 'won', fromDay: '2026-03-01', sourceStage: 'Closed Won' },
      { stage: 'prospecting', fromDay: '2026-01-10' },
    ],
  }
  const [made] = await give([row, { sourceKey: 'D-2' }])
  expect(made!.outcome).toBe('created')
  expect((await give([row, { sourceKey: 'D-2' }])).map((one) => one.outcome)).toEqual(['unchanged', 'unchanged'])
  const [changed] = await give([{ sourceKey: 'D-1', value: null, product: 'Scanner' }])
  expect(changed).toMatchObject({ id: made!.id, outcome: 'updated' })
  expect(await read(made!.id)).toMatchObject({
    name: 'Ten seats',
    owner: 'Ada',
    value: null,
    product: 'Scanner',
    stage: 'won',
    sourceStage: 'Closed Won',
    closedOn: '2026-03-01',
    version: 2,
  })
})

test('a stage without a day counts from today, or from the opening of a new deal, and only when it is another one', async () => {
  const { give, read } = await arranged()
  const row = (stage: 'qualified' | 'proposal') => ({
    sourceKey: 'D-1',
    openedOn: '2026-01-10',
    stage: { stage, sourceStage: stage.toUpperCase() },
  })
  const [made] = await give([row('qualified')], '2026-02-01')
  expect((await give([row('qualified')], '2026-02-15'))[0]!.outcome).toBe('unchanged')
  await give([row('proposal')], '2026-03-01')
  expect((await read(made!.id)).stages.map(({ stage, fromDay }) => [stage, fromDay])).toEqual([
    ['qualified', '2026-01-10'],
    ['proposal', '2026-03-01'],
  ])
})

test('rows that arrive in any order, in any batches, leave the same deals', async () => {
  const { give, read } = await arranged()
  const stages = ['prospecting', 'qualified', 'proposal', 'negotiation', 'won', 'lost'] as const
  const rows = fc.array(
    fc.record({
      deal: fc.constantFrom('A', 'B'),
      stage: fc.constantFrom(...stages),
      fromDay: fc.integer({ min: 1, max: 9 }).map((day) => `2026-05-0${day}`),
    }),
    { minLength: 2, maxLength: 10 },
  )
  const both = rows.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }), fc.integer({ min: 1, max: 3 })),
  )
  let run = 0
  await fc.assert(
    fc.asyncProperty(both, async ([some, others, batch]) => {
      const id = ++run
      const given = (prefix: string, list: typeof some) =>
        list.map(({ deal, stage, fromDay }) => ({
          sourceKey: `${prefix}-${id}-${deal}`,
          name: deal,
          stages: [{ stage, fromDay }],
        }))
      await give(given('at once', some))
      const late = given('bit by bit', others)
      for (let from = 0; from < late.length; from += batch) await give(late.slice(from, from + batch))
      for (const deal of new Set(some.map((row) => row.deal))) {
        const [one] = await give([{ sourceKey: `at once-${id}-${deal}` }])
        const [other] = await give([{ sourceKey: `bit by bit-${id}-${deal}` }])
        const [a, b] = [await read(one!.id), await read(other!.id)]
        expect(b.stages).toEqual(a.stages)
        expect([b.stage, b.stageSince, b.closedOn, b.openedOn]).toEqual([a.stage, a.stageSince, a.closedOn, a.openedOn])
      }
    }),
    { numRuns: 15 },
  )
})

test('of several rows with one key the last says what the deal is, and their stages are joined', async () => {
  const { give, read } = await arranged()
  const done = await give([
    { sourceKey: 'D-1', name: 'First', stages: [{ stage: 'won', fromDay: '2026-05-03' }] },
    { sourceKey: 'D-1', name: 'Last', stages: [{ stage: 'proposal', fromDay: '2026-05-01' }] },
  ])
  expect(done.map((one) => one.outcome)).toEqual(['created'])
  const deal = await read(done[0]!.id)
  expect([deal.name, ...deal.stages.map((stay) => stay.stage)]).toEqual(['Last', 'proposal', 'won'])
})

test('what the log is told carries the day on which it happened', async () => {
  const { give, inside, now } = await arranged()
  const done = await give([
    {
      sourceKey: 'D-1',
      openedOn: '2025-01-10',
      stages: [
        { stage: 'prospecting', fromDay: '2025-01-10' },
        { stage: 'proposal', fromDay: '2025-02-01' },
        { stage: 'won', fromDay: '2025-03-01' },
      ],
    },
  ])
  const told = await inside((db) => tellDeals(db, done, { now, day: today }))
  expect(told.map(({ verb, happenedAt }) => [verb, happenedAt.toISOString().slice(0, 10)])).toEqual([
    ['deal.created', '2025-01-10'],
    ['deal.stage_changed', '2025-02-01'],
    ['deal.won', '2025-03-01'],
  ])
})

test('two imports of one source at once make each deal once', async () => {
  const { give, call } = await arranged()
  const rows = Array.from({ length: 50 }, (_, i) => ({ sourceKey: `D-${i}`, name: `Deal ${i}` }))
  const done = await Promise.all([give(rows), give(rows)])
  expect(done.flat().filter((one) => one.outcome === 'created')).toHaveLength(50)
  expect((await call(api.listDeals, {})).body.total).toBe(50)
})
