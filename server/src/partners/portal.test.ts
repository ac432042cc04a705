import { listActivity } from '@hansa/contract/activity'
import { updateCompany } from '@hansa/contract/company'
import { grantCertification } from '@hansa/contract/enablement'
import { createOrganization } from '@hansa/contract/organizations'
import { readPartnership } from '@hansa/contract/partnership'
import { createPartner, updatePartner } from '@hansa/contract/partners'
import { readMe } from '@hansa/contract/identity'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

test('a partner sees its types, tier, territory and whom to turn to, and not how it is judged', async () => {
  const { as } = await server.newEcosystem()
  const vendor = await as('administrator')
  const manager = await as('partner_manager')
  const { user } = (await manager(readMe, {})).body
  const { id } = (await vendor(createOrganization, { name: 'Contor GmbH' })).body
  const { version } = (
    await vendor(createPartner, {
      organizationId: id,
      types: ['referral', 'reseller'],
      stage: 'at_risk',
      tier: 'Gold',
      territory: 'Baltic',
      manager: 'Hanna Hanse',
      reason: 'behind plan',
    })
  ).body
  const member = await as('partner_member', id)
  const { body, text } = await member(readPartnership, {})
  expect(body).toMatchObject({
    organizationName: 'Contor GmbH',
    types: ['referral', 'reseller'],
    tier: 'Gold',
    territory: 'Baltic',
    manager: { name: 'Hanna Hanse', email: null },
  })
  expect(text).not.toMatch(/at_risk|behind plan/)
  const members = await server.database.owner.query('select id from member where user_id = $1', [user.id])
  await vendor(updatePartner, { organizationId: id, version, manager: members.rows[0].id })
  expect((await member(readPartnership, {})).body.manager).toEqual({ name: user.name, email: user.email })
})

test('a company without a partnership, and one without a manager, say so', async () => {
  const { as } = await server.newEcosystem()
  const { id } = (await (await as('administrator'))(createOrganization, { name: 'Contor GmbH' })).body
  expect((await (await as('partner_member', id))(readPartnership, {})).body).toMatchObject({
    types: [],
    tier: null,
    since: null,
    manager: null,
  })
})

test('of what happened, a partner reads what is disclosed about itself, page by page, and nothing of the vendor’s people', async () => {
  const { as } = await server.newEcosystem()
  const vendor = await as('administrator')
  const company = async (name: string) => {
    const { id } = (await vendor(createOrganization, { name })).body
    const { version } = (await vendor(createPartner, { organizationId: id, stage: 'active', tier: 'Silver' })).body
    return { id, version, admin: await as('partner_administrator', id) }
  }
  const [one, two] = [await company('One'), await company('Two')]
  await vendor(updatePartner, { organizationId: one.id, version: one.version, tier: 'Gold', stage: 'at_risk' })
  await vendor(grantCertification, { organizationId: one.id, name: 'Sales', grantedOn: '2025-01-01' })
  await one.admin(updateCompany, { version: 1, city: 'Bergen', name: 'One SE' })
  const first = (await one.admin(listActivity, { limit: 2 })).body
  const rest = (await one.admin(listActivity, { after: first.next! })).body
  const told = [...first.items, ...rest.items].map(({ verb, who, name, fields }) => [verb, who, name, fields])
  expect(told.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
    ['certification.granted', null, 'Sales', []],
    ['organization.suggested', 'A partner_administrator', null, ['name']],
    ['organization.updated', 'A partner_administrator', null, ['city']],
    ['partner.tier_changed', null, 'Gold', []],
  ])
  expect((await two.admin(listActivity, {})).body.items).toEqual([])
})
