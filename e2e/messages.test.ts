import { addMember } from '@hansa/contract/identity'
import { listMails, readMail } from '@hansa/contract/mail'
import { createOrganization, createPerson } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Tab } from './browser.ts'
import { Hansa } from './hansa.ts'

const paula = { name: 'Paula Partner', email: 'paula@contor.test', password: 'a long password' }
const vendorPages = ['/messages', '/messages/announcements', '/messages/files', '/settings/outbox']
const portalPages = ['/portal/messages', '/portal/files']

let hansa: Hansa
let vendor: Tab
let portal: Tab
let anyone: Tab
let contor: string

beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  contor = (await hansa.call(createOrganization, { name: 'Contor GmbH', country: 'DE' })).id
  await hansa.call(createPartner, { organizationId: contor, types: ['reseller'], stage: 'active', tier: 'Gold' })
  await hansa.call(addMember, { ...paula, role: 'partner_administrator', partnerId: contor })
  await hansa.call(createPerson, { name: 'Carla Contact', email: 'carla@contor.test', organizationId: contor })
  vendor = await Tab.open(hansa)
  portal = await Tab.open(hansa)
  anyone = await Tab.open(hansa)
  await vendor.signIn()
  await portal.signIn(paula, '/portal/sign-in')
})
afterEach(() => [vendor, portal, anyone].forEach((tab) => tab.expectNoProblems()))
afterAll(async () => {
  for (const tab of [vendor, portal, anyone]) await tab?.close()
  await hansa?.remove()
})

/** The link of the last mail to somebody, as an administrator without a mail server finds it in the outbox. */
async function linkFor(email: string): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const { items } = await hansa.call(listMails, { q: email, state: ['kept'] })
    if (items[0]) return (await hansa.call(readMail, { id: items[0].id })).link!
    await vendor.page.waitForTimeout(250)
  }
  throw new Error(`There is no mail to ${email}`)
}

test('the vendor writes to a contact without a login, who answers by the link in the mail, once', async () => {
  const { page } = vendor
  await page.goto(`/partners/${contor}/messages`)
  await page.getByRole('button', { name: 'New message' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^To/).press('ArrowDown')
  await page.getByRole('option', { name: /Carla Contact/ }).click()
  await page.keyboard.press('Tab')
  await dialog.getByLabel('Subject').fill('Your quarter')
  await dialog.getByLabel('Your message').fill('How is it going?\n\nThe list is attached.')
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'prices.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('The prices'),
  })
  await page.getByText('prices.txt').waitFor()
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await vendor.title('Your quarter')

  const link = await linkFor('carla@contor.test')
  await anyone.page.goto(link)
  await anyone.title('Reply to “Your quarter”')
  await anyone.settled()
  await anyone.expectAccessible()
  await anyone.expectFitsTelephone()
  await anyone.page.getByLabel('Your message').fill('Very well, thank you.')
  await anyone.page.getByRole('button', { name: 'Send' }).click()
  await anyone.title('Thank you')
  await anyone.page.reload()
  await anyone.title('This link was used already')
  await anyone.page.getByRole('button', { name: 'Send me a new link' }).click()
  await anyone.page.getByText('A new link is on its way').waitFor()

  await page.goto('/messages')
  await page.getByRole('link', { name: /Your quarter/ }).click()
  await page.getByText('Very well, thank you.').waitFor()
  await page.getByText('Waits for an answer').waitFor()
})

test('a link that is not known gets a page that helps', async () => {
  await anyone.page.goto('/portal/link#broken')
  await anyone.title('This link is not known')
  await anyone.expectAccessible()
  anyone.takeProblems()
})

test('an internal note stays with the vendor’s people; the partner reads and answers in the portal', async () => {
  const { page } = vendor
  await page.getByLabel('Your message').fill('They are weak in the north.')
  await page.getByRole('switch', { name: 'Internal note' }).click()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('They are weak in the north.', { exact: true }).waitFor()
  await vendor.settled()
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()

  await portal.page.goto('/portal')
  await portal.page.getByRole('link', { name: 'Read: Your quarter' }).click()
  await portal.title('Your quarter')
  await portal.page.getByText('Very well, thank you.').waitFor()
  expect(await portal.page.getByText('weak in the north').count()).toBe(0)
  const download = portal.page.waitForEvent('download')
  await portal.page.getByRole('link', { name: /prices\.txt/ }).click()
  expect((await download).suggestedFilename()).toBe('prices.txt')
  await portal.page.getByLabel('Your message').fill('And yours?')
  await portal.page.getByRole('button', { name: 'Send' }).click()
  await portal.page.getByText('And yours?', { exact: true }).waitFor()
  await portal.settled()
  await portal.expectAccessible()
  await portal.expectFitsTelephone()
})

test('an announcement reaches the portal’s home, and its reading is counted', async () => {
  const { page } = vendor
  await page.goto('/messages/announcements')
  await page.getByRole('button', { name: 'New announcement' }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/^Title/)
    .fill('A new portal')
  await page.getByLabel(/^Text/).fill('It opens on Monday.')
  await page.getByText('Today it reaches 1 partner,').waitFor()
  await page.getByRole('button', { name: 'Keep draft' }).click()
  await vendor.title('A new portal')
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Announcement published').waitFor()

  await portal.page.goto('/portal')
  await portal.page.getByText('It opens on Monday.').waitFor()
  await portal.page.getByRole('button', { name: 'Mark as read' }).click()
  await portal.page.getByRole('button', { name: 'Mark as read' }).waitFor({ state: 'detached' })
  await page.reload()
  await expect
    .poll(() => page.getByText('People who read it').locator('xpath=following-sibling::dd[1]').innerText())
    .toBe('1')
})

test.each([
  ['the vendor’s', () => vendor, vendorPages],
  ['the portal’s', () => portal, portalPages],
] as const)('%s pages can be read by everybody, in light and dark, and on a telephone', async (_, tabOf, places) => {
  const tab = tabOf()
  for (const place of places) {
    await tab.page.goto(place)
    await tab.settled()
    await tab.expectAccessible()
    await tab.expectFitsTelephone()
  }
})
