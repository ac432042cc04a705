import * as apply from '@hansa/contract/apply'
import * as api from '@hansa/contract/applications'
import { createOrganization } from '@hansa/contract/organizations'
import { createPartner, readPartner } from '@hansa/contract/partners'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { open, vetted } from './fixtures/apply.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const decide = (here: Awaited<ReturnType<typeof vetted>>, set: Partial<Parameters<typeof here.call>[1]> & object) =>
  here.call(api.decideApplication, { id: here.one.id, version: here.one.version, act: 'approve', ...set })

test('of two reviewers one decides, and the other is told', async () => {
  const here = await vetted(server)
  const other = await here.as('reviewer')
  const { id, version } = here.one
  const answers = await Promise.all([
    here.call(api.decideApplication, { id, version, act: 'approve' }),
    other(api.decideApplication, { id, version, act: 'reject', reason: 'capacity' }),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)!.body.message).toContain('changed by someone else')
})

test('a rejection is explained, can be reopened, and is then a person’s to decide', async () => {
  const here = await vetted(server, { vetting: { approveBySelf: false } })
  const rejected = (await decide(here, { act: 'reject', reason: 'capacity', note: 'Try again next year.' })).body
  expect(rejected).toMatchObject({ state: 'rejected', reason: 'capacity' })
  expect((await here.call(readPartner, { organizationId: rejected.organizationId! })).body.stage).toBe('off_boarded')
  const { key } = (await here.mail('mara@nordlicht.de'))!
  expect((await here.outside(apply.readApplicationStatus, { key })).body).toMatchObject({
    state: 'rejected',
    reason: 'We take on no further partners in this programme at present.',
    note: 'Try again next year.',
  })
  await here.change({ vetting: { approveBySelf: true } })
  const { id, version } = rejected
  await here.call(api.decideApplication, { id, version, act: 'reopen' })
  await server.settle()
  const again = await here.theOne()
  expect(again).toMatchObject({ state: 'reopened', proposal: 'approve', reason: null })
  expect(again.vettings[0]!.bySelf).toBe(false)
  expect((await here.call(api.decideApplication, { id, version: again.version, act: 'approve' })).body.state).toBe(
    'approved',
  )
  expect((await here.call(readPartner, { organizationId: rejected.organizationId! })).body.stage).toBe('onboarding')
})

test('asked for more, the applicant answers by the link, and vetting looks again', async () => {
  const here = await vetted(server)
  expect((await decide(here, { act: 'ask', note: 'How many engineers?' })).body.state).toBe('info_requested')
  const { key } = (await here.mail('mara@nordlicht.de'))!
  expect((await here.outside(apply.readApplicationStatus, { key })).body).toMatchObject({
    asked: 'How many engineers?',
    may: { answer: true },
  })
  expect((await here.outside(apply.answerApplication, { key, answer: 'Twelve.' })).body.state).toBe('submitted')
  expect((await here.outside(apply.answerApplication, { key, answer: 'Again.' })).status).toBe(409)
  await server.settle()
  expect(await here.theOne()).toMatchObject({ state: 'referred', answered: 'Twelve.' })
})

test('an applicant withdraws, and nothing is decided any more', async () => {
  const here = await vetted(server)
  const { key } = (await here.mail('mara@nordlicht.de'))!
  expect((await here.outside(apply.withdrawApplication, { key })).body.state).toBe('withdrawn')
  const { version } = await here.theOne()
  expect((await decide(here, { version })).status).toBe(409)
})

test('a company that is a partner already is referred, with what is known of it beside', async () => {
  const here = await open(server)
  const { id: organizationId } = (
    await here.call(createOrganization, { name: 'Nordlicht', website: 'nordlicht.de', city: 'Kiel' })
  ).body
  await here.call(createPartner, { organizationId, stage: 'active' })
  await here.submit()
  await server.settle()
  const one = await here.theOne()
  expect(one.found).toContain('already_partner')
  expect(one.known).toMatchObject({ organizationId, name: 'Nordlicht', city: 'Kiel', stage: 'active' })
  await here.call(api.decideApplication, { id: one.id, version: one.version, act: 'approve' })
  expect((await here.call(readPartner, { organizationId })).body.stage).toBe('active')
})

test('where a company could be several, approval asks which one it is', async () => {
  const here = await open(server)
  for (const country of ['DE', 'AT']) await here.call(createOrganization, { name: 'Nordlicht', country })
  await here.submit({ company: 'Nordlicht', website: null, country: null })
  await server.settle()
  const one = await here.theOne()
  expect(one.found).toContain('ambiguous_company')
  const input = { id: one.id, version: one.version, act: 'approve' } as const
  expect((await here.call(api.decideApplication, input)).body.problems?.[0]?.field).toBe('organizationId')
  const made = (await here.call(api.decideApplication, { ...input, organizationId: 'new' })).body
  expect([made.state, made.known?.name]).toEqual(['approved', 'Nordlicht'])
})

test('many are decided on at once, each for itself', async () => {
  const here = await open(server)
  for (const company of ['Alpha', 'Beta', 'Gamma'])
    await here.submit({ company, website: null, email: `a@${company.toLowerCase()}.de` })
  await server.settle()
  const all = await here.listed()
  const [first] = all
  await here.call(api.decideApplication, { id: first!.id, version: first!.version, act: 'reject', reason: 'capacity' })
  const { items } = (
    await here.call(api.decideApplications, {
      applications: all.map(({ id, version }) => ({ id, version })),
      act: 'reject',
      reason: 'incomplete',
    })
  ).body
  expect(items.map((item) => item.done)).toEqual([false, true, true])
  expect(items[0]!.problem).toContain('changed by someone else')
})
