import { endCertification, grantCertification, listOwnCertifications } from '@hansa/contract/enablement'
import { createOrganization } from '@hansa/contract/organizations'
import { expect, test } from 'vitest'
import { testServer } from '../testing.ts'

test('a partner sees its own valid certifications, the next to expire first, and nobody else’s', async () => {
  const server = await testServer()
  const { as } = await server.newEcosystem()
  const vendor = await as('administrator')
  const company = async (name: string) => (await vendor(createOrganization, { name })).body.id
  const [one, two] = [await company('One'), await company('Two')]
  const grant = async (organizationId: string, name: string, expiresOn: string | null) =>
    (await vendor(grantCertification, { organizationId, name, grantedOn: '2025-06-01', expiresOn })).body
  await grant(one, 'Sales', null)
  await grant(one, 'Support', '2027-06-01')
  await grant(two, 'Secret', null)
  const { id, version } = await grant(one, 'Old', '2027-01-01')
  await vendor(endCertification, { id, version, reason: 'left' })
  const { items } = (await (await as('partner_member', one))(listOwnCertifications, {})).body
  expect(items.map(({ name }) => name)).toEqual(['Support', 'Sales'])
})
