import * as api from '@hansa/contract/organizations'
import { listTimeline } from '@hansa/contract/events'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const manager = async (): Promise<Call> => (await server.newEcosystem()).as('partner_manager')

test('an organization is created with its registrable domain derived, and tells the log', async () => {
  const call = await manager()
  const { status, body } = await call(api.createOrganization, {
    name: 'Acme Ltd',
    website: 'https://shop.acme.co.uk/x',
    country: 'GB',
    traits: { has_warehouse: true },
  })
  expect({ status, domain: body.domain, traits: body.traits, version: body.version, may: body.may }).toEqual({
    status: 200,
    domain: 'acme.co.uk',
    traits: { has_warehouse: true },
    version: 1,
    may: { edit: true },
  })
  const timeline = await call(listTimeline, { recordId: body.id })
  expect(timeline.body.items.map((event) => [event.verb, event.actor.name])).toEqual([
    ['organization.created', 'A partner_manager'],
  ])
})

test('an edit that was overtaken is refused, and says so', async () => {
  const call = await manager()
  const { body } = await call(api.createOrganization, { name: 'Acme' })
  expect((await call(api.updateOrganization, { id: body.id, version: 1, city: 'Lyon' })).status).toBe(200)
  const late = await call(api.updateOrganization, { id: body.id, version: 1, city: 'Nice' })
  expect({ status: late.status, code: late.body.code, field: late.body.problems?.[0]?.field }).toEqual({
    status: 409,
    code: 'conflict',
    field: 'version',
  })
})

test('wrong input is refused naming the field, the value and what would be right', async () => {
  const call = await manager()
  const { status, body } = await call(api.createOrganization, { name: 'Acme', country: 'Germany' })
  expect({ status, problems: body.problems }).toEqual({
    status: 422,
    problems: [{ field: 'country', message: 'must be a country code like DE (got "Germany")' }],
  })
})

test('pages follow each other in any order without gaps or repeats', async () => {
  const call = await manager()
  for (let i = 0; i < 7; i++)
    await call(api.createOrganization, { name: `Company ${i % 3}`, employees: i % 2 ? null : i })
  for (const sort of ['name', '-name', 'createdAt', '-employees'] as const) {
    const seen: string[] = []
    let after: string | undefined
    do {
      const { body } = await call(api.listOrganizations, { sort, limit: 3, ...(after && { after }) })
      seen.push(...body.items.map((item) => item.id))
      after = body.next ?? undefined
    } while (after)
    expect(new Set(seen).size, sort).toBe(7)
    expect(seen.length, sort).toBe(7)
  }
})

test('search finds whole words, beginnings and near misses, and filters narrow it', async () => {
  const call = await manager()
  await call(api.createOrganization, { name: 'Crédit Agricole', country: 'FR', tags: ['bank'] })
  await call(api.createOrganization, { name: 'Sopra Steria', country: 'FR', website: 'soprasteria.com' })
  const names = async (
    input: Parameters<typeof call<typeof api.listOrganizations.input, typeof api.listOrganizations.output>>[1],
  ) => (await call(api.listOrganizations, input)).body.items.map((item) => item.name)
  expect(await names({ q: 'credit agri' })).toEqual(['Crédit Agricole'])
  expect(await names({ q: 'agricolle' })).toEqual(['Crédit Agricole'])
  expect(await names({ q: 'soprasteria.com' })).toEqual(['Sopra Steria'])
  expect(await names({ country: 'FR', tag: 'bank' })).toEqual(['Crédit Agricole'])
  expect(await names({ q: `%' or 1=1 --` })).toEqual([])
})

test('a parent cannot be below its own child', async () => {
  const call = await manager()
  const top = (await call(api.createOrganization, { name: 'Top' })).body
  const below = (await call(api.createOrganization, { name: 'Below', parentId: top.id })).body
  const circle = await call(api.updateOrganization, { id: top.id, version: 1, parentId: below.id })
  expect({ status: circle.status, message: circle.body.message }).toEqual({
    status: 422,
    message: 'parentId: Below is itself below this organization',
  })
})

test('a bulk edit changes all that it names, or none', async () => {
  const call = await manager()
  const ids = [
    (await call(api.createOrganization, { name: 'A', tags: ['old'] })).body.id,
    (await call(api.createOrganization, { name: 'B' })).body.id,
  ]
  expect((await call(api.bulkEditOrganizations, { ids, addTags: ['new'], removeTags: ['old'] })).body).toEqual({
    changed: 2,
  })
  const stranger = 'org_00000000000000000000000000'
  expect((await call(api.bulkEditOrganizations, { ids: [...ids, stranger], addTags: ['lost'] })).status).toBe(422)
  expect((await call(api.listOrganizations, {})).body.items.map((item) => item.tags)).toEqual([['new'], ['new']])
})

test('an export makes cells harmless that a spreadsheet would run', async () => {
  const call = await manager()
  await call(api.createOrganization, { name: '=HYPERLINK("http://evil.test")', city: 'Bonn' })
  const { text, headers } = await call(api.exportOrganizations, {})
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(text).toContain(`"'=HYPERLINK(""http://evil.test"")"`)
})

test('the same write with the same Idempotency-Key happens once', async () => {
  const call = await manager()
  const headers = { 'idempotency-key': 'k1' }
  const [first, second] = await Promise.all([
    call(api.createOrganization, { name: 'Once' }, { headers }),
    call(api.createOrganization, { name: 'Once' }, { headers }),
  ])
  expect(first.body.id).toBe(second.body.id)
  expect((await call(api.createOrganization, { name: 'Other' }, { headers })).status).toBe(409)
  expect((await call(api.listOrganizations, {})).body.items.length).toBe(1)
})

test('people belong to organizations, and one e-mail to one person', async () => {
  const call = await manager()
  const organization = (await call(api.createOrganization, { name: 'Acme' })).body
  const ada = await call(api.createPerson, {
    name: 'Ada Lovelace',
    email: 'Ada@Acme.test',
    organizationId: organization.id,
  })
  expect({ email: ada.body.email, organization: ada.body.organizationName }).toEqual({
    email: 'ada@acme.test',
    organization: 'Acme',
  })
  const twin = await call(api.createPerson, { name: 'Another', email: 'Ada@acme.test' })
  expect([twin.status, twin.body.problems?.[0]?.field]).toEqual([409, 'email'])
})

test('relationships show from either end, and one cannot relate an organization to itself', async () => {
  const call = await manager()
  const [a, b] = [
    (await call(api.createOrganization, { name: 'A' })).body.id,
    (await call(api.createOrganization, { name: 'B' })).body.id,
  ]
  await call(api.createRelationship, { kind: 'distributes_to', fromId: a, toId: b, since: '2024-01-01' })
  for (const organizationId of [a, b])
    expect((await call(api.listRelationships, { organizationId })).body.items[0]?.to.name).toBe('B')
  expect((await call(api.createRelationship, { kind: 'refers_to', fromId: a, toId: a })).status).toBe(422)
})

test('the values in use come with how many hold them, the commonest first', async () => {
  const call = await manager()
  await call(api.createOrganization, { name: 'Acme', country: 'DE', industry: 'Steel', tags: ['big', 'old'] })
  await call(api.createOrganization, { name: 'Globex', country: 'DE', tags: ['big'] })
  await call(api.createOrganization, { name: 'Initech', country: 'FR' })
  await call(api.createPerson, { name: 'Ada', country: 'GB', tags: ['speaker'] })
  expect((await call(api.listOrganizationOptions, {})).body).toEqual({
    countries: [
      { value: 'DE', count: 2 },
      { value: 'FR', count: 1 },
    ],
    industries: [{ value: 'Steel', count: 1 }],
    tags: [
      { value: 'big', count: 2 },
      { value: 'old', count: 1 },
    ],
  })
  expect((await call(api.listPersonOptions, {})).body).toEqual({
    countries: [{ value: 'GB', count: 1 }],
    tags: [{ value: 'speaker', count: 1 }],
  })
})

test('some organizations and people are read at once by their ids', async () => {
  const call = await manager()
  const made = []
  for (const name of ['Acme', 'Globex', 'Initech']) made.push((await call(api.createOrganization, { name })).body.id)
  const person = (await call(api.createPerson, { name: 'Ada' })).body.id
  await call(api.createPerson, { name: 'Grace' })
  const some = await call(api.listOrganizations, { id: [made[0]!, made[2]!] })
  expect(some.body.items.map((one) => one.name)).toEqual(['Acme', 'Initech'])
  expect((await call(api.listPeople, { id: [person] })).body.items.map((one) => one.name)).toEqual(['Ada'])
})
