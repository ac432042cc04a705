import { readDealCredit } from '@hansa/contract/deal-credit'
import { createDeal, updateDeal, readDeal } from '@hansa/contract/deals'
import { addMember } from '@hansa/contract/identity'
import { createOrganization } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Tab } from './browser.ts'
import { Hansa } from './hansa.ts'

const password = 'a long password'
const paula = { name: 'Paula Partner', email: 'paula@contor.test', password }
const otto = { name: 'Otto Other', email: 'otto@kogge.test', password }

let hansa: Hansa
let vendor: Tab
let contor: Tab
let kogge: Tab
let dealId: string

async function partner(name: string, person: typeof paula): Promise<void> {
  const { id } = await hansa.call(createOrganization, { name })
  await hansa.call(createPartner, { organizationId: id, types: ['systems_integrator'], stage: 'active' })
  await hansa.call(addMember, { ...person, role: 'partner_administrator', partnerId: id })
}

beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  await partner('Contor GmbH', paula)
  await partner('Kogge AG', otto)
  const customerId = (await hansa.call(createOrganization, { name: 'Werft Nord', country: 'DE' })).id
  const value = { amount: 100_000_00, currency: 'EUR' }
  dealId = (await hansa.call(createDeal, { name: 'Werft, list price', customerId, value, product: 'Shipyard suite' }))
    .id
  for (const [tab, person] of [
    [(vendor = await Tab.open(hansa)), undefined],
    [(contor = await Tab.open(hansa)), paula],
    [(kogge = await Tab.open(hansa)), otto],
  ] as const)
    await (person ? tab.signIn(person, '/portal/sign-in') : tab.signIn())
})
afterEach(() => {
  for (const tab of [vendor, contor, kogge]) tab.expectNoProblems()
})
afterAll(async () => {
  for (const tab of [vendor, contor, kogge]) await tab.close()
  await hansa.remove()
})

const named = (tab: Tab, role: 'button' | 'dialog', name: string) => tab.page.getByRole(role, { name, exact: true })

async function invite(name: string, role: string): Promise<void> {
  await named(vendor, 'button', 'Invite').click()
  const dialog = named(vendor, 'dialog', 'Invite into the team')
  await dialog.getByLabel('Partner').fill(name)
  await vendor.page.getByRole('option', { name }).click()
  await dialog.getByLabel('Role').click()
  await vendor.page.getByRole('option', { name: role, exact: true }).click()
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  await vendor.page.getByRole('cell', { name }).waitFor()
  // The next one is invited from the page, once the dialog has gone.
  await dialog.waitFor({ state: 'hidden' })
}

test('the vendor invites two partners; each accepts in the portal and sees nothing of the other', async () => {
  await vendor.page.goto(`/deals/${dealId}`)
  await vendor.title('Werft, list price')
  await invite('Contor', 'Sourced')
  await invite('Kogge', 'Implements')
  for (const tab of [contor, kogge]) {
    await tab.page.getByRole('link', { name: 'Deals', exact: true }).click()
    await tab.title('Deals')
    await tab.page.getByRole('link', { name: 'Werft Nord' }).click()
    await tab.title('Werft Nord')
    await named(tab, 'button', 'Accept').click()
    await tab.page.getByText('In the team').waitFor()
    await tab.settled()
    await tab.expectAccessible()
  }
  const seen = await contor.page.getByRole('main').innerText()
  for (const secret of ['Kogge', 'list price', '100']) expect(seen).not.toContain(secret)
})

test('the vendor proposes a split; one signs, one disputes with what would be right, and signs the answer', async () => {
  await vendor.page.reload()
  await named(vendor, 'button', 'Propose a split').click()
  await named(vendor, 'dialog', 'Propose a split').getByRole('button', { name: 'Propose a split' }).click()
  await vendor.page.getByText('Waits for signatures').waitFor()
  await contor.page.reload()
  await contor.page.getByText('57.14%').waitFor()
  await named(contor, 'button', 'Sign').click()
  await contor.page.getByRole('cell', { name: 'Signed' }).waitFor()
  await kogge.page.reload()
  await named(kogge, 'button', 'Dispute').click()
  const dialog = named(kogge, 'dialog', 'Dispute the share')
  await dialog.getByLabel('Reason').fill('We do the larger part.')
  await dialog.getByLabel('What would be right').fill('50')
  await dialog.getByRole('button', { name: 'Dispute' }).click()
  await kogge.page.getByRole('cell', { name: 'Disputed' }).waitFor()
  await vendor.page.reload()
  await vendor.page.getByText('We do the larger part.').waitFor()
  await named(vendor, 'button', 'Propose a split').click()
  const again = named(vendor, 'dialog', 'Propose a split')
  await again.getByRole('combobox', { name: 'How' }).click()
  await vendor.page.getByRole('option', { name: 'Equal' }).click()
  await again.getByRole('button', { name: 'Propose a split' }).click()
  await vendor.page.getByText('Version 2').waitFor()
  for (const tab of [contor, kogge]) {
    await tab.page.reload()
    await named(tab, 'button', 'Sign').click()
    await tab.page.getByRole('cell', { name: 'Signed' }).first().waitFor()
  }
  await vendor.page.reload()
  await vendor.page.getByText('Agreed', { exact: true }).waitFor()
  await vendor.settled()
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()
})

test('the win locks and books it: each reads its own money, the vendor who sourced the deal and why', async () => {
  const { version } = await hansa.call(readDeal, { id: dealId })
  await hansa.call(updateDeal, { id: dealId, version, stage: 'won' })
  const decided = async () => (await hansa.call(readDealCredit, { id: dealId })).decided.length
  await expect.poll(decided, { timeout: 20_000 }).toBe(1)
  await vendor.page.reload()
  await vendor.page.getByText('Decided at the win, and kept').waitFor()
  await vendor.page.getByText('At the win', { exact: true }).first().waitFor()
  await kogge.page.reload()
  await kogge.page.getByText('€50,000.00').first().waitFor()
  await kogge.page.getByText('Team dissolved').waitFor()
  await kogge.settled()
  await kogge.expectFitsTelephone()
})
