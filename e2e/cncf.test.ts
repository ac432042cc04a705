import { listPartners } from '@hansa/contract/partners'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Tab } from './browser.ts'
import { Hansa, root } from './hansa.ts'

const file = join(root, 'server/samples/cncf/cncf_members_monthly.csv.gz')

let hansa: Hansa
let tab: Tab
beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  tab = await Tab.open(hansa)
  await tab.signIn()
})
afterEach(() => tab.expectNoProblems())
afterAll(async () => {
  await tab.close()
  await hansa.remove()
})

test(
  'the history of a real ecosystem is recognised, tried without a trace, and imported',
  { timeout: 400_000 },
  async () => {
    const { page } = tab
    await page.goto('/imports')
    await page.getByText('Nothing was imported yet').waitFor()
    await page.getByRole('link', { name: 'Import a file' }).click()
    await page.getByLabel('Choose a file, or drop it here').setInputFiles(file)
    await page.getByRole('button', { name: 'Upload and look inside' }).click()
    await page.getByText('Mapped by the recipe “CNCF members by month”.').waitFor()
    await page.getByRole('button', { name: 'Try it (dry run)' }).click()
    await page.getByText('Would land', { exact: true }).waitFor({ timeout: 150_000 })
    expect((await hansa.call(listPartners, {})).items).toEqual([])
    await page.getByRole('button', { name: 'Import now' }).click()
    await page.getByText('Landed', { exact: true }).waitFor({ timeout: 150_000 })
    await page.getByRole('cell', { name: '1,626', exact: true }).waitFor()
  },
)

test('the partner list is filtered, and a partner tells what it was and when', async () => {
  const { page } = tab
  await page.getByRole('link', { name: 'See the partners' }).click()
  await tab.title('Partners')
  await page.getByRole('button', { name: 'Tier', exact: true }).first().click()
  await page.getByRole('button', { name: /^Platinum/ }).click()
  await page.waitForURL(/tier=Platinum/)
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox').fill('Red Hat')
  await page.waitForURL(/q=Red/)
  await page.getByRole('link', { name: 'Red Hat', exact: true }).click()
  await tab.title('Red Hat')
  await page
    .getByRole('link', { name: 'Timeline' })
    .or(page.getByRole('tab', { name: 'Timeline' }))
    .click()
  await page.getByRole('main').getByRole('listitem').first().waitFor()
})

test('a company that was entered twice is found, merged, and the merge is taken back', async () => {
  const { page } = tab
  const review = page.getByRole('button', { name: 'Review' }).first()
  await expect
    .poll(
      async () => {
        await page.goto('/hygiene')
        await tab.settled()
        return review.isVisible()
      },
      { timeout: 40_000, message: 'the import is followed by candidates' },
    )
    .toBe(true)
  await review.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('domain: same').waitFor()
  await dialog
    .getByRole('button', { name: /^Merge, keep/ })
    .first()
    .click()
  await page.getByText(/is now part of/).waitFor()
  await page.getByRole('link', { name: 'Merges' }).click()
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  await page.getByText(/stands on its own again/).waitFor()
  await page.getByRole('cell', { name: 'Undone' }).first().waitFor()
})

test('retention stands on the home, and opens to its definition, its formula and its rows', async () => {
  const { page } = tab
  await page.goto('/')
  await page.getByRole('button', { name: /^Retention after one year.*%/ }).click({ timeout: 40_000 })
  const drawer = page.getByRole('dialog')
  await drawer.getByText('inside on the anniversary / joined in the year').waitFor()
  await drawer.getByText(/the share still inside on the first, second/).waitFor()
  await drawer.getByRole('row').nth(10).waitFor()
  await drawer.getByRole('link', { name: /^Open [\d,]+ rows$/ }).click()
  await tab.title('Retention after one year')
})

test.each(['home', 'partners', 'partner', 'imports', 'hygiene'])(
  'the page %s can be used by everybody, in light, in dark and on a telephone',
  async (name) => {
    const { items } = await hansa.call(listPartners, { q: 'Red Hat' })
    const paths: Record<string, string> = { home: '/', partner: `/partners/${items[0]!.organizationId}` }
    await tab.page.goto(paths[name] ?? `/${name}`)
    await tab.page.getByRole('heading', { level: 1 }).waitFor()
    await tab.settled()
    await tab.expectAccessible()
    await tab.expectFitsTelephone()
  },
)
