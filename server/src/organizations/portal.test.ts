import {
  companyFields,
  decideSuggestion,
  listCompanyRelationships,
  listSuggestions,
  proposeRelationship,
  readCompany,
  readCompanyRights,
  updateCompany,
  updateCompanyRights,
  withdrawSuggestion,
} from '@hansa/contract/company'
import { listTimeline } from '@hansa/contract/events'
import { mergeOrganizations, undoMerge } from '@hansa/contract/hygiene'
import {
  createOrganization,
  createRelationship,
  listRelationships,
  readOrganization,
  updateOrganization,
  updateRelationship,
} from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { sorted, visible } from './rules/company.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

/** A vendor with two partners, whose people stand before the portal. */
async function programme() {
  const eco = await server.newEcosystem()
  const vendor = await eco.as('administrator')
  const partner = async (name: string, website: string) => {
    const facts = { name, website, city: 'Lübeck', description: `All about ${name}`, tags: ['secret tag'] }
    const { id } = (await vendor(createOrganization, facts)).body
    await vendor(createPartner, { organizationId: id, types: ['reseller'], stage: 'active' })
    return { id, admin: await eco.as('partner_administrator', id), member: await eco.as('partner_member', id) }
  }
  return {
    ...eco,
    vendor,
    one: await partner('Contor GmbH', 'contor.example'),
    two: await partner('Kogge AG', 'kogge.example'),
  }
}

describe('my company', () => {
  test('a partner sees the facts that the vendor shows, and none of the vendor’s own', async () => {
    const { one } = await programme()
    const { body } = await one.member(readCompany, {})
    expect(Object.keys(body.facts)).toEqual(Object.keys(companyFields))
    expect(body.facts).toMatchObject({ name: 'Contor GmbH', city: 'Lübeck' })
    expect(JSON.stringify(body)).not.toContain('secret tag')
    expect(body.may).toEqual({ edit: 'Your role does not hold “portal.company”.' })
  })

  test('what it may edit holds at once, and stands on the vendor’s timeline with who did it', async () => {
    const { vendor, one } = await programme()
    const { version } = (await one.admin(readCompany, {})).body
    expect((await one.admin(updateCompany, { version, city: 'Bergen', employees: 12 })).body.facts.city).toBe('Bergen')
    expect((await vendor(readOrganization, { id: one.id })).body).toMatchObject({ city: 'Bergen', employees: 12 })
    const { items } = (await vendor(listTimeline, { recordId: one.id })).body
    expect(items.find(({ verb }) => verb === 'organization.updated')).toMatchObject({
      verb: 'organization.updated',
      actor: { kind: 'partner', name: 'A partner_administrator' },
      data: { changes: { city: ['Lübeck', 'Bergen'], employees: [null, 12] } },
    })
  })

  test('what needs approval waits; approved it holds, refused it stays as it was and says why', async () => {
    const { vendor, one } = await programme()
    const before = (await one.admin(readCompany, {})).body
    const { suggestions, facts } = (
      await one.admin(updateCompany, {
        version: before.version,
        name: 'Contor SE',
        website: 'contor.test',
        note: 'New form',
      })
    ).body
    expect(facts.name).toBe('Contor GmbH')
    expect(Object.fromEntries(suggestions.map(({ field, state, note }) => [field, [state, note]]))).toEqual({
      name: ['open', 'New form'],
      website: ['open', 'New form'],
    })
    const queue = (await vendor(listSuggestions, { state: 'open' })).body.items
    const [name, website] = ['name', 'website'].map((field) => queue.find((item) => item.field === field)!)
    expect(name).toMatchObject({ organization: { name: 'Contor GmbH' }, before: 'Contor GmbH', value: 'Contor SE' })
    await vendor(decideSuggestion, { id: name!.id, version: 1, outcome: 'approved' })
    const bare = await vendor(decideSuggestion, { id: website!.id, version: 1, outcome: 'refused' })
    expect(bare.body.problems?.[0]?.field).toBe('reason')
    await vendor(decideSuggestion, { id: website!.id, version: 1, outcome: 'refused', reason: 'Not reachable' })
    const after = (await one.member(readCompany, {})).body
    expect(after.facts).toMatchObject({ name: 'Contor SE', website: 'contor.example' })
    expect(after.suggestions.find(({ field }) => field === 'website')).toMatchObject({
      state: 'refused',
      reason: 'Not reachable',
    })
    expect((await vendor(listSuggestions, { state: 'open' })).body.items).toEqual([])
    const again = await vendor(decideSuggestion, { id: name!.id, version: 2, outcome: 'approved' })
    expect(again.status).toBe(409)
  })

  test('a later suggestion for the same fact takes the place of the earlier one, and one can be taken back', async () => {
    const { vendor, one } = await programme()
    for (const [version, name] of ['First', 'Second'].entries())
      await one.admin(updateCompany, { version: version + 1, name })
    const open = (await vendor(listSuggestions, { state: 'open', organizationId: one.id })).body.items
    expect(open.map(({ value }) => value)).toEqual(['Second'])
    expect((await one.admin(withdrawSuggestion, { id: open[0]!.id })).status).toBe(200)
    expect((await one.admin(readCompany, {})).body.suggestions).toEqual([])
    expect((await vendor(decideSuggestion, { id: open[0]!.id, version: 1, outcome: 'approved' })).status).toBe(409)
  })

  test('what is read only or hidden is refused, field by field, and nothing of the edit is kept', async () => {
    const { vendor, one } = await programme()
    await vendor(updateCompanyRights, { version: 0, rights: { employees: 'read', description: 'hidden' } })
    const { version, facts, rights } = (await one.admin(readCompany, {})).body
    expect('description' in facts || 'description' in rights).toBe(false)
    const { status, body } = await one.admin(updateCompany, {
      version,
      city: 'Bergen',
      employees: 3,
      description: 'All about Contor GmbH',
    })
    expect([status, body.problems?.map(({ field }) => field)]).toEqual([422, ['employees', 'description']])
    expect((await one.admin(readCompany, {})).body.facts.city).toBe('Lübeck')
  })

  test('who edits an older state is refused, whether the vendor or a colleague was faster', async () => {
    const { vendor, one } = await programme()
    await vendor(updateOrganization, { id: one.id, version: 1, industry: 'Shipping' })
    const late = await one.admin(updateCompany, { version: 1, city: 'Bergen' })
    expect([late.status, late.body.problems?.[0]?.field]).toEqual([409, 'version'])
  })

  test('a member of the partner reads and does not write; an administrator of the vendor sets what may be written', async () => {
    const { as, vendor, one } = await programme()
    expect((await one.member(updateCompany, { version: 1, city: 'Bergen' })).status).toBe(403)
    const analyst = await as('analyst')
    expect((await analyst(readCompanyRights, {})).status).toBe(200)
    expect((await analyst(updateCompanyRights, { version: 0, rights: { city: 'hidden' } })).status).toBe(403)
    expect((await vendor(updateCompanyRights, { version: 0, rights: { city: 'hidden' } })).body.version).toBe(1)
    expect((await vendor(updateCompanyRights, { version: 0, rights: { city: 'edit' } })).status).toBe(409)
  })
})

describe('my relationships', () => {
  test('what the vendor discloses is seen by both sides by name alone, and by nobody else', async () => {
    const { vendor, one, two, ecosystemId, as } = await programme()
    const third = (await vendor(createOrganization, { name: 'Third Ltd' })).body
    const other = await as('partner_administrator', third.id)
    const edge = { kind: 'distributes_to', fromId: one.id, toId: two.id, note: 'our own view' } as const
    const { id, version } = (await vendor(createRelationship, edge)).body
    expect((await one.admin(listCompanyRelationships, {})).body.items).toEqual([])
    await vendor(updateRelationship, { id, version, disclosed: true })
    const seen = async (call: typeof one.admin) => (await call(listCompanyRelationships, {})).body.items
    expect(await seen(one.member)).toEqual([
      { id, kind: 'distributes_to', direction: 'from', name: 'Kogge AG', since: null, until: null },
    ])
    expect(await seen(two.member)).toMatchObject([{ direction: 'to', name: 'Contor GmbH' }])
    expect(await seen(other)).toEqual([])
    const tables = await server.database.scoped({ ecosystemId, partnerId: one.id }, async (db) => ({
      relationships: await db.selectFrom('relationship').selectAll().execute(),
      companies: await db.selectFrom('organization').select('name').execute(),
    }))
    expect(tables).toEqual({ relationships: [], companies: [{ name: 'Contor GmbH' }] })
    await vendor(updateRelationship, { id, version: 2, disclosed: false })
    expect(await seen(two.member)).toEqual([])
  })

  test('that two compete is never shown to them', async () => {
    const { vendor, one, two } = await programme()
    const rivals = { kind: 'competes_with', fromId: one.id, toId: two.id } as const
    expect((await vendor(createRelationship, { ...rivals, disclosed: true })).status).toBe(422)
    const { id, version } = (await vendor(createRelationship, rivals)).body
    expect((await vendor(updateRelationship, { id, version, disclosed: true })).body.problems?.[0]?.field).toBe(
      'disclosed',
    )
    const forced = server.database.owner.query('update relationship set disclosed = true where id = $1', [id])
    await expect(forced).rejects.toThrow('violates check constraint')
  })

  test('a proposal names the company that is meant; confirmed, both sides see the relationship', async () => {
    const { vendor, one, two } = await programme()
    await one.admin(proposeRelationship, {
      kind: 'refers_to',
      direction: 'to',
      name: 'Kogge',
      website: 'https://www.kogge.example/de',
    })
    expect((await one.admin(listCompanyRelationships, {})).body.proposed).toMatchObject([
      { state: 'open', relationship: { kind: 'refers_to', direction: 'to', name: 'Kogge' } },
    ])
    expect((await two.admin(listCompanyRelationships, {})).body).toMatchObject({ items: [], proposed: [] })
    const [open] = (await vendor(listSuggestions, {})).body.items
    expect(open!.meant).toEqual({ id: two.id, name: 'Kogge AG' })
    await vendor(decideSuggestion, { id: open!.id, version: 1, outcome: 'approved', organizationId: two.id })
    expect((await two.member(listCompanyRelationships, {})).body.items).toMatchObject([
      { kind: 'refers_to', direction: 'from', name: 'Contor GmbH' },
    ])
  })

  test('a company that is not known yet is made when the proposal is confirmed', async () => {
    const { vendor, one } = await programme()
    await one.admin(proposeRelationship, { kind: 'integrates_with', direction: 'from', name: 'Nowhere Inc' })
    const [open] = (await vendor(listSuggestions, {})).body.items
    expect(open!.meant).toBeNull()
    await vendor(decideSuggestion, { id: open!.id, version: 1, outcome: 'approved' })
    const { items } = (await vendor(listRelationships, { organizationId: one.id })).body
    expect(items).toMatchObject([{ to: { name: 'Nowhere Inc' }, disclosed: true }])
  })
})

test('of one partner’s doings the other sees nothing: neither facts, nor suggestions, nor events', async () => {
  const { one, two, ecosystemId } = await programme()
  await one.admin(updateCompany, { version: 1, city: 'Bergen', name: 'Contor SE', note: 'between us' })
  await one.admin(proposeRelationship, { kind: 'refers_to', direction: 'from', name: 'Third' })
  const [mine] = (await one.admin(readCompany, {})).body.suggestions
  expect((await two.admin(withdrawSuggestion, { id: mine!.id })).status).toBe(404)
  for (const call of [two.admin, two.member]) {
    const { text } = await call(readCompany, {})
    expect(text + (await call(listCompanyRelationships, {})).text).not.toMatch(/Contor|Bergen|between us|Third/)
  }
  const seen = await server.database.scoped({ ecosystemId, partnerId: two.id }, async (db) => ({
    suggestions: await db.selectFrom('partnerSuggestion').selectAll().execute(),
    events: (await db.selectFrom('event').select('partnerId').execute()).filter((row) => row.partnerId !== two.id),
  }))
  expect(seen).toEqual({ suggestions: [], events: [] })
})

test('when companies are merged, a partner’s people act for the survivor; undone, for their own again', async () => {
  const { vendor, one, two, ecosystemId } = await programme()
  const ofTwo = async () => {
    const sql = 'select count(*)::int as people from member where ecosystem_id = $1 and partner_id = $2'
    return (await server.database.owner.query(sql, [ecosystemId, two.id])).rows[0].people as number
  }
  expect(await ofTwo()).toBe(2)
  const { body } = await vendor(mergeOrganizations, { intoId: two.id, fromId: one.id })
  expect(await ofTwo()).toBe(4)
  await vendor(undoMerge, { id: body.id })
  expect(await ofTwo()).toBe(2)
})

describe('sorting an edit by rights', () => {
  const rights = {
    name: 'suggest',
    website: 'suggest',
    country: 'edit',
    city: 'edit',
    industry: 'read',
    employees: 'hidden',
    description: 'edit',
    aliases: 'suggest',
  } as const
  const before = { name: 'A', city: 'B', industry: 'C', employees: 5, aliases: ['X'] }

  test('a fact that is sent as it is changes nothing, whatever its right', () => {
    expect(sorted(rights, before, { name: 'A', city: 'B', industry: 'C', aliases: ['X'] })).toEqual({
      edits: {},
      suggested: {},
      refused: [],
    })
  })

  test('a hidden fact is refused also when the guess is right', () => {
    expect(sorted(rights, before, { employees: 5 }).refused.map(({ field }) => field)).toEqual(['employees'])
  })

  test('facts are seen but for the hidden ones', () => {
    expect(Object.keys(visible(rights, before))).not.toContain('employees')
  })
})
