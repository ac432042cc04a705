import { listImports } from '@hansa/contract/integrations'
import { listPartners } from '@hansa/contract/partners'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Tab } from './browser.ts'
import { administrator, Hansa } from './hansa.ts'

let hansa: Hansa
let tab: Tab
beforeAll(async () => {
  hansa = await Hansa.start({ setUp: false })
  tab = await Tab.open(hansa)
})
afterEach(() => tab.expectNoProblems())
afterAll(async () => {
  await tab.close()
  await hansa.remove()
})

test(
  'a first run starts with the simulated ecosystem, and none of its rows is refused',
  { timeout: 300_000 },
  async () => {
    const { page } = tab
    await page.goto('/')
    await tab.title('Set up your ecosystem')
    await page.getByLabel('Name of the ecosystem').fill('Harbour')
    await page.getByLabel('Your name').fill(administrator.name)
    await page.getByLabel('Your e-mail').fill(administrator.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password)
    await page.getByRole('combobox', { name: 'Start with' }).click()
    await page.getByRole('option').nth(1).click()
    await page.getByText('Nothing in it is real.').waitFor()
    await page.getByRole('button', { name: 'Create ecosystem' }).click()
    await tab.title('Home')
    const ended = async () => (await hansa.call(listImports, { state: 'done', limit: 20 })).items
    await expect.poll(async () => (await ended()).length, { timeout: 240_000, interval: 1000 }).toBe(10)
    expect((await ended()).map((it) => it.report?.counts.bad)).toEqual(Array(10).fill(0))
  },
)

test('the home has figures, and something that waits', async () => {
  const { page } = tab
  await page.goto('/')
  for (const waiting of ['Applications to decide', 'Partners at risk', 'Possible duplicates'])
    await page.getByRole('link', { name: waiting }).waitFor({ timeout: 40_000 })
  for (const figure of [
    /^Active partners.*\d/,
    /^Retention after one year.*%/,
    /^Time to first revenue.*days/,
    /^Revenue, EUR.*€/,
  ])
    await page.getByRole('button', { name: figure }).waitFor()
  await tab.settled()
  await tab.expectAccessible()
})

test('a partner has a history, revenue, certificates, answers, people and a timeline', async () => {
  const { page } = tab
  const { items } = await hansa.call(listPartners, { stage: 'active', tier: 'Platinum', sort: 'since', limit: 1 })
  const at = `/partners/${items[0]!.organizationId}`
  for (const part of ['history', 'deals', 'revenue', 'satisfaction', 'people', 'timeline']) {
    await page.goto(`${at}/${part}`)
    await tab.title(items[0]!.name)
    await tab.settled()
    await page
      .getByRole('main')
      .getByRole('row')
      .nth(1)
      .or(page.getByRole('main').getByRole('listitem').first())
      .first()
      .waitFor()
  }
})
