import * as api from '@hansa/contract/hygiene'
import { listTimeline } from '@hansa/contract/events'
import {
  createOrganization,
  createPerson,
  createRelationship,
  listPeople,
  listRelationships,
  readOrganization,
  updateOrganization,
} from '@hansa/contract/organizations'
import { createPartner, readPartner } from '@hansa/contract/partners'
import { recordRevenue, listRevenue } from '@hansa/contract/revenue'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { factsGivenBack, factsTaken } from './rules.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const manager = async () => (await server.newEcosystem()).as('partner_manager')
const organization = async (
  call: Call,
  facts: Parameters<typeof call<typeof createOrganization.input, typeof createOrganization.output>>[1],
) => (await call(createOrganization, facts)).body

async function find(call: Call) {
  await call(api.findDuplicates, {})
  await server.settle()
  return (await call(api.listDuplicates, {})).body.items
}

test('two spellings of one company are proposed with probability and reasons; a stranger is not', async () => {
  const call = await manager()
  await organization(call, { name: 'Acme Software GmbH', website: 'acme.com', country: 'DE' })
  await organization(call, { name: 'ACME Software', website: 'www.acme.com', country: 'DE' })
  await organization(call, { name: 'Zebra Logistics', website: 'zebra.io', country: 'FR' })
  const [pair, ...others] = await find(call)
  expect(others).toEqual([])
  expect([pair!.left.name, pair!.right.name].sort()).toEqual(['ACME Software', 'Acme Software GmbH'])
  expect(pair!.probability).toBeGreaterThan(0.8)
  expect(pair!.reasons).toContainEqual(expect.objectContaining({ field: 'domain', level: 'same' }))
})

test('a dismissed pair is not proposed again', async () => {
  const call = await manager()
  await organization(call, { name: 'Acme', website: 'acme.com' })
  await organization(call, { name: 'Acme Inc', website: 'acme.com' })
  const [pair] = await find(call)
  await call(api.dismissDuplicate, { id: pair!.id })
  expect(await find(call)).toEqual([])
})

/** Two records of one company, with everything that can hang on one. */
async function twins(call: Call) {
  const into = await organization(call, { name: 'Acme', website: 'acme.com', tags: ['a'] })
  const from = await organization(call, { name: 'ACME Holding', city: 'Ulm', tags: ['b'], traits: { gold: true } })
  const other = await organization(call, { name: 'Other' })
  const child = await organization(call, { name: 'Child', parentId: from.id })
  const person = (await call(createPerson, { name: 'Ada', organizationId: from.id })).body
  await call(createRelationship, { kind: 'refers_to', fromId: from.id, toId: other.id })
  await call(createRelationship, { kind: 'refers_to', fromId: into.id, toId: other.id })
  await call(createRelationship, { kind: 'distributes_to', fromId: into.id, toId: from.id })
  await call(createPartner, { organizationId: from.id, stage: 'active', tier: 'Gold', from: '2024-01-01' })
  await call(recordRevenue, {
    partnerId: from.id,
    kind: 'sale',
    day: '2025-01-01',
    amount: 1000,
    currency: 'EUR',
  })
  return { into, from, other, child, person }
}

const picture = async (call: Call, id: string) => {
  const { version: _, updatedAt: __, ...facts } = (await call(readOrganization, { id })).body
  const partner = await call(readPartner, { organizationId: id })
  return {
    facts,
    people: (await call(listPeople, { organizationId: id })).body.items.map((one) => one.name),
    relationships: (await call(listRelationships, { organizationId: id })).body.items
      .map((one) => [one.kind, one.from.name, one.to.name])
      .sort((a, b) => String(a).localeCompare(String(b))),
    revenue: (await call(listRevenue, { partnerId: id })).body.items.map((one) => one.amount),
    partner: partner.status === 200 ? [partner.body.stage, partner.body.tier, partner.body.since] : null,
  }
}

test('a merge moves everything to the survivor, with its history; undo puts every record back where it was', async () => {
  const call = await manager()
  const { into, from, child } = await twins(call)
  const before = { into: await picture(call, into.id), from: await picture(call, from.id) }
  const { body: merge, status, text } = await call(api.mergeOrganizations, { intoId: into.id, fromId: from.id })
  expect(status, text).toBe(200)
  expect(await picture(call, into.id)).toMatchObject({
    facts: {
      name: 'Acme',
      city: 'Ulm',
      aliases: ['ACME Holding'],
      tags: ['a', 'b'],
      traits: { gold: true },
      isPartner: true,
    },
    people: ['Ada'],
    relationships: [['refers_to', 'Acme', 'Other']],
    revenue: [1000],
    partner: ['active', 'Gold', '2024-01-01'],
  })
  expect((await call(readOrganization, { id: child.id })).body.parentName).toBe('Acme')
  const verbs = (await call(listTimeline, { recordId: into.id })).body.items.map((event) => event.verb)
  expect(verbs).toContain('organization.merged')
  expect(verbs.filter((verb) => verb === 'organization.created').length).toBe(2)

  const undone = await call(api.undoMerge, { id: merge.id })
  expect(undone.status, undone.text).toBe(200)
  expect({ into: await picture(call, into.id), from: await picture(call, from.id) }).toEqual(before)
  expect((await call(readOrganization, { id: child.id })).body.parentName).toBe('ACME Holding')
  expect((await call(api.undoMerge, { id: merge.id })).status).toBe(409)
})

test('what was changed after the merge stays when it is undone', async () => {
  const call = await manager()
  const { into, from } = await twins(call)
  const { body: merge } = await call(api.mergeOrganizations, { intoId: into.id, fromId: from.id })
  const { version } = (await call(readOrganization, { id: into.id })).body
  await call(updateOrganization, { id: into.id, version, city: 'Bonn' })
  await call(api.undoMerge, { id: merge.id })
  expect((await call(readOrganization, { id: into.id })).body.city).toBe('Bonn')
})

test('merges in a chain are undone from the last one back', async () => {
  const call = await manager()
  const [a, b, c] = [
    await organization(call, { name: 'A' }),
    await organization(call, { name: 'B' }),
    await organization(call, { name: 'C' }),
  ]
  const first = (await call(api.mergeOrganizations, { intoId: b.id, fromId: a.id })).body
  const second = (await call(api.mergeOrganizations, { intoId: c.id, fromId: b.id })).body
  expect(
    (await call(listTimeline, { recordId: c.id })).body.items.filter((event) => event.verb === 'organization.created')
      .length,
  ).toBe(3)
  expect((await call(api.undoMerge, { id: first.id })).status).toBe(409)
  expect((await call(api.undoMerge, { id: second.id })).status).toBe(200)
  expect(
    (await call(listTimeline, { recordId: b.id })).body.items.filter((event) => event.verb === 'organization.created')
      .length,
  ).toBe(2)
  expect((await call(api.undoMerge, { id: first.id })).status).toBe(200)
})

test('an organization cannot be merged with itself, twice, or by two at once in both directions', async () => {
  const call = await manager()
  const [a, b] = [await organization(call, { name: 'A' }), await organization(call, { name: 'B' })]
  expect((await call(api.mergeOrganizations, { intoId: a.id, fromId: a.id })).status).toBe(422)
  const both = await Promise.all([
    call(api.mergeOrganizations, { intoId: a.id, fromId: b.id }),
    call(api.mergeOrganizations, { intoId: b.id, fromId: a.id }),
  ])
  expect(both.map((one) => one.status).sort((x, y) => x - y)).toEqual([200, 422])
})

test('the survivor takes what it did not know and keeps what it knows', () => {
  const blank = {
    website: null,
    country: null,
    city: null,
    industry: null,
    employees: null,
    description: null,
    aliases: [],
    tags: [],
    traits: {},
  }
  expect(
    factsTaken(
      { ...blank, name: 'A', country: 'DE' },
      { ...blank, name: 'B', country: 'FR', city: 'Lyon', aliases: ['A', 'Bee'] },
    ),
  ).toEqual({ city: 'Lyon', aliases: ['B', 'Bee'] })
  expect(
    factsGivenBack(
      { city: 'Bonn', tags: ['x'] },
      { before: { city: null, tags: [] }, after: { city: 'Lyon', tags: ['x'] } },
    ),
  ).toEqual({ tags: [] })
})
