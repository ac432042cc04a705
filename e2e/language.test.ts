import { createDeal } from '@hansa/contract/deals'
import { grantCertification } from '@hansa/contract/enablement'
import { recordSatisfaction } from '@hansa/contract/feedback'
import { addMember } from '@hansa/contract/identity'
import { createOrganization, createPerson, createRelationship } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { recordRevenue } from '@hansa/contract/revenue'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Tab } from './browser.ts'
import { Hansa, root } from './hansa.ts'
import { Marks } from './marks.ts'

interface Route {
  readonly path: string
  readonly open?: boolean
}
const routesOf = async (file: string, name: string): Promise<readonly Route[]> =>
  ((await import(join(root, 'web/src', file))) as Record<string, Route[]>)[name]!

const partnerAdministrator = { name: 'Petra Portal', email: 'petra@nordwind.test', password: 'a long password' }
/** Addresses that no link on another page leads to, by an example. */
const examples: Record<string, string> = {
  '/figures/$metric': '/figures/revenue',
  '/developers/$name': '/developers/createDeal',
  '/partners/$id/$tab': 'history',
  '/settings/$tab': '/settings/keys',
  '/organizations/$id/$tab': 'timeline',
}

let hansa: Hansa
let money: string
beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  const partner = await hansa.call(createOrganization, {
    name: 'Nordwind Systems',
    country: 'DE',
    website: 'nordwind.test',
  })
  const customer = await hansa.call(createOrganization, { name: 'Quarzwerk', country: 'FR', employees: 12_345 })
  await hansa.call(createPartner, { organizationId: partner.id, stage: 'active', tier: 'Zirkon', from: '2025-03-09' })
  await hansa.call(createPerson, { name: 'Jorinde Wyss', email: 'jorinde@nordwind.test', organizationId: partner.id })
  await hansa.call(createRelationship, { fromId: partner.id, toId: customer.id, kind: 'implements' })
  await hansa.call(createDeal, {
    name: 'Fjordlicht',
    customerId: customer.id,
    partnerId: partner.id,
    value: { amount: 1_234_567, currency: 'EUR' },
    openedOn: '2026-01-07',
  })
  await hansa.call(grantCertification, { organizationId: partner.id, name: 'Kubus', grantedOn: '2026-02-03' })
  await hansa.call(recordSatisfaction, {
    organizationId: partner.id,
    score: 4,
    scaleMin: 1,
    scaleMax: 5,
    day: '2026-02-03',
  })
  await hansa.call(recordRevenue, {
    partnerId: partner.id,
    kind: 'sale',
    day: '2026-02-03',
    amount: 98_765,
    currency: 'EUR',
  })
  await hansa.call(addMember, { ...partnerAdministrator, role: 'partner_administrator', partnerId: partner.id })
  await hansa.import(
    'brief.csv',
    new TextEncoder().encode('name,country,website\nOstwind,AT,ostwind.test\nSüdwind,Nowhereland,\n'),
  )
  money = customer.id
})
afterAll(() => hansa.remove())

/** A browser whose reader has chosen the tests’ own language. */
async function marked(): Promise<Tab> {
  const tab = await Tab.open(hansa)
  await tab.page.addInitScript(() => localStorage.setItem('hansa-language', 'xx'))
  return tab
}

/** Every page of a door, those that are open to all before anybody signs in. */
async function visit(tab: Tab, routes: readonly Route[], signIn: () => Promise<void>) {
  const marks = new Marks(tab.page, 'en-GB')
  const found: Record<string, string[]> = {}
  const links = new Set<string>()
  const look = async (path: string, at: string) => {
    await tab.page.goto(at)
    await tab.settled()
    for (const href of await tab.page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')!)))
      links.add(href.split('?')[0]!)
    expect(await tab.page.locator('html').getAttribute('dir')).toBe('rtl')
    await expect
      .poll(async () => (found[path] = await marks.outside()), { timeout: 3000 })
      .toEqual([])
      .catch(() => {})
    for (const width of [1280, 400]) {
      await tab.page.setViewportSize({ width, height: 800 })
      const beyond = () => tab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      await expect.poll(beyond, { message: `${at} scrolls sideways at ${width}`, timeout: 5000 }).toBeLessThanOrEqual(0)
    }
    await tab.page.setViewportSize({ width: 1280, height: 800 })
  }
  const { open = [], closed = [] } = Object.groupBy(routes, (route) => (route.open ? 'open' : 'closed'))
  for (const { path } of open.filter((route) => !route.path.includes('$'))) await look(path, path)
  await signIn()
  const plain = closed.filter((route) => !route.path.includes('$'))
  for (const { path } of plain) await look(path, path)
  for (const { path } of closed.filter((route) => route.path.includes('$'))) {
    const shape = new RegExp(`^${path.replace(/\$\w+/g, '[^/]+')}$`)
    const base = new RegExp(`^${path.replace(/\/\$tab$/, '').replace(/\$\w+/g, '[^/]+')}$`)
    const example = examples[path]
    const at = example?.startsWith('/')
      ? example
      : [...links].find((link) => (example ? base : shape).test(link) && !plain.some((one) => one.path === link))
    if (at) await look(path, example && !example.startsWith('/') ? `${at}/${example}` : at)
  }
  return Object.fromEntries(Object.entries(found).filter(([, texts]) => texts.length > 0))
}

test(
  'every page of the workspace says all through the language layer, and fits when read from right to left',
  { timeout: 400_000 },
  async () => {
    const tab = await marked()
    try {
      expect(await visit(tab, await routesOf('pages.ts', 'pages'), () => tab.signIn())).toEqual({})
    } finally {
      await tab.close()
    }
  },
)

test('so does every page of the partners’ portal', { timeout: 400_000 }, async () => {
  const tab = await marked()
  try {
    expect(
      await visit(tab, await routesOf('portal-pages.ts', 'portalPages'), () =>
        tab.signIn(partnerAdministrator, '/portal/sign-in'),
      ),
    ).toEqual({})
  } finally {
    await tab.close()
  }
})

test('a German reads German, with German days, numbers and money', { timeout: 120_000 }, async () => {
  const tab = await Tab.open(hansa, { locale: 'de-DE' })
  const { page } = tab
  const texts = async (...expected: string[]) => {
    for (const text of expected) await page.getByText(text, { exact: true }).first().waitFor()
  }
  try {
    await page.goto('/sign-in')
    await page.getByLabel('E-Mail').fill('ada@hansa.test')
    await page.getByRole('textbox', { name: 'Passwort' }).fill('a wrong password')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await page.getByRole('alert').getByText('E-Mail und Passwort gehören nicht zusammen.').waitFor()
    await page.getByRole('textbox', { name: 'Passwort' }).fill('a long password')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await tab.title('Start')
    await texts('Was sich geändert hat', 'Wie das Programm steht', 'Aktive Partner')
    await page.goto('/deals')
    await tab.title('Deals')
    await texts('Erwarteter Abschluss', 'Anbahnung', '12.345,67 €')
    await page.getByRole('link', { name: 'Fjordlicht' }).click()
    await tab.title('Fjordlicht')
    await texts('07.01.2026')
    await page.goto(`/organizations/${money}`)
    await texts('Beschäftigte', '12.345', 'Frankreich')
    await page.goto('/imports')
    await page.getByRole('link', { name: 'brief.csv' }).click()
    await page.getByText('ist kein Land; schreiben Sie seinen englischen Namen').waitFor()
    await page.getByRole('button', { name: 'Ada Admin' }).click()
    await page.getByRole('menuitemradio', { name: 'English' }).click()
    await texts('Did not land')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  } finally {
    await tab.close()
  }
})
