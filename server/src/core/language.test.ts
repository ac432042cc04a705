import { createDeal } from '@hansa/contract/deals'
import { createOrganization, readOrganization, updateOrganization } from '@hansa/contract/organizations'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'

let server: TestServer
let call: Call
const inGerman = { headers: { 'accept-language': 'de-AT,de;q=0.9' } }
beforeAll(async () => {
  server = await testServer()
  call = await (await server.newEcosystem()).as('partner_manager')
})

test('a refusal is said in the language of the request, field by field', async () => {
  const { body } = await call(createOrganization, { name: 'Acme', country: 'Germany', employees: -1 }, inGerman)
  expect(body.problems).toEqual([
    { field: 'country', message: 'muss ein Ländercode wie DE sein (erhalten: "Germany")' },
    { field: 'employees', message: 'sollte 0 oder mehr sein (erhalten: -1)' },
  ])
  expect(body.message).toBe(body.problems!.map(({ field, message }) => `${field}: ${message}`).join('; '))
})

test('without a wish, or with one for another language, it is English', async () => {
  for (const wish of [undefined, 'fr', 'en-GB,de;q=0.5']) {
    const headers = wish === undefined ? {} : { 'accept-language': wish }
    const { body } = await call(createOrganization, { name: '' }, { headers })
    expect(body.message).toBe('name: is empty (got "")')
  }
})

test('what is not there, and who was faster, is told in German too', async () => {
  const id = 'org_00000000000000000000000000'
  expect((await call(readOrganization, { id }, inGerman)).body.message).toBe(
    `Organisation ${id} gibt es nicht, oder Sie dürfen es nicht sehen.`,
  )
  const made = (await call(createOrganization, { name: 'Acme' })).body
  await call(updateOrganization, { id: made.id, version: 1, city: 'Lyon' })
  const late = await call(updateOrganization, { id: made.id, version: 1, city: 'Nice' }, inGerman)
  expect([late.body.message, late.body.problems]).toEqual([
    'Inzwischen hat jemand anderes das geändert: Organisation, jetzt in Version 2. Laden Sie es neu und wiederholen Sie die Änderung.',
    [{ field: 'version', message: 'ist nicht die aktuelle Version 2' }],
  ])
})

test('a rule’s own sentence keeps its field and its values', async () => {
  const customer = (await call(createOrganization, { name: 'Kunde' })).body
  const { body } = await call(createDeal, { name: 'Neu', customerId: customer.id, openedOn: '2999-01-01' }, inGerman)
  expect(body.problems?.[0]).toMatchObject({
    field: 'openedOn',
    message: expect.stringContaining('2999-01-01 liegt in der Zukunft'),
  })
})

test('whoever may not is told so, and who is signed out as well', async () => {
  const analyst = await (await server.newEcosystem()).as('analyst')
  expect((await analyst(createOrganization, { name: 'Acme' }, inGerman)).body.message).toBe(
    'Dies braucht die Berechtigung „organizations.write“.',
  )
  const nobody = server.callAs({})
  expect((await nobody(createOrganization, { name: 'Acme' }, inGerman)).body.message).toContain('Melden Sie sich an')
})
