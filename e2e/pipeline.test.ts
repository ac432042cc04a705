import { createDeal, readDeal, updateDeal, type DealRecord } from '@hansa/contract/deals'
import { createOrganization } from '@hansa/contract/organizations'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Tab } from './browser.ts'
import { Hansa } from './hansa.ts'

let hansa: Hansa
let tab: Tab
const deals: Record<string, string> = {}
const day = (after: number) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10)
const deal = (name: string): Promise<DealRecord> => hansa.call(readDeal, { id: deals[name]! })

beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  const customerId = (await hansa.call(createOrganization, { name: 'Werft Nord' })).id
  const given = [
    {
      name: 'Shipyard suite',
      value: { amount: 120_000_00, currency: 'EUR' },
      expectedCloseOn: day(20),
      nextStep: 'Send the quote',
    },
    { name: 'Crane service', value: { amount: 8_000_50, currency: 'USD' }, expectedCloseOn: day(-3), owner: 'Ada' },
    { name: 'Dock sensors', value: { amount: 10_000_25, currency: 'EUR' }, openedOn: day(-60), owner: 'Bo' },
  ]
  for (const it of given) deals[it.name] = (await hansa.call(createDeal, { customerId, ...it })).id
  tab = await Tab.open(hansa)
  await tab.signIn()
})
afterAll(async () => {
  await tab.close()
  await hansa.remove()
})

const column = (name: string) => tab.page.getByRole('region', { name, exact: true })
const card = (name: string) => tab.page.getByRole('listitem').filter({ hasText: name })
const moveBy = async (name: string, to: string) => {
  await card(name)
    .getByRole('button', { name: `Move “${name}”` })
    .press('Enter')
  await tab.page.getByRole('menuitem', { name: `To “${to}”` }).press('Enter')
}
const shot = async (name: string) =>
  process.env.HANSA_SHOTS && tab.page.screenshot({ path: `${process.env.HANSA_SHOTS}/${name}.png`, fullPage: true })

test('the board is a view of the same list: its switch and the filters stand in the address', async () => {
  const { page } = tab
  await page.goto('/deals')
  await page.getByRole('cell', { name: 'Crane service' }).waitFor()
  await page.getByRole('button', { name: 'Board', exact: true }).click()
  await card('Crane service').getByText('Overdue').waitFor()
  await card('Dock sensors').getByText('Idle').waitFor()
  expect(new URL(page.url()).searchParams.get('view')).toBe('board')
  await column('Prospecting').getByText('€130,000.25', { exact: true }).waitFor()
  await column('Prospecting').getByText('US$8,000.50', { exact: true }).waitFor()
  await page.goto('/deals?view=board&owner=Ada')
  await card('Crane service').waitFor()
  expect(await card('Dock sensors').count()).toBe(0)
  await page.goto('/deals?view=board')
  await card('Dock sensors').waitFor()
  await tab.settled()
  await shot('board-light')
  await tab.expectAccessible()
  await tab.expectFitsTelephone()
  tab.expectNoProblems()
})

test('a card moves by the keyboard and by the pointer, and a lost deal asks for its reason', async () => {
  const { page } = tab
  await moveBy('Shipyard suite', 'Qualified')
  await page.getByText('“Shipyard suite” moved to “Qualified”').waitFor()
  await column('Qualified').getByText('Shipyard suite').waitFor()
  expect((await deal('Shipyard suite')).stage).toBe('qualified')

  await card('Dock sensors').dragTo(column('Proposal'))
  await page.getByText('“Dock sensors” moved to “Proposal”').waitFor()
  await expect.poll(async () => (await deal('Dock sensors')).stage).toBe('proposal')

  await moveBy('Crane service', 'Lost')
  const dialog = page.getByRole('dialog', { name: '“Crane service” is lost' })
  await dialog.getByRole('button', { name: 'Mark as lost' }).click()
  await dialog.getByText('is needed: say why the deal came to “Lost”', { exact: true }).waitFor()
  tab.takeProblems()
  await shot('board-lost')
  await dialog.getByLabel('Lost because').click()
  await page.getByRole('option', { name: 'No budget' }).click()
  await dialog.getByRole('button', { name: 'Mark as lost' }).click()
  await dialog.waitFor({ state: 'detached' })
  await column('Lost').getByText('Crane service').waitFor()
  expect(await deal('Crane service')).toMatchObject({ stage: 'lost', closeReason: 'no_budget' })
  tab.expectNoProblems()
})

test('who is slower reads why, and the card is back where it stands', async () => {
  const { page } = tab
  const { id, version } = await deal('Shipyard suite')
  await hansa.call(updateDeal, { id, version, stage: 'negotiation' })
  await moveBy('Shipyard suite', 'Proposal')
  await page.getByText('This deal was changed by someone else').waitFor()
  await column('Negotiation').getByText('Shipyard suite').waitFor()
  expect((await deal('Shipyard suite')).stage).toBe('negotiation')
  // The browser notes the refusal.
  expect(tab.takeProblems()).toEqual([expect.stringContaining('409')])
})

test('a deal has lines that make its value, a next step, and a history of every field', async () => {
  const { page } = tab
  await page.goto(`/deals/${deals['Dock sensors']!}`)
  await page.getByRole('button', { name: 'Add lines' }).click()
  const dialog = page.getByRole('dialog', { name: 'Lines of Dock sensors' })
  await dialog.getByLabel('Product 1').fill('Sensor')
  await dialog.getByLabel('Quantity').fill('3')
  await dialog.getByLabel('Unit price', { exact: true }).fill('1500.10')
  await tab.page.waitForTimeout(100)
  await shot('lines')
  await dialog.getByRole('button', { name: 'Save lines' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: '€4,500.30' }).first().waitFor()
  expect((await deal('Dock sensors')).value).toEqual({ amount: 4_500_30, currency: 'EUR' })

  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const edit = page.getByRole('dialog', { name: 'Edit Dock sensors' })
  await edit.getByLabel('Next step', { exact: true }).fill('Visit the dock')
  await edit.getByLabel('Forecast').click()
  await page.getByRole('option', { name: 'Commit' }).click()
  await shot('edit')
  await edit.getByRole('button', { name: 'Save' }).click()
  await edit.waitFor({ state: 'detached' })
  await page
    .getByRole('table', { name: 'History of the fields' })
    .or(page.getByRole('region', { name: 'History of the fields' }))
    .getByRole('cell', { name: 'Visit the dock' })
    .waitFor()
  expect(await deal('Dock sensors')).toMatchObject({
    nextStep: 'Visit the dock',
    forecast: 'commit',
    stage: 'proposal',
  })
  await tab.settled()
  await shot('deal-light')
  await tab.expectAccessible()
  await tab.expectFitsTelephone()
  if (process.env.HANSA_SHOTS) {
    await page.setViewportSize({ width: 400, height: 800 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot('deal-dark')
    await page.goto('/deals?view=board')
    await tab.settled()
    await shot('board-dark')
  }
})

test('a programme names and divides its stages, and the board follows', async () => {
  const { page } = tab
  await page.goto('/settings/programme')
  await page.getByRole('button', { name: 'Pipeline', exact: true }).click()
  await page.getByLabel('Stage 2', { exact: true }).fill('First meeting')
  await page.getByRole('button', { name: 'Add stage' }).click()
  await page.getByLabel('Stage 3', { exact: true }).fill('Trial')
  await tab.settled()
  await shot('rules-pipeline')
  await tab.expectAccessible()
  await page.getByRole('button', { name: 'Announce version' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Announce', exact: true }).click()
  await page.getByRole('row', { name: /^2 In force/ }).waitFor()
  await page.goto('/deals?view=board')
  await column('Trial').waitFor()
  await moveBy('Dock sensors', 'Trial')
  await column('Trial').getByText('Dock sensors').waitFor()
  expect(await deal('Dock sensors')).toMatchObject({ stage: 'qualified', pipelineStageName: 'Trial' })
})
afterEach(() => tab.expectNoProblems())
