import { listTimeline } from '@hansa/contract/events'
import * as organizations from '@hansa/contract/organizations'
import * as api from '@hansa/contract/partners'
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

async function partnerOf(call: Call, name: string, set: Partial<z.input<typeof api.createPartner.input>> = {}) {
  const { body } = await call(organizations.createOrganization, { name })
  const made = await call(api.createPartner, { organizationId: body.id, stage: 'active', ...set })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  return made.body
}
const historyOf = async (call: Call, organizationId: string) =>
  (await call(api.listSpells, { organizationId })).body.items.map(({ label, from, to }) => [label, from, to])
const tellings = async (call: Call, recordId: string) =>
  (await call(listTimeline, { recordId })).body.items.map((event) => [event.verb, event.happenedAt.slice(0, 10)])

test('an organization becomes a partner, and a partner only once', async () => {
  const call = await manager()
  const partner = await partnerOf(call, 'Acme', {
    types: ['reseller', 'managed_service_provider'],
    tier: 'Gold',
    manager: 'Ada Lovelace',
    territory: 'Nordics',
    origin: 'referral',
    from: '2024-05-01',
  })
  expect(partner).toMatchObject({
    name: 'Acme',
    types: ['managed_service_provider', 'reseller'],
    stage: 'active',
    tier: 'Gold',
    manager: { id: null, name: 'Ada Lovelace' },
    territory: 'Nordics',
    origin: 'referral',
    since: '2024-05-01',
    leftOn: null,
    version: 1,
    may: { edit: true },
  })
  const again = await call(api.createPartner, { organizationId: partner.organizationId, stage: 'applied' })
  expect({ status: again.status, code: again.body.code }).toEqual({ status: 409, code: 'conflict' })
  const { body } = await call(organizations.readOrganization, { id: partner.organizationId })
  expect(body.isPartner).toBe(true)
  expect(await tellings(call, partner.organizationId)).toEqual([
    ['organization.created', day()],
    ['partner.created', '2024-05-01'],
  ])
})

test('a lead is a partnership that is not in the programme yet', async () => {
  const call = await manager()
  const lead = await partnerOf(call, 'Lead', { stage: 'applied' })
  expect({ since: lead.since, leftOn: lead.leftOn }).toEqual({ since: null, leftOn: null })
  expect((await call(organizations.readOrganization, { id: lead.organizationId })).body.isPartner).toBe(false)
  expect((await call(api.listPartners, { in: 'yes' })).body.items).toEqual([])
  const signed = await call(api.updatePartner, {
    organizationId: lead.organizationId,
    version: 1,
    stage: 'onboarding',
    reason: 'Contract signed',
  })
  expect({ since: signed.body.since, stage: signed.body.stage }).toEqual({ since: day(), stage: 'onboarding' })
  expect((await call(organizations.readOrganization, { id: lead.organizationId })).body.isPartner).toBe(true)
})

test('a dated edit leaves what came later, and is told on the day from which it holds', async () => {
  const call = await manager()
  const { organizationId } = await partnerOf(call, 'Acme', { tier: 'Silver', from: '2024-01-01' })
  const edit = (version: number, set: object) => call(api.updatePartner, { organizationId, version, ...set })
  expect((await edit(1, { tier: 'Platinum', from: '2025-06-01', reason: 'Best of the year' })).body.tier).toBe(
    'Platinum',
  )
  expect((await edit(2, { tier: 'Gold', from: '2024-09-01' })).body.tier).toBe('Platinum')
  expect(await historyOf(call, organizationId)).toEqual([
    ['Active', '2024-01-01', null],
    ['Silver', '2024-01-01', '2024-09-01'],
    ['Gold', '2024-09-01', '2025-06-01'],
    ['Platinum', '2025-06-01', null],
  ])
  expect(await tellings(call, organizationId)).toEqual([
    ['organization.created', day()],
    ['partner.tier_changed', '2025-06-01'],
    ['partner.tier_changed', '2024-09-01'],
    ['partner.created', '2024-01-01'],
  ])
})

test('a partner that leaves is no partner from that day on, and its types can end before', async () => {
  const call = await manager()
  const { organizationId } = await partnerOf(call, 'Acme', { types: ['reseller', 'referral'], from: '2024-01-01' })
  await call(api.updatePartner, { organizationId, version: 1, types: ['referral'], from: '2025-01-01' })
  const left = await call(api.updatePartner, { organizationId, version: 2, stage: 'off_boarded', from: '2026-02-01' })
  expect(left.body).toMatchObject({ types: ['referral'], since: '2024-01-01', leftOn: '2026-02-01' })
  expect((await call(organizations.readOrganization, { id: organizationId })).body.isPartner).toBe(false)
  expect(await historyOf(call, organizationId)).toEqual([
    ['Active', '2024-01-01', '2026-02-01'],
    ['Off-boarded', '2026-02-01', null],
    ['Referral', '2024-01-01', null],
    ['Reseller', '2024-01-01', '2025-01-01'],
  ])
})

test('what is recorded ahead comes true when its day begins, once, also after downtime', async () => {
  const call = await manager()
  const [begin, ahead] = [day(), day(3)]
  const { organizationId } = await partnerOf(call, 'Acme', { tier: 'Silver' })
  await call(api.updatePartner, { organizationId, version: 1, tier: 'Gold', from: ahead })
  await server.tick()
  expect((await call(api.readPartner, { organizationId })).body.tier).toBe('Silver')
  server.clock.advance(10 * 86_400_000)
  await server.tick()
  await server.tick()
  expect((await call(api.readPartner, { organizationId })).body).toMatchObject({ tier: 'Gold', version: 3 })
  expect((await tellings(call, organizationId)).map((told) => told.join(' ')).toSorted()).toEqual([
    `organization.created ${begin}`,
    `partner.change_planned ${begin}`,
    `partner.created ${begin}`,
    `partner.tier_changed ${ahead}`,
  ])
})

test('a wrong spell is corrected or removed, and the history closes around it', async () => {
  const call = await manager()
  const { organizationId } = await partnerOf(call, 'Acme', { tier: 'Silver', from: '2024-01-01' })
  await call(api.updatePartner, { organizationId, version: 1, tier: 'Gold', from: '2025-01-01' })
  const spells = (await call(api.listSpells, { organizationId })).body.items
  const gold = spells.find((spell) => spell.value === 'Gold')!.id
  const stage = spells.find((spell) => spell.field === 'stage')!.id
  await call(api.correctSpell, {
    organizationId,
    spellId: gold,
    version: 2,
    from: '2024-07-01',
    reason: 'See contract',
  })
  expect((await historyOf(call, organizationId)).slice(1)).toEqual([
    ['Silver', '2024-01-01', '2024-07-01'],
    ['Gold', '2024-07-01', null],
  ])
  const removed = await call(api.removeSpell, { organizationId, spellId: gold, version: 3 })
  expect(removed.body.tier).toBe('Silver')
  expect((await historyOf(call, organizationId)).slice(1)).toEqual([['Silver', '2024-01-01', null]])

  const refusals = [
    await call(api.removeSpell, { organizationId, spellId: stage, version: 4 }),
    await call(api.removeSpell, { organizationId, spellId: gold, version: 4 }),
    await call(api.correctSpell, { organizationId, spellId: stage, version: 4, value: 'gone' }),
    await call(api.correctSpell, { organizationId, spellId: stage, version: 4, to: '2025-01-01' }),
    await call(api.correctSpell, { organizationId, spellId: stage, version: 3, reason: null }),
  ]
  expect(refusals.map((refusal) => [refusal.status, refusal.body.problems?.[0]?.field])).toEqual([
    [409, undefined],
    [404, undefined],
    [422, 'value'],
    [422, 'to'],
    [409, 'version'],
  ])
})

test('a manager is a member, by id, or a name; an id that is nobody here is refused', async () => {
  const eco = await server.newEcosystem()
  const call = await eco.as('partner_manager')
  const { rows } = await server.database.owner.query<{ id: string }>('select id from member where ecosystem_id = $1', [
    eco.ecosystemId,
  ])
  const partner = await partnerOf(call, 'Acme', { manager: rows[0]!.id })
  expect(partner.manager).toEqual({ id: rows[0]!.id, name: 'A partner_manager' })
  const nobody = await call(api.updatePartner, {
    organizationId: partner.organizationId,
    version: 1,
    manager: 'mem_00000000000000000000000000',
  })
  expect({ status: nobody.status, field: nobody.body.problems?.[0]?.field }).toEqual({ status: 422, field: 'manager' })
  expect((await call(api.listPartners, { manager: rows[0]!.id })).body.items.length).toBe(1)
})

test('the list is searched, filtered and sorted by what is known of organization and partnership', async () => {
  const call = await manager()
  const acme = await partnerOf(call, 'Acme', {
    tier: 'Gold',
    types: ['reseller'],
    territory: 'Nordics',
    from: '2024-01-01',
  })
  await partnerOf(call, 'Bolt', { tier: 'Silver', types: ['telco'], stage: 'dormant', from: '2025-01-01' })
  await partnerOf(call, 'Cobalt', { stage: 'applied', manager: 'Grace' })
  await call(organizations.updateOrganization, {
    id: acme.organizationId,
    version: 1,
    name: 'Zenith',
    country: 'NO',
    tags: ['founding'],
  })
  const names = async (input: z.input<typeof api.listPartners.input>) =>
    (await call(api.listPartners, input)).body.items.map((item) => item.name)
  expect(await names({})).toEqual(['Bolt', 'Cobalt', 'Zenith'])
  expect(await names({ sort: '-since' })).toEqual(['Bolt', 'Zenith', 'Cobalt'])
  expect(await names({ sort: 'stage' })).toEqual(['Cobalt', 'Zenith', 'Bolt'])
  expect(await names({ sort: '-tier' })).toEqual(['Bolt', 'Zenith', 'Cobalt'])
  expect(await names({ q: 'zenit' })).toEqual(['Zenith'])
  expect(await names({ tier: ['Gold', 'Silver'], in: 'yes', stage: 'dormant' })).toEqual(['Bolt'])
  expect(await names({ type: ['telco', 'reseller'] })).toEqual(['Bolt', 'Zenith'])
  expect(await names({ country: 'NO', tag: 'founding', territory: 'Nordics' })).toEqual(['Zenith'])
  expect(await names({ manager: 'Grace' })).toEqual(['Cobalt'])
  expect(await names({ sinceFrom: '2024-06-01', sinceTo: '2025-01-01' })).toEqual(['Bolt'])
  const { body } = await call(api.listPartnerOptions, {})
  expect(body.tiers).toEqual([
    { value: 'Gold', label: 'Gold', count: 1 },
    { value: 'Silver', label: 'Silver', count: 1 },
  ])
  expect(body.tags).toEqual([{ value: 'founding', label: 'founding', count: 1 }])
  const { text } = await call(api.exportPartners, { tier: 'Gold' })
  expect(text.trim().split('\r\n').length).toBe(2)
  expect(text).toContain('Zenith,,NO,,,,reseller,active,Gold,,Nordics')
})

test('pages follow each other in any order without gaps or repeats', async () => {
  const call = await manager()
  for (let i = 0; i < 7; i++)
    await partnerOf(call, `Partner ${i % 3}`, { stage: i % 2 ? 'active' : 'applied', tier: i % 3 ? 'Gold' : null })
  for (const sort of ['name', '-since', 'since', 'tier', '-stage', 'updatedAt'] as const) {
    const seen: string[] = []
    let after: string | undefined
    do {
      const { body } = await call(api.listPartners, { sort, limit: 3, ...(after && { after }) })
      seen.push(...body.items.map((item) => item.id))
      after = body.next ?? undefined
    } while (after)
    expect([seen.length, new Set(seen).size], sort).toEqual([7, 7])
  }
})

test('a bulk edit changes all that it names, or none', async () => {
  const call = await manager()
  const ids = [(await partnerOf(call, 'A')).organizationId, (await partnerOf(call, 'B')).organizationId]
  const bulk = (set: object, organizationIds = ids) => call(api.bulkEditPartners, { organizationIds, ...set })
  expect((await bulk({ tier: 'Gold', manager: 'Ada', addTags: ['key'], reason: 'New year' })).body).toEqual({
    changed: 2,
  })
  expect((await bulk({ tier: 'Gold' })).body).toEqual({ changed: 0 })
  const { body: stranger } = await call(organizations.createOrganization, { name: 'No partner' })
  expect((await bulk({ tier: 'Lost' }, [...ids, stranger.id])).status).toBe(422)
  expect(
    (await call(api.listPartners, {})).body.items.map((item) => [item.tier, item.manager?.name, item.tags]),
  ).toEqual([
    ['Gold', 'Ada', ['key']],
    ['Gold', 'Ada', ['key']],
  ])
})

test('the database itself refuses two spells of one field at a time', async () => {
  const call = await manager()
  const { organizationId } = await partnerOf(call, 'Acme', { tier: 'Gold', from: '2024-01-01' })
  const second = server.database.owner.query(
    `insert into partnership_spell (ecosystem_id, id, organization_id, field, value, from_day, source)
     select ecosystem_id, 'spl_x', organization_id, 'tier', 'Silver', '2025-01-01', 'test' from partnership where organization_id = $1`,
    [organizationId],
  )
  await expect(second).rejects.toThrow('overlaps')
})

test('two who edit at the same moment do not overwrite each other', async () => {
  const call = await manager()
  const { organizationId } = await partnerOf(call, 'Acme')
  const both = await Promise.all([
    call(api.updatePartner, { organizationId, version: 1, tier: 'Gold' }),
    call(api.updatePartner, { organizationId, version: 1, territory: 'Nordics' }),
  ])
  expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
})
