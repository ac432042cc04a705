import { addMember } from '@hansa/contract/identity'
import { listTimeline } from '@hansa/contract/events'
import { listMails, readMail } from '@hansa/contract/mail'
import { createOrganization } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { codeOf, fromBase32, stepAt } from '../server/src/identity/adapters/totp.ts'
import { client, startProvider, type TestProvider } from '../server/src/identity/fixtures/provider.ts'
import { Tab } from './browser.ts'
import { Hansa } from './hansa.ts'

const otto = { name: 'Otto Other', email: 'otto@kogge.test', password: 'a long password' }
const paula = { name: 'Paula Partner', email: 'paula@contor.test' }

let hansa: Hansa
let provider: TestProvider
let vendor: Tab
let portal: Tab
let other: Tab
let contor: string
let recoveryCodes: string[] = []

async function partner(name: string): Promise<string> {
  const { id } = await hansa.call(createOrganization, { name })
  await hansa.call(createPartner, { organizationId: id, types: ['reseller'], stage: 'active' })
  return id
}

/** The link in the latest mail to an address, as the outbox shows it where there is no mail server. */
async function mailedLink(email: string): Promise<string> {
  const { items } = await hansa.call(listMails, {})
  const mail = items.find((one) => one.to === email)
  return new URL((await hansa.call(readMail, { id: mail!.id })).link!).href.replace(/^https?:\/\/[^/]+/, '')
}

/** Signs in at the provider's own page, and agrees there to be known here. */
async function atProvider({ page }: Tab, login: string): Promise<void> {
  await page.getByRole('button', { name: 'Go on with Hanse ID' }).click()
  await page.locator('input[name="login"]').fill(login)
  await page.locator('input[name="password"]').fill('any')
  await page.locator('button[type="submit"]').click()
  await page.locator('button[type="submit"]').click()
}

beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  provider = await startProvider(`${hansa.address}/sign-in/back`)
  provider.people.set('paula', { ...paula, email_verified: true })
  contor = await partner('Contor GmbH')
  const kogge = await partner('Kogge AG')
  await hansa.call(addMember, { ...otto, role: 'partner_administrator', partnerId: kogge })
  vendor = await Tab.open(hansa)
  portal = await Tab.open(hansa)
  other = await Tab.open(hansa)
})
afterEach(() => {
  for (const tab of [vendor, other]) tab.expectNoProblems()
})
afterAll(async () => {
  for (const tab of [vendor, portal, other]) await tab.close()
  await provider.close()
  await hansa.remove()
})

test('the administrator adds a provider to sign in through', async () => {
  const { page } = vendor
  await vendor.signIn()
  await page.goto('/settings/sign-in')
  await vendor.settled()
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()
  await page.getByRole('button', { name: 'Add provider' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Hanse ID')
  await dialog.getByLabel('Issuer').fill(provider.issuer)
  await dialog.getByLabel('Client ID').fill(client.clientId)
  await dialog.getByRole('textbox', { name: 'Client secret' }).fill(client.clientSecret)
  await dialog.getByRole('button', { name: 'Add provider' }).click()
  await page.getByRole('cell', { name: 'Who is invited' }).waitFor()
})

test('and invites a partner’s administrator by e-mail', async () => {
  const { page } = vendor
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill(paula.email)
  await dialog.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Partner administrator' }).click()
  await dialog.getByRole('combobox', { name: 'Partner' }).fill('Contor')
  await page.getByRole('option', { name: 'Contor GmbH' }).click()
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await page.getByRole('cell', { name: paula.email, exact: true }).waitFor()
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()
})

test('who accepts by signing in through the provider, and stands in the portal', async () => {
  await portal.page.goto(await mailedLink(paula.email))
  await portal.title('Welcome to Kontor')
  await portal.settled()
  await portal.expectAccessible()
  await portal.expectFitsTelephone()
  portal.expectNoProblems()
  await atProvider(portal, 'paula')
  await portal.page.waitForURL(`${hansa.address}/portal`)
  await portal.title(/./)
})

test('sets up a second factor, and keeps the recovery codes', async () => {
  const { page } = portal
  await page.goto('/portal/security')
  await portal.title('Security')
  await portal.settled()
  await portal.expectAccessible()
  await portal.expectFitsTelephone()
  await page.getByRole('button', { name: 'Set up' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByRole('img', { name: 'The secret as a QR code' }).waitFor()
  const secret = await dialog.locator('pre').textContent()
  await dialog.getByRole('textbox', { name: 'Code' }).fill(codeOf(fromBase32(secret!), stepAt(new Date())))
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  await dialog.getByRole('button', { name: 'I have kept them' }).waitFor()
  recoveryCodes = (await dialog.locator('pre').textContent())!.split('\n')
  expect(recoveryCodes).toHaveLength(10)
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('10 recovery codes left').waitFor()
})

test('invites a colleague', async () => {
  const { page } = portal
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await portal.title('People')
  await page.getByRole('button', { name: 'Invite a colleague' }).click()
  await page.getByRole('dialog').getByLabel('E-mail').fill('carl@contor.test')
  await page.getByRole('dialog').getByRole('button', { name: 'Send invitation' }).click()
  await page.getByRole('cell', { name: 'carl@contor.test', exact: true }).waitFor()
  await portal.expectAccessible()
  await portal.expectFitsTelephone()
})

test('and the next time the provider is not enough: the second factor is asked for', async () => {
  const { page } = portal
  await page.getByRole('button', { name: paula.name, exact: true }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await portal.title('Sign in')
  await portal.expectAccessible()
  await page.getByRole('button', { name: 'Go on with Hanse ID' }).click()
  await page.getByRole('textbox', { name: 'Code' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in/back')
  await page.getByRole('textbox', { name: 'Code' }).fill(recoveryCodes[0]!)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.waitForURL(`${hansa.address}/portal`)
})

test('the vendor sees it on the partner’s timeline, and a second partner nothing of it', async () => {
  const { items } = await hansa.call(listTimeline, { recordId: contor })
  expect(items.map((event) => event.verb)).toEqual(
    expect.arrayContaining(['member.invited', 'member.accepted', 'two_factor.enabled', 'portal.signed_in']),
  )
  await vendor.page.goto(`/partners/${contor}/timeline`)
  await vendor.page.getByText('Two-factor sign-in switched on').first().waitFor()
  await other.signIn(otto, '/portal/sign-in')
  await other.page.goto('/portal/people')
  await other.page.getByRole('cell', { name: otto.email, exact: true }).waitFor()
  expect(await other.page.getByText(/contor/i).count()).toBe(0)
})

test('a forgotten password is set anew, and an invited colleague chooses a first one', async () => {
  const { page } = other
  await page.goto('/portal/forgot-password')
  await other.title('Forgotten password')
  await other.expectAccessible()
  await page.getByLabel('E-mail').fill(otto.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await other.title('Look into your mail')
  const carl = await Tab.open(hansa)
  await carl.page.goto(await mailedLink('carl@contor.test'))
  await carl.page.getByLabel('Your name').fill('Carl Colleague')
  await carl.page.getByRole('textbox', { name: 'Password' }).fill('his own long password')
  await carl.page.getByRole('button', { name: 'Accept the invitation' }).click()
  await carl.page.waitForURL(`${hansa.address}/portal`)
  carl.expectNoProblems()
  await carl.close()
})
