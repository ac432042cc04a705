import { listSuggestions } from '@hansa/contract/company'
import { addMember } from '@hansa/contract/identity'
import { createOrganization } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Tab } from './browser.ts'
import { Hansa } from './hansa.ts'

const password = 'a long password'
const paula = { name: 'Paula Partner', email: 'paula@contor.test', password }
const otto = { name: 'Otto Other', email: 'otto@kogge.test', password }
/** One pixel. */
const logo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const portalPages = ['/portal', '/portal/company', '/portal/relationships']

let hansa: Hansa
let vendor: Tab
let portal: Tab
let other: Tab
let contor: string

async function partner(name: string, person: typeof paula, facts: object): Promise<string> {
  const { id } = await hansa.call(createOrganization, { name, ...facts })
  const standing = { types: ['reseller' as const], stage: 'active' as const, tier: 'Gold', manager: 'Hanna Hanse' }
  await hansa.call(createPartner, { organizationId: id, ...standing })
  await hansa.call(addMember, { ...person, role: 'partner_administrator', partnerId: id })
  return id
}

beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  contor = await partner('Contor GmbH', paula, { website: 'contor.example', city: 'Lübeck' })
  await partner('Kogge AG', otto, { website: 'kogge.example', city: 'Bremen' })
  vendor = await Tab.open(hansa)
  portal = await Tab.open(hansa)
  other = await Tab.open(hansa)
})
afterEach(() => {
  for (const tab of [vendor, portal, other]) tab.expectNoProblems()
})
afterAll(async () => {
  for (const tab of [vendor, portal, other]) await tab.close()
  await hansa.remove()
})

test('a partner’s person signs in at the portal and sees what waits and how the partnership stands', async () => {
  await portal.page.goto('/portal/company')
  await portal.title('Sign in')
  await portal.expectAccessible()
  await portal.signIn(paula, '/portal/sign-in')
  expect(new URL(portal.page.url()).pathname).toBe('/portal')
  const { page } = portal
  await page.getByRole('link', { name: 'Complete your company’s facts' }).waitFor()
  await page.getByText('Gold').waitFor()
  await page.getByText('Hanna Hanse').waitFor()
  await page.getByText('No certifications yet').waitFor()
})

test('it changes its company: some facts hold at once, others wait for the vendor', async () => {
  const { page } = portal
  await page.getByRole('link', { name: 'Company', exact: true }).click()
  await portal.title('Company')
  await page.getByLabel('City').fill('Bergen')
  await page.getByLabel('Name', { exact: true }).fill('Contor SE')
  await page.getByLabel('Note to the vendor').fill('We became a European company.')
  await page.getByRole('button', { name: 'Save company' }).click()
  await page.getByText('Waits for approval: Contor SE').waitFor()
  expect(await page.getByLabel('City').inputValue()).toBe('Bergen')
})

test('the vendor sees who changed what on the timeline, and what waits on the home', async () => {
  const { page } = vendor
  await vendor.signIn()
  await page.goto(`/partners/${contor}/timeline`)
  const entry = page.getByRole('listitem').filter({ hasText: 'Organization changed' }).filter({ hasText: paula.name })
  await entry.getByText('Bergen').waitFor()
  await entry.getByText('Lübeck').waitFor()
  await page.goto('/')
  await page.getByRole('link', { name: 'Suggestions of partners' }).click()
  await vendor.title('Suggestions of partners')
  await page.getByText('We became a European company.').waitFor()
  await vendor.settled()
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()
})

test('approved, the change holds; refused, the partner reads why', async () => {
  const { page } = vendor
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Nothing waits for approval').waitFor()
  await portal.page.goto('/portal/company')
  await portal.page.getByText('Approved').waitFor()
  const name = portal.page.getByLabel('Name', { exact: true })
  expect(await name.inputValue()).toBe('Contor SE')
  await portal.page.getByLabel('Website').fill('contor.test')
  await portal.page.getByRole('button', { name: 'Save company' }).click()
  await portal.page.getByText('Waits for approval: contor.test').waitFor()
  await page.goto(`/partners/${contor}/suggestions`)
  await page.getByRole('button', { name: 'Refuse' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Nobody answers there.')
  await dialog.getByRole('button', { name: 'Refuse' }).click()
  await dialog.waitFor({ state: 'detached' })
  await portal.page.goto('/portal')
  await portal.page.getByText('Nobody answers there.').waitFor()
})

test('a relationship is proposed, confirmed with the company that is meant, and seen by both by name', async () => {
  const { page } = portal
  await page.goto('/portal/relationships')
  await page.getByText('No relationships yet').waitFor()
  await page.getByRole('button', { name: 'Propose relationship' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Relationship' }).click()
  await page.getByRole('option', { name: 'We distribute to them' }).click()
  await dialog.getByLabel('Company').fill('Kogge')
  await dialog.getByLabel('Website').fill('www.kogge.example')
  await dialog.getByRole('button', { name: 'Propose relationship' }).click()
  await page.getByText('Kogge: We distribute to them').waitFor()

  await vendor.page.goto('/suggestions')
  await vendor.page.getByRole('button', { name: 'Approve' }).click()
  const asked = vendor.page.getByRole('dialog')
  await expect.poll(() => asked.getByRole('combobox').inputValue()).toContain('Kogge AG')
  await asked.getByRole('button', { name: 'Approve' }).click()
  await vendor.page.getByText('Nothing waits for approval').waitFor()

  await page.reload()
  await page.getByRole('cell', { name: 'Kogge AG' }).waitFor()
  await other.signIn(otto, '/portal/sign-in')
  await other.page.goto('/portal/relationships')
  await other.page.getByRole('cell', { name: 'Contor SE' }).waitFor()
  await other.page.getByText('They distribute to us').waitFor()
})

test('beyond that name, a second partner sees nothing of the first, whatever it asks for', async () => {
  const { page } = other
  for (const path of ['/portal', '/portal/company']) {
    await page.goto(path)
    await other.settled()
    expect(await page.locator('body').innerText(), path).not.toMatch(/Contor|Bergen|Paula|European company/)
  }
  const { items } = await hansa.call(listSuggestions, { organizationId: contor })
  const ask = (path: string, method = 'GET') =>
    page.evaluate(
      async ([url, how]) =>
        (await fetch(`/api${url}`, { method: how!, headers: { 'x-hansa': '1' }, credentials: 'same-origin' })).status,
      [path, method],
    )
  for (const path of [
    `/organizations/${contor}`,
    `/partners/${contor}`,
    `/timeline/${contor}`,
    '/suggestions',
    '/audit',
  ])
    expect(await ask(path), path).toBe(403)
  expect(items.length).toBe(3)
  for (const { id } of items) expect(await ask(`/portal/suggestions/${id}`, 'DELETE')).toBe(404)
  // The browser says so in its console for each of these refusals.
  expect(other.takeProblems().filter((problem) => !/status of 40[34]/.test(problem))).toEqual([])
})

test('whoever stands at the wrong door is led to their own', async () => {
  await portal.page.goto('/partners')
  await portal.page.waitForURL('**/portal')
  await portal.title('Home')
  await vendor.page.goto('/portal/company')
  await vendor.page.waitForURL((url) => url.pathname === '/')
  await vendor.title('Home')
})

test('the vendor gives the portal its own name, colours and logo, sees them before, and is told of unreadable ones', async () => {
  const { page } = vendor
  await page.goto('/settings/portal')
  await page.getByLabel('Name of the portal').fill('Baltic Partners')
  const colour = page.getByRole('textbox', { name: 'Colour on light ground', exact: true })
  await colour.fill('#ffcc00')
  await page.getByText('Contrast 1.2 to 1; text needs 4.5.').waitFor()
  await page.locator('input[type=file]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo })
  await page.getByRole('button', { name: 'Save look' }).click()
  await page
    .getByText(/has a contrast of 1\.27 to 1 .*"#7f6600" would do/)
    .first()
    .waitFor()
  await colour.fill('#7f6600')
  await page.getByLabel('Support address').fill('help@baltic.example')
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()
  await page.getByRole('button', { name: 'Save look' }).click()
  await page.getByText('Look saved').waitFor()
  // The refusal of the colour stands in the browser's console.
  expect(vendor.takeProblems().filter((problem) => !/status of 422/.test(problem))).toEqual([])

  const stranger = await Tab.open(hansa)
  await stranger.page.goto('/portal/sign-in')
  await stranger.page.getByRole('img', { name: 'Baltic Partners' }).waitFor()
  await stranger.page.getByRole('link', { name: 'help@baltic.example' }).waitFor()
  expect(await stranger.page.title()).toBe('Sign in · Baltic Partners')
  const button = stranger.page.getByRole('button', { name: 'Sign in' })
  expect(await button.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(127, 102, 0)')
  await stranger.expectAccessible()
  await stranger.expectFitsTelephone()
  stranger.expectNoProblems()
  await stranger.close()
})

test.each(portalPages)(
  '%s holds WCAG AA in the vendor’s colours, light and dark, and fits a telephone',
  async (path) => {
    await portal.page.goto(path)
    await portal.page.getByRole('heading', { level: 1 }).waitFor()
    await portal.settled()
    await portal.expectAccessible()
    await portal.expectFitsTelephone()
  },
)

test('it speaks German, with German dates, and fits a telephone in it', async () => {
  const tab = await Tab.open(hansa, { locale: 'de-DE' })
  const { page } = tab
  await page.goto('/portal/sign-in')
  await page.locator('input[name=email]').fill(paula.email)
  await page.locator('input[name=password]').fill(paula.password)
  await page.locator('button[type=submit]').click()
  await tab.title('Start')
  for (const [path, title] of [
    ['/portal', 'Start'],
    ['/portal/company', 'Unternehmen'],
    ['/portal/relationships', 'Beziehungen'],
  ] as const) {
    await page.goto(path)
    await tab.title(title)
    await tab.settled()
    await tab.expectFitsTelephone()
  }
  tab.expectNoProblems()
  await tab.close()
})

test('set from right to left, nothing runs over the edge', async () => {
  const { page } = portal
  await page.evaluate(() => localStorage.setItem('hansa-language', 'xx'))
  for (const path of portalPages) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await portal.settled()
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(beyond, path).toBe(0)
    await portal.expectFitsTelephone()
  }
})
