import * as api from '@hansa/contract/partners'
import { partnerStages, type PartnerStage } from '@hansa/contract/partners'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { bulkEcosystem } from './fixtures/bulk.ts'
import { mergePartnerships, undoMergePartnerships } from './queries/merge.ts'
import { mergedPlan, unmergedPlan } from './rules/merge.ts'
import type { GivenSpell } from './rules/plan.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

async function twoCompanies(names: [string, string] = ['Acme', 'Acme Inc']) {
  const eco = await bulkEcosystem(server, names)
  const [intoId, fromId] = eco.ids as [string, string]
  const day = eco.today
  return {
    ...eco,
    intoId,
    fromId,
    merge: () =>
      eco.inside((db) =>
        mergePartnerships(
          db,
          { intoId, fromId },
          (winner, loser) => mergedPlan(winner, loser, day, eco.newId),
          eco.now,
        ),
      ),
    undo: (before: NonNullable<Awaited<ReturnType<typeof mergePartnerships>>>) =>
      eco.inside((db) =>
        undoMergePartnerships(
          db,
          // As it comes back from where the merge keeps it.
          JSON.parse(JSON.stringify(before)) as typeof before,
          (now, winnerCame, brought, loserCame) => unmergedPlan(now, winnerCame, brought, loserCame, day, eco.newId),
          eco.now,
        ),
      ),
    /** Every row of both, every column, as the database writes it. */
    rows: async () =>
      (
        await server.database.owner.query<{ row: string }>(
          `select partnership::text as row from partnership where ecosystem_id = $1
           union all select spell::text from partnership_spell spell where ecosystem_id = $1
           union all select id || is_partner from organization where ecosystem_id = $1 order by 1`,
          [eco.ecosystemId],
        )
      ).rows.map(({ row }) => row),
  }
}

const gold: GivenSpell = { field: 'tier', value: 'Gold', from: '2023-01-01' }
const active: GivenSpell = { field: 'stage', value: 'active', from: '2022-01-01' }

test('where both are partners, the loser’s history fills the gaps of the winner’s', async () => {
  const { intoId, fromId, give, merge, as } = await twoCompanies()
  await give([
    { organizationId: intoId, spells: [active, gold], campaign: 'Summit' },
    {
      organizationId: fromId,
      origin: 'referral',
      spells: [
        { field: 'stage', value: 'applied', from: '2019-01-01' },
        { field: 'stage', value: 'active', from: '2020-01-01' },
        { field: 'tier', value: 'Silver', from: '2020-01-01' },
        { field: 'type', value: 'telco', from: '2020-01-01' },
      ],
    },
  ])
  await merge()
  const call = await as('partner_manager')
  expect((await call(api.readPartner, { organizationId: intoId })).body).toMatchObject({
    since: '2020-01-01',
    tier: 'Gold',
    types: ['telco'],
    origin: 'referral',
    campaign: 'Summit',
  })
  expect((await call(api.readPartner, { organizationId: fromId })).status).toBe(404)
  const { items } = (await call(api.listSpells, { organizationId: intoId })).body
  expect(items.map(({ label, from, to }) => [label, from, to])).toEqual([
    ['Applied', '2019-01-01', '2020-01-01'],
    ['Active', '2020-01-01', '2022-01-01'],
    ['Active', '2022-01-01', null],
    ['Silver', '2020-01-01', '2023-01-01'],
    ['Gold', '2023-01-01', null],
    ['Telco / interconnect', '2020-01-01', null],
  ])
})

test('where only the loser is a partner, the partnership moves with its history, and back', async () => {
  const { intoId, fromId, give, merge, undo, rows, as } = await twoCompanies()
  await give([{ organizationId: fromId, spells: [active, gold] }])
  const before = await rows()
  const token = await merge()
  const call = await as('partner_manager')
  expect((await call(api.listPartners, {})).body.items.map((item) => [item.name, item.tier])).toEqual([
    ['Acme', 'Gold'],
  ])
  await undo(token!)
  expect(await rows()).toEqual(before)
  expect((await call(api.readPartner, { organizationId: intoId })).status).toBe(404)
})

test('what was done since a merge stays done when it is undone', async () => {
  const { intoId, fromId, give, merge, undo, as } = await twoCompanies()
  await give([
    { organizationId: intoId, spells: [active] },
    { organizationId: fromId, spells: [active, gold], origin: 'referral' },
  ])
  const token = await merge()
  const call = await as('partner_manager')
  const territory = { organizationId: intoId, version: 2, territory: 'Nordics', campaign: 'Summit' }
  expect((await call(api.updatePartner, territory)).status).toBe(200)
  await undo(token!)
  expect((await call(api.readPartner, { organizationId: intoId })).body).toMatchObject({
    tier: null,
    territory: 'Nordics',
    origin: null,
    campaign: 'Summit',
    version: 4,
  })
  expect((await call(api.readPartner, { organizationId: fromId })).body).toMatchObject({
    tier: 'Gold',
    origin: 'referral',
  })
})

test('merging nothing is nothing', async () => {
  const { intoId, give, merge } = await twoCompanies()
  await give([{ organizationId: intoId, spells: [active] }])
  expect(await merge()).toBeNull()
})

const day = fc.integer({ min: 0, max: 2000 }).map((n) => new Date(Date.UTC(2021, 0, 1 + n)).toISOString().slice(0, 10))
const stage = fc.constantFrom(...(Object.keys(partnerStages) as PartnerStage[]))
const given = fc.oneof(
  fc.record({
    field: fc.constant('stage' as const),
    value: stage,
    from: day,
    reason: fc.option(fc.string({ unit: 'grapheme-ascii' })),
  }),
  fc.record({
    field: fc.constantFrom('tier' as const, 'manager' as const),
    value: fc.constantFrom('A', 'B'),
    from: day,
  }),
  fc.record({
    field: fc.constant('type' as const),
    value: fc.constantFrom('telco' as const, 'reseller' as const),
    from: day,
  }),
)
const partnership = fc.option(
  fc.record({
    spells: fc.array(given, { maxLength: 8 }),
    origin: fc.constantFrom(null, 'event'),
    recruiter: fc.constantFrom(null, 'Ada'),
  }),
)

test('undoing a merge restores both partnerships byte for byte', async () => {
  const { intoId, fromId, give, merge, undo, rows, ecosystemId } = await twoCompanies()
  await fc.assert(
    fc
      .asyncProperty(partnership, partnership, async (winner, loser) => {
        await give([
          ...(winner ? [{ organizationId: intoId, ...winner }] : []),
          ...(loser ? [{ organizationId: fromId, ...loser }] : []),
        ])
        const before = await rows()
        const token = await merge()
        if (token) await undo(token)
        expect(await rows()).toEqual(before)
      })
      .afterEach(async () => {
        await server.database.owner.query('delete from partnership where ecosystem_id = $1', [ecosystemId])
        await server.database.owner.query('update organization set is_partner = false where ecosystem_id = $1', [
          ecosystemId,
        ])
      }),
    { numRuns: 25 },
  )
})
