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

test('a new Hansa asks for its ecosystem and its first administrator, and then is ready to be used', async () => {
  const { page } = tab
  await page.goto('/')
  await tab.title('Set up your ecosystem')
  await tab.expectAccessible()
  await page.getByLabel('Name of the ecosystem').fill('Hanseatic Partners')
  await page.getByRole('combobox', { name: 'Currency' }).fill('CHF')
  await page.getByRole('option', { name: /CHF/ }).click()
  await page.getByLabel('Your name').fill(administrator.name)
  await page.getByLabel('Your e-mail').fill(administrator.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password)
  await page.getByRole('button', { name: 'Create ecosystem' }).click()
  await tab.title('Home')
  await page.getByText('Hanseatic Partners').filter({ visible: true }).waitFor()
})

test('who signs out comes to the sign-in page, and is asked again for every address', async () => {
  const { page } = tab
  await page.getByRole('button', { name: administrator.name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await tab.title('Sign in')
  await page.goto('/partners')
  await tab.title('Sign in')
  await tab.expectAccessible()
})

test('a wrong password is said in words, and lets nobody in', async () => {
  const { page } = tab
  await page.getByLabel('E-mail').fill(administrator.email)
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('E-mail and password do not belong together.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
})

test('the right one leads to where the person wanted to go', async () => {
  const { page } = tab
  await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await tab.title('Partners')
})

test('the set-up page is closed for good', async () => {
  await tab.page.goto('/set-up')
  await tab.page.waitForURL((url) => url.pathname !== '/set-up')
})
