import * as api from '@hansa/contract/partners'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { bulkEcosystem } from './fixtures/bulk.ts'
import { readSpells } from './queries/history.ts'
import { readPartner } from './queries/partners.ts'
import type { GivenPartnership } from './rules/plan.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

test('many partnerships come with their history at once; the same again changes nothing', async () => {
  const { ids, give, inside } = await bulkEcosystem(server, ['Acme', 'Beta'])
  const rows: GivenPartnership[] = ids.map((organizationId) => ({
    organizationId,
    origin: 'landscape',
    spells: [
      { field: 'tier', value: 'Gold', from: '2021-05-01' },
      { field: 'tier', value: 'Silver', from: '2019-07-01', to: '2021-05-01' },
      { field: 'type', value: 'reseller', from: '2019-07-01' },
      { field: 'stage', value: 'active', from: '2019-07-01' },
    ],
  }))
  expect((await give(rows)).map((one) => one.outcome)).toEqual(['created', 'created'])
  const before = await inside((db) => readPartner(db, ids[0]!))
  expect((await give(rows)).map((one) => one.outcome)).toEqual(['unchanged', 'unchanged'])
  expect(await inside((db) => readPartner(db, ids[0]!))).toEqual(before)
  const spells = await inside((db) => readSpells(db, ids))
  expect(spells.get(ids[0]!)?.map(({ field, value, from, to }) => [field, value, from, to])).toEqual([
    ['stage', 'active', '2019-07-01', null],
    ['tier', 'Silver', '2019-07-01', '2021-05-01'],
    ['tier', 'Gold', '2021-05-01', null],
    ['type', 'reseller', '2019-07-01', null],
  ])
})

test('each row says what it did, also where several speak of one organization or one is not here', async () => {
  const { ids, give, today } = await bulkEcosystem(server, ['Acme', 'Beta'])
  await give([{ organizationId: ids[0]!, now: { stage: 'active', tier: 'Gold' } }])
  const plans = await give([
    { organizationId: ids[0]!, now: { tier: 'Gold' } },
    { organizationId: ids[1]!, spells: [{ field: 'tier', value: 'Silver', from: '2020-01-01' }] },
    { organizationId: ids[1]!, spells: [{ field: 'tier', value: 'Gold', from: '2022-01-01' }], campaign: 'Summit' },
    { organizationId: 'org_00000000000000000000000000' },
  ])
  expect(
    plans.map(({ organizationId, outcome, stage, tier, since, campaign }) => [
      organizationId,
      outcome,
      stage,
      tier,
      since,
      campaign,
    ]),
  ).toEqual([
    [ids[0], 'unchanged', 'active', 'Gold', today, null],
    [ids[1], 'created', 'active', 'Gold', '2020-01-01', 'Summit'],
  ])
})

test('what holds already is not said again on a later day, and what is new ends what held', async () => {
  const { ids, give, inside } = await bulkEcosystem(server, ['Acme'])
  const say = (tier: string | null, day: string) =>
    give([{ organizationId: ids[0]!, now: { stage: 'active', tier, types: ['telco'] } }], day)
  await say('Gold', '2026-01-01')
  expect((await say('Gold', '2026-02-01'))[0]?.outcome).toBe('unchanged')
  expect((await say(null, '2026-03-01'))[0]).toMatchObject({ outcome: 'updated', tier: null })
  const spells = await inside((db) => readSpells(db, ids))
  expect(spells.get(ids[0]!)?.map(({ value, from, to }) => [value, from, to])).toEqual([
    ['active', '2026-01-01', null],
    ['Gold', '2026-01-01', '2026-03-01'],
    ['telco', '2026-01-01', null],
  ])
})

test('an edit by hand is not undone by the next import of the same file', async () => {
  const { ids, give, as, inside } = await bulkEcosystem(server, ['Acme'])
  const organizationId = ids[0]!
  const file: GivenPartnership[] = [
    {
      organizationId,
      spells: [
        { field: 'stage', value: 'active', from: '2020-01-01' },
        { field: 'tier', value: 'Silver', from: '2020-01-01' },
      ],
    },
  ]
  await give(file)
  const call = await as('partner_manager')
  await call(api.updatePartner, { organizationId, version: 1, tier: 'Gold', from: '2024-01-01', reason: 'Grew' })
  expect((await give(file))[0]?.outcome).toBe('unchanged')
  expect((await inside((db) => readPartner(db, organizationId))).tier).toBe('Gold')
})
