import { createDeal } from '@hansa/contract/deals'
import { listDirectTouches } from '@hansa/contract/direct-touches'
import { addMember } from '@hansa/contract/identity'
import { createOrganization } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { approveRegistration, listRegistrations } from '@hansa/contract/registrations'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Tab } from './browser.ts'
import { Hansa } from './hansa.ts'

const paula = { name: 'Paula Partner', email: 'paula@contor.test', password: 'a long password' }
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
let hansa: Hansa
let vendor: Tab
let portal: Tab
let registrationId: string

/** A partner that is protected with a customer, with which the vendor then opens a deal of its own. */
beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  const { id: partnerId } = await hansa.call(createOrganization, { name: 'Contor GmbH', country: 'DE' })
  await hansa.call(createPartner, { organizationId: partnerId, types: ['reseller'], stage: 'active' })
  await hansa.call(addMember, { ...paula, role: 'partner_administrator', partnerId })
  const werft = { name: 'Werft Nord GmbH', website: 'werft-nord.example', country: 'DE' }
  const { id: customerId } = await hansa.call(createOrganization, werft)
  portal = await Tab.open(hansa, { colorScheme: 'dark', viewport: { width: 400, height: 800 } })
  await portal.signIn(paula, '/portal/sign-in')
  const sent = await portal.page.request.post('/api/portal/registrations', {
    headers: { 'x-hansa': '1' },
    data: {
      customerName: werft.name,
      customerDomain: werft.website,
      country: 'DE',
      contactName: 'Mia Muster',
      families: ['all'],
      value: { amount: 12_000_000, currency: 'EUR' },
      expectedCloseOn: day(60),
      evidence: 'Two workshops with the head of production.',
      evidenceOn: day(-3),
      send: true,
    },
  })
  expect(sent.status(), await sent.text()).toBe(200)
  const inReview = async () => (await hansa.call(listRegistrations, { state: ['in_review'] })).items[0]
  let claim = await inReview()
  for (; !claim; claim = await inReview()) await wait(200)
  registrationId = claim.id
  await hansa.call(approveRegistration, { id: claim.id, version: claim.version })
  await hansa.call(createDeal, { name: 'Werft Nord, new dock', customerId, owner: 'Sally Seller' })
  while ((await hansa.call(listDirectTouches, {})).items.length === 0) await wait(200)
  vendor = await Tab.open(hansa)
  await vendor.signIn()
}, 120_000)
afterEach(() => {
  vendor.expectNoProblems()
  portal.expectNoProblems()
})
afterAll(async () => {
  for (const tab of [vendor, portal]) await tab?.close()
  await hansa?.remove()
})

test('a direct touch is read, settled and confirmed from door to door, and weighs until then', async () => {
  const { page } = vendor
  await page.goto(`/registrations/${registrationId}`)
  await page.getByText('Opened a direct deal').waitFor()
  await page.getByText('Weighs on the score').waitFor()
  await vendor.expectAccessible()
  await page.getByRole('link', { name: 'Werft Nord, new dock' }).first().click()
  await page.getByRole('link', { name: 'its registration' }).click()
  await page.getByRole('button', { name: 'Settle' }).click()
  await page.getByRole('combobox', { name: 'How' }).click()
  await page.getByRole('option', { name: 'It was agreed with the partner' }).click()
  await page.getByLabel('In words').fill('Paula asked us to send a price.')
  await page.getByRole('dialog').getByRole('button', { name: 'Settle' }).click()
  await page.getByText('Paula asked us to send a price.').waitFor()

  const { page: own } = portal
  await own.goto(`/portal/registrations/${registrationId}`)
  await own.getByText('Paula asked us to send a price.').waitFor()
  expect(await own.locator('main').innerText()).not.toMatch(/Sally|new dock/)
  await portal.expectAccessible()
  await own.getByRole('button', { name: 'Answer' }).click()
  await own.getByRole('combobox', { name: 'Is it so?' }).click()
  await own.getByRole('option', { name: 'Confirmed by the partner' }).click()
  await own.getByRole('dialog').getByRole('button', { name: 'Answer' }).click()
  await own.getByText('Does not weigh on the score').waitFor()
})

test('the fairness score opens to its parts and rows, for each door its own', async () => {
  const { page } = vendor
  await page.goto('/registrations')
  await page.getByRole('link', { name: /^Fairness/ }).click()
  await vendor.title('Fairness')
  await page.getByRole('button', { name: /^Reviews in time/ }).click()
  await page.getByRole('link', { name: 'Show the rows' }).click()
  await page.getByRole('link', { name: 'Werft Nord GmbH' }).waitFor()
  await page.goto('/fairness?part=untouched')
  await page.getByText('Left to the partner').first().waitFor()
  await vendor.expectAccessible()

  await portal.page.goto('/portal/registrations')
  await portal.page.getByRole('link', { name: /^How fair the vendor is/ }).click()
  await portal.title('How fair the vendor is')
  await portal.page.getByText('Too few to be shown').first().waitFor()
  await portal.expectAccessible()
})
