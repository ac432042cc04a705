import { createDeal } from '@hansa/contract/deals'
import { addMember } from '@hansa/contract/identity'
import { createOrganization } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { listRegistrations } from '@hansa/contract/registrations'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, test } from 'vitest'
import { Tab } from './browser.ts'
import { sendClaim } from './claim.ts'
import { Hansa } from './hansa.ts'

const password = 'a long password'
let hansa: Hansa
let vendor: Tab

/** A partner with a person who claims customers through the portal's own API, as its form does. */
async function claims(partner: string, email: string, customers: readonly (readonly [name: string, domain: string])[]) {
  const { id } = await hansa.call(createOrganization, { name: partner })
  await hansa.call(createPartner, { organizationId: id, types: ['reseller'], stage: 'active' })
  await hansa.call(addMember, {
    name: `Person of ${partner}`,
    email,
    password,
    role: 'partner_administrator',
    partnerId: id,
  })
  const tab = await Tab.open(hansa)
  try {
    await tab.signIn({ name: '', email, password }, '/portal/sign-in')
    for (const [customerName, customerDomain] of customers) await sendClaim(tab, customerName, customerDomain)
  } finally {
    await tab.close()
  }
}

beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  const { id: customerId } = await hansa.call(createOrganization, {
    name: 'Werft Nord GmbH',
    website: 'werft-nord.example',
    country: 'DE',
  })
  await hansa.call(createDeal, {
    name: 'Werft Nord, new dock',
    customerId,
    value: { amount: 900_000, currency: 'EUR' },
  })
  await claims('Contor GmbH', 'paula@contor.test', [
    ['Werft Nord', 'werft-nord.example'],
    ['Aurora Robotics', 'aurora.example'],
    ['Birch Paper Mill', 'birch.example'],
  ])
  await claims('Kogge AG', 'otto@kogge.test', [['Werft Nord GmbH', 'www.werft-nord.example']])
  while ((await hansa.call(listRegistrations, { state: ['in_review'] })).items.length < 4) await wait(100)
  vendor = await Tab.open(hansa)
  await vendor.signIn()
}, 120_000)
afterEach(() => vendor.expectNoProblems())
afterAll(async () => {
  await vendor.close()
  await hansa.remove()
})
const row = (name: string | RegExp) => vendor.page.getByRole('row', { name })

test('the queue says how long each review has, what was found, and is narrowed by partner', async () => {
  const { page } = vendor
  await page.goto('/registrations')
  await row(/due in 3 business days.*Kogge AG.*Same customer, 9\d\.\d%/).waitFor()
  await row(/Aurora Robotics.*Nothing/).waitFor()
  await vendor.settled()
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()
  await page.getByRole('button', { name: 'Partner', exact: true }).click()
  await page.getByRole('button', { name: /^Kogge AG/ }).click()
  await page.keyboard.press('Escape')
  await row(/Aurora Robotics/).waitFor({ state: 'hidden' })
  await row(/Kogge AG/).waitFor()
  await page.goto('/registrations')
})

test('by keys alone: to a row, refuse it with a reason, and what became of it is told', async () => {
  const { page } = vendor
  await row(/Birch Paper Mill/).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await vendor.expectAccessible()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  await page.keyboard.press('j')
  while (!(await focused()).includes('Birch Paper Mill')) await page.keyboard.press('j')
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: /^Refuse: Birch Paper Mill/ })
  await dialog.getByLabel('Reason').click()
  await page.getByRole('option', { name: 'The opportunity is not qualified' }).click()
  await dialog.getByRole('button', { name: 'Refuse' }).click()
  await row(/Birch Paper Mill.*Refused/).waitFor()
})

test('one ruling on many: each is judged by itself, and the one that another stands before is left with its reason', async () => {
  const { page } = vendor
  await page.goto('/registrations?open=true')
  await row(/Aurora Robotics/).waitFor()
  await page.getByRole('checkbox', { name: 'Select all rows' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Approve (A)' }).click()
  const dialog = page.getByRole('dialog', { name: 'Approve: 3 claims' })
  await dialog.getByRole('button', { name: 'Approve' }).click()
  await dialog.getByText('2 of 3 done').waitFor()
  await dialog.getByRole('row', { name: /Kogge AG.*Left as it was.*Another protection lives/ }).waitFor()
  await vendor.expectAccessible()
  await page.keyboard.press('Escape')
  await row(/Aurora Robotics/).waitFor({ state: 'hidden' })
})

test('a claim stands beside its rival and the own deal, with a suggestion; one key decides', async () => {
  const { page } = vendor
  await row(/Kogge AG/).click()
  await vendor.title('Werft Nord GmbH')
  const side = page.getByRole('region', { name: 'The claim beside what stands against it' })
  for (const head of ['This claim', /^Registration protected/, /^Own deal/])
    await side.getByRole('columnheader', { name: head }).waitFor()
  await side.getByRole('row', { name: /^Partner Kogge AG/ }).waitFor()
  await side.getByRole('row', { name: /^Value €120,000.00/ }).waitFor()
  await page.getByText('Partner programme, version 1').first().waitFor()
  await vendor.settled()
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()
  await page.keyboard.press('d')
  const dialog = page.getByRole('dialog', { name: 'Already registered' })
  await dialog.getByLabel('Reason').click()
  await page.getByRole('option', { name: 'The customer is registered already' }).click()
  await dialog.getByRole('button', { name: 'Already registered' }).click()
  await page.getByRole('main').getByText('Customer already registered', { exact: true }).first().waitFor()
})

test('the form for the rules names what contradicts itself, and shows what would change before it is announced', async () => {
  const { page } = vendor
  await page.goto('/settings/programme')
  await page.getByRole('button', { name: 'Deal registrations', exact: true }).click()
  await page.getByLabel('At risk after silence of').fill('10')
  const announce = page.getByRole('button', { name: 'Announce version' })
  await announce.click()
  await page.getByText('10 days of silence come before the reminder; 30 or more would be right').waitFor()
  await page.getByLabel('At risk after silence of').fill('60')
  await page.getByLabel('Low risk up to').fill('200000')
  await page.getByLabel('Approve low risk at once').check()
  await page.getByLabel('Time for review').fill('1')
  await announce.click()
  const dialog = page.getByRole('dialog', { name: 'Announce this version?' })
  await dialog.getByText('Deal registration: review › Time for review').waitFor()
  await dialog.getByText('3 business days').waitFor()
  await dialog.getByText('2 of 4 past claims would have been judged differently.').waitFor()
  await dialog.getByRole('row', { name: /Aurora Robotics.*Approved by the rules/ }).waitFor()
  await vendor.expectAccessible()
  await dialog.getByRole('button', { name: 'Announce', exact: true }).click()
  await page.getByRole('row', { name: /^2 In force/ }).waitFor()
  await vendor.settled()
  await vendor.expectFitsTelephone()
}, 120_000)
