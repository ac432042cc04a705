import { readDeal, updateDeal } from '@hansa/contract/deals'
import { proposeSplit, readDealSplits } from '@hansa/contract/deal-splits'
import { inviteParticipant } from '@hansa/contract/deal-teams'
import { mergeOrganizations } from '@hansa/contract/hygiene'
import { addMember } from '@hansa/contract/identity'
import { listMails, readMail } from '@hansa/contract/mail'
import { createOrganization, createPerson } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import type { RegistrationState } from '@hansa/contract/registration-states'
import { listRegistrations, readRegistration } from '@hansa/contract/registrations'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Tab } from './browser.ts'
import { sendClaim } from './claim.ts'
import { Hansa, root } from './hansa.ts'

const password = 'a long password'
const rita = { name: 'Rita Reviewer', email: 'rita@hansa.test', password }
const paula = { name: 'Paula Partner', email: 'paula@contor.test', password }
const otto = { name: 'Otto Other', email: 'otto@kogge.test', password }

let hansa: Hansa
let ada: Tab
let reviewer: Tab
let contor: Tab
let kogge: Tab
let contorId: string
let adlerId: string
let first: string
let second: string
/** Everything that Kogge's browser was ever told. */
const read: string[] = []

async function partner(name: string, person?: typeof paula): Promise<string> {
  const { id } = await hansa.call(createOrganization, { name })
  await hansa.call(createPartner, { organizationId: id, types: ['reseller'], stage: 'active' })
  if (person) await hansa.call(addMember, { ...person, role: 'partner_administrator', partnerId: id })
  return id
}
/** Sends a claim and waits until the rules have judged it. */
async function claim(tab: Tab, customerName: string, customerDomain: string): Promise<string> {
  const id = await sendClaim(tab, customerName, customerDomain)
  const judged = async () => (await hansa.call(readRegistration, { id })).state
  await expect.poll(judged, { timeout: 20_000 }).not.toBe('submitted')
  return id
}

beforeAll(async () => {
  hansa = await Hansa.start({ setUp: true })
  contorId = await partner('Contor GmbH', paula)
  await partner('Kogge AG', otto)
  adlerId = await partner('Adler Integration')
  await hansa.call(createPerson, { name: 'Gerda Gabel', email: 'gerda@adler.test', organizationId: adlerId })
  await hansa.call(addMember, { ...rita, role: 'reviewer' })
  // The customer has a second name and website, known since two records of it were merged.
  const [into, from] = [
    await hansa.call(createOrganization, { name: 'Werft Nord GmbH', website: 'werft-nord.example', country: 'DE' }),
    await hansa.call(createOrganization, { name: 'Nordwerft', website: 'nordwerft.example', country: 'DE' }),
  ]
  await hansa.call(mergeOrganizations, { intoId: into.id, fromId: from.id })
  const doors = [[(ada = await Tab.open(hansa))], [(reviewer = await Tab.open(hansa)), rita]] as const
  for (const [tab, person] of doors) await tab.signIn(person)
  for (const [tab, person] of [
    [(contor = await Tab.open(hansa)), paula],
    [(kogge = await Tab.open(hansa)), otto],
  ] as const)
    await tab.signIn(person, '/portal/sign-in')
  kogge.page.on('response', (response) => {
    if (response.url().includes('/api/'))
      void response.text().then(
        (text) => read.push(text),
        () => {},
      )
  })
}, 120_000)
afterEach(() => {
  for (const tab of [ada, reviewer, contor, kogge]) tab.expectNoProblems()
})
afterAll(async () => {
  for (const tab of [ada, reviewer, contor, kogge]) await tab.close()
  await hansa.remove()
})

const button = (tab: Tab, name: string | RegExp) => tab.page.getByRole('button', { name })

/** One act on a registration's page: its button, what is said in its dialog, and the dialog's own button. */
async function act(tab: Tab, name: string, { reason, text }: { reason?: string; text?: string } = {}) {
  await button(tab, new RegExp(`^${name}( \\([A-Z]\\))?$`)).click()
  const dialog = tab.page.getByRole('dialog', { name, exact: true })
  if (reason) {
    await dialog.getByLabel('Reason').click()
    await tab.page.getByRole('option', { name: reason }).click()
  }
  if (text) await dialog.getByRole('textbox').first().fill(text)
  await dialog.getByRole('button', { name, exact: true }).click()
  return dialog
}
/** On the vendor’s pages the names of states also stand over figures of the partner, so the record itself is asked. */
const becomes = (id: string, state: RegistrationState) =>
  expect.poll(async () => (await hansa.call(readRegistration, { id })).state, { timeout: 20_000 }).toBe(state)
const shows = (tab: Tab, text: string) => tab.page.getByRole('main').getByText(text, { exact: true }).first().waitFor()

test('two partners claim one customer by two names and two websites: one is protected, the other reads a fair receipt', async () => {
  first = await claim(contor, 'WERFT NORD', 'www.werft-nord.example')
  second = await claim(kogge, 'Nordwerft GmbH', 'https://nordwerft.example/dock')
  const found = await hansa.call(readRegistration, { id: second })
  expect(found.judgement!.conflicts.map(({ id, band }) => [id, band])).toEqual([[first, 'block']])
  await ada.page.goto(`/registrations/${first}`)
  await ada.title('WERFT NORD')
  await act(ada, 'Approve')
  await becomes(first, 'approved')
  await ada.page.goto(`/registrations/${second}`)
  await ada.title('Nordwerft GmbH')
  await act(ada, 'Already registered', { reason: 'The customer is registered already' })
  await shows(ada, 'Customer already registered')

  await kogge.page.goto('/portal/registrations')
  await kogge.page.getByRole('link', { name: 'Nordwerft GmbH' }).click()
  await kogge.title('Nordwerft GmbH')
  await shows(kogge, 'The customer is registered already')
  await kogge.page.getByText('Version 1').first().waitFor()
  await kogge.settled()
  await kogge.expectAccessible()
  await act(kogge, 'Appeal', { text: 'We have worked with their shipyard for two years.' })
  await shows(kogge, 'In appeal')
  const seen = `${read.join('\n')}\n${await kogge.page.getByRole('main').innerText()}`
  expect(read.length).toBeGreaterThan(3)
  for (const secret of [first, contorId, 'Contor', 'WERFT NORD', 'Werft Nord', 'Paula', 'werft-nord'])
    expect(seen).not.toContain(secret)
})

test('who decided cannot decide the appeal; another reviewer overturns once the rival’s protection has ended', async () => {
  await ada.page.reload()
  const { version } = await hansa.call(readRegistration, { id: second })
  const own = await ada.page.request.post(`/api/registrations/${second}/overturn`, {
    headers: { 'x-hansa': '1' },
    data: { version, text: 'I was wrong.' },
  })
  expect([own.status(), await own.text()]).toEqual([409, expect.stringContaining('another reviewer decides')])

  await reviewer.page.goto(`/registrations/${second}`)
  await reviewer.title('Nordwerft GmbH')
  const refused = await act(reviewer, 'Overturn', { text: 'Two years of work convince.' })
  await refused.getByText(/Another protection lives/).waitFor()
  expect(reviewer.takeProblems().join()).toContain('409')
  await reviewer.page.goto(`/registrations/${first}`)
  await reviewer.title('WERFT NORD')
  await act(reviewer, 'Revoke', { text: 'There was no workshop.' })
  await becomes(first, 'revoked')
  await reviewer.page.goto(`/registrations/${second}`)
  await act(reviewer, 'Overturn', { text: 'Two years of work convince.' })
  await becomes(second, 'approved')
  await contor.page.goto(`/portal/registrations/${first}`)
  await shows(contor, 'There was no workshop.')
  await kogge.page.reload()
  await shows(kogge, 'Two years of work convince.')
})

test(
  'the vendor misses the deadline of a third claim: the protection that it gives late counts from the day it was sent',
  { timeout: 120_000 },
  async () => {
    const third = await claim(contor, 'Aurora Robotics', 'aurora.example')
    await hansa.sleep(9)
    for (const tab of [ada, reviewer, contor, kogge]) tab.takeProblems()
    const missed = async () => (await hansa.call(readRegistration, { id: third })).missedDeadline
    await expect.poll(missed, { timeout: 30_000 }).toBe(true)
    await reviewer.page.goto(`/registrations/${third}`)
    await reviewer.title('Aurora Robotics')
    await act(reviewer, 'Approve')
    await becomes(third, 'approved')
    const { receipt, completeAt, history } = await hansa.call(readRegistration, { id: third })
    expect(receipt.protectedFrom).toBe(completeAt)
    expect(history.map((link) => link.act).slice(-3)).toEqual(['warn_review', 'miss_deadline', 'approve'])
    await contor.page.goto(`/portal/registrations/${third}`)
    await contor.title('Aurora Robotics')
    await contor.page
      .getByText(/missed the review’s deadline/)
      .first()
      .waitFor()
  },
)

/** The link in the newest mail to somebody that is about something. */
async function linkOf(email: string, about: string): Promise<string> {
  const newest = async () =>
    (await hansa.call(listMails, { q: email })).items.find((mail) => mail.subject.includes(about))
  await expect.poll(async () => (await newest()) !== undefined, { timeout: 20_000 }).toBe(true)
  return (await hansa.call(readMail, { id: (await newest())!.id })).link!
}
async function answerByLink(link: string, answer: string): Promise<void> {
  const tab = await Tab.open(hansa)
  try {
    await tab.page.goto(link)
    await tab.page.getByRole('combobox', { name: 'Answer' }).click()
    await tab.page.getByRole('option', { name: answer, exact: true }).click()
    await tab.page.getByRole('button', { name: 'Send' }).click()
    await tab.title('Thank you')
    tab.expectNoProblems()
  } finally {
    await tab.close()
  }
}

test('it becomes a deal; a third partner joins its team and both countersign the split by link and in the portal; it is won', async () => {
  await kogge.page.goto(`/portal/registrations/${second}`)
  await button(kogge, 'Make it a deal').click()
  await shows(kogge, 'Converted')
  const { dealId } = await hansa.call(readRegistration, { id: second })
  const id = dealId!
  await hansa.call(inviteParticipant, { id, partnerId: adlerId, role: 'implements' })
  await answerByLink(await linkOf('gerda@adler.test', 'Invitation'), 'Accept')
  await hansa.call(proposeSplit, { id, method: 'equal' })
  await answerByLink(await linkOf('gerda@adler.test', 'share'), 'Sign')
  await kogge.page.goto(`/portal/deals/${id}`)
  await button(kogge, 'Sign').click()
  await kogge.page.getByRole('cell', { name: 'Signed' }).waitFor()
  const state = async () => (await hansa.call(readDealSplits, { id })).splits[0]!.state
  await expect.poll(state, { timeout: 20_000 }).toBe('agreed')
  const { version } = await hansa.call(readDeal, { id })
  await hansa.call(updateDeal, { id, version, stage: 'won' })
  const ended = async () => (await hansa.call(listRegistrations, { state: ['won'] })).items.map((one) => one.id)
  await expect.poll(ended, { timeout: 20_000 }).toEqual([second])
})

test('the proof is taken from the page and verifies offline; a changed one does not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hansa-proof-'))
  try {
    await kogge.page.goto(`/portal/registrations/${second}`)
    await shows(kogge, 'Won')
    const href = await kogge.page.getByRole('link', { name: 'Proof' }).getAttribute('href')
    const file = join(folder, 'proof.json')
    await writeFile(file, await (await kogge.page.request.get(href!)).body())
    const verify = (path: string) =>
      promisify(execFile)(process.execPath, ['cli/bin/hansa.mjs', 'verify-proof', path], { cwd: root }).then(
        ({ stdout }) => [0, stdout],
        (error: { code: number; stderr: string }) => [error.code, error.stderr],
      )
    expect(await verify(file)).toEqual([0, expect.stringMatching(/holds: \d+ events, from submit at .* to win at/)])
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('"overturn"', '"approve"'))
    expect(await verify(file)).toEqual([1, expect.stringContaining('is not what was recorded')])
  } finally {
    await rm(folder, { recursive: true })
  }
})
