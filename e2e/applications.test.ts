import { listApplications } from '@hansa/contract/applications'
import { listMails, readMail } from '@hansa/contract/mail'
import { announceProgrammeVersion, listProgrammes, ProgrammeRules, updateProgramme } from '@hansa/contract/programme'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Tab } from './browser.ts'
import { Hansa } from './hansa.ts'

const mara = { name: 'Mara Winter', email: 'mara.winter@gmail.com', password: 'a long password' }
const form = '/portal/apply/journey'

let hansa: Hansa
let applicant: Tab
let vendor: Tab

/** The links in the mails to an address, the newest first, as the outbox shows them where there is no mail server. */
async function mailedLinks(email: string): Promise<string[]> {
  const { items } = await hansa.call(listMails, { limit: 50 })
  const links: string[] = []
  for (const { id } of items.filter((one) => one.to === email)) {
    const { link } = await hansa.call(readMail, { id })
    if (link) links.push(new URL(link).href.replace(/^https?:\/\/[^/]+/, ''))
  }
  return links
}

beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  const { id, version } = (await hansa.call(listProgrammes, {})).items[0]!
  await hansa.call(updateProgramme, { id, version, slug: 'journey', applicationsOpen: true })
  await hansa.call(announceProgrammeVersion, {
    id,
    basedOn: 1,
    rules: ProgrammeRules.parse({
      applicationForm: {
        introduction: 'Tell us who you are.\nIt takes two minutes.',
        types: ['reseller', 'referral'],
        questions: [
          { key: 'why', kind: 'long_text', label: 'Why us?', required: true },
          { key: 'size', kind: 'choice', label: 'Size of your team', choices: ['Up to 10', 'More'] },
        ],
        documents: [{ key: 'register', label: 'Register extract', required: false }],
        guard: { minimumSeconds: 1 },
      },
    }),
  })
  applicant = await Tab.open(hansa)
  vendor = await Tab.open(hansa)
})
afterEach(() => {
  for (const tab of [applicant, vendor]) tab.expectNoProblems()
})
afterAll(async () => {
  for (const tab of [applicant, vendor]) await tab.close()
  await hansa.remove()
})

test('the public form can be read by everybody, also on a telephone', async () => {
  await applicant.page.goto(form)
  await applicant.title('Apply to Partner programme')
  await applicant.page.getByText('It takes two minutes.').waitFor()
  await applicant.expectAccessible()
  await applicant.expectFitsTelephone()
})

test('what is missing is said at its field, and what was typed stays', async () => {
  const { page } = applicant
  await page.getByLabel('Company').fill('Nordlicht GmbH')
  await page.getByRole('button', { name: 'Send application' }).click()
  await expect.poll(() => page.getByLabel('Why us?').getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByLabel('Company').inputValue()).toBe('Nordlicht GmbH')
})

test('an applicant applies with a document, and is told to look into the mail', async () => {
  const { page } = applicant
  await page.getByLabel('Website').fill('https://nordlicht.de')
  await page.getByRole('combobox', { name: 'Country' }).fill('Germany')
  await page.getByRole('option', { name: 'Germany' }).click()
  await page.getByLabel('Your name').fill(mara.name)
  await page.getByLabel('Your e-mail').fill(mara.email)
  await page.getByLabel('Why us?').fill('We sell what you make.')
  await page.getByLabel('Register extract').setInputFiles({
    name: 'extract.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Nordlicht GmbH, Kiel'),
  })
  await applicant.settled()
  await page.getByRole('button', { name: 'Send application' }).click()
  await applicant.title('Thank you')
  await page.getByText(mara.email).waitFor()
})

test('the link in the mail confirms the address and shows how it stands', async () => {
  const { page } = applicant
  const [link] = await mailedLinks(mara.email)
  await page.goto(link!)
  await applicant.title('Application of Nordlicht GmbH')
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await page.getByText('Address confirmed').first().waitFor()
  await page.getByText('We are looking at it').waitFor()
  await applicant.expectAccessible()
  await applicant.expectFitsTelephone()
})

test('a reviewer finds it in the queue with the reason, beside what the applicant says', async () => {
  const { page } = vendor
  await vendor.signIn()
  const vetted = async () => (await hansa.call(listApplications, {})).items[0]?.found
  await expect.poll(vetted, { timeout: 15_000 }).toEqual(['free_mail'])
  await page.getByRole('link', { name: 'Applications', exact: true }).click()
  await vendor.title('Applications')
  await page.getByRole('cell', { name: 'Nordlicht GmbH' }).click()
  await vendor.title('Nordlicht GmbH')
  await page.getByRole('row', { name: /Free-mail address.*gmail\.com/ }).waitFor()
  await page.getByText('We sell what you make.').waitFor()
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()
})

test('one key approves, and the queue is empty', async () => {
  const { page } = vendor
  await page.keyboard.press('a')
  await vendor.title('Applications')
  await page.getByText('Nordlicht GmbH: Approved').waitFor()
  await page.getByRole('cell', { name: 'Approved' }).waitFor()
})

test('the new partner has its first tasks, stuck or not, on the vendor’s page', async () => {
  const { page } = vendor
  await page.getByRole('link', { name: 'Partners', exact: true }).click()
  await page.getByRole('cell', { name: 'Nordlicht GmbH' }).click()
  await page.getByRole('link', { name: 'Tasks', exact: true }).click()
  await page.getByRole('row', { name: /Sign the partner agreement/ }).waitFor()
  await page.getByRole('row', { name: /After “Hold the kick-off call”/ }).waitFor()
  await vendor.expectAccessible()
})

test('how the partner would leave stands on its page', async () => {
  const { page } = vendor
  await page.goto(page.url().replace(/tasks$/, 'off-boarding'))
  await page.getByText('This partner has never been off-boarded here.').waitFor()
  await vendor.expectAccessible()
})

test('the rules are settings, and say what would change', async () => {
  const { page } = vendor
  await page.goto('/settings/programme')
  await page.getByRole('button', { name: 'What would change?' }).click()
  await page.getByText('Nothing: these are the rules that hold.').waitFor()
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()
})

test('the funnel opens to the partners behind it', async () => {
  const { page } = vendor
  await page.goto('/lifecycle')
  await page
    .getByRole('button', { name: /^Entered\s*1/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('link', { name: 'Nordlicht GmbH' }).waitFor()
  await page.keyboard.press('Escape')
  await vendor.settled()
  await vendor.expectAccessible()
  await vendor.expectFitsTelephone()
})

test('the applicant is invited, signs in, and finds what waits', async () => {
  const { page } = applicant
  const invitation = async () => (await mailedLinks(mara.email)).find((link) => link.startsWith('/portal/invitation'))
  await expect.poll(invitation, { timeout: 15_000 }).toBeTruthy()
  await page.goto((await invitation())!)
  await applicant.title('Welcome to Kontor')
  await page.getByRole('textbox', { name: 'Password' }).fill(mara.password)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await applicant.title('Home')
  await page.getByRole('link', { name: /Complete the company profile/ }).click()
  await applicant.title('Tasks')
  await applicant.expectAccessible()
  await applicant.expectFitsTelephone()
  const step = page.getByRole('row', { name: /Complete the company profile/ })
  await step.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Done: Complete the company profile').waitFor()
})
