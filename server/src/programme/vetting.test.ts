import * as apply from '@hansa/contract/apply'
import * as api from '@hansa/contract/applications'
import { listTimeline } from '@hansa/contract/events'
import { listSpells, readPartner } from '@hansa/contract/partners'
import { ProgrammeRules } from '@hansa/contract/programme'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { open, vetted } from './fixtures/apply.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const aDay = 86_400_000

const decide = (here: Awaited<ReturnType<typeof vetted>>, set: Partial<Parameters<typeof here.call>[1]> & object) =>
  here.call(api.decideApplication, { id: here.one.id, version: here.one.version, act: 'approve', ...set })

test('vetting runs by itself, and says before and after the address was confirmed what it found', async () => {
  const here = await open(server)
  await here.submit()
  server.clock.advance(1000)
  await server.settle()
  server.clock.advance(1000)
  expect(await here.theOne()).toMatchObject({
    state: 'referred',
    proposal: 'refer',
    found: ['unconfirmed_email'],
    organizationId: null,
  })
  await here.outside(apply.confirmApplication, { key: (await here.mail(here.facts.email))!.key })
  server.clock.advance(1000)
  await server.settle()
  const one = await here.theOne()
  expect(one).toMatchObject({ state: 'referred', proposal: 'approve', found: [], emailConfirmed: true })
  expect(one.vettings.map(({ number, rulesVersion, proposal }) => [number, rulesVersion, proposal])).toEqual([
    [2, 2, 'approve'],
    [1, 2, 'refer'],
  ])
  expect((await here.call(listTimeline, { recordId: one.id })).body.items.map((event) => event.verb)).toEqual([
    'application.vetted',
    'application.confirmed',
    'application.vetted',
    'application.submitted',
  ])
})

test('a form that nobody confirmed makes no company; once confirmed, it stands among the partners as vetted', async () => {
  const { call, one } = await vetted(server)
  expect((await call(readPartner, { organizationId: one.organizationId! })).body).toMatchObject({
    name: 'Nordlicht GmbH',
    stage: 'vetted',
    since: null,
  })
})

test('approval makes the partnership with its dated history, the contact and a letter', async () => {
  const here = await vetted(server)
  server.clock.advance(3 * aDay)
  const answer = await decide(here, { note: 'Glad to have you.' })
  expect(answer.body).toMatchObject({
    state: 'approved',
    decidedBy: 'A partner_manager',
    may: { approve: expect.stringContaining('decided') },
  })
  const organizationId = answer.body.organizationId!
  const spells = (await here.call(listSpells, { organizationId })).body.items.map((spell) => [
    spell.value,
    spell.reason,
  ])
  expect(spells).toEqual([
    ['vetted', 'Vetting found nothing'],
    ['onboarding', 'Application approved'],
  ])
  expect(await here.mail('mara@nordlicht.de')).toMatchObject({ subject: 'Welcome to {0}' })
  const status = (await here.outside(apply.readApplicationStatus, { key: (await here.mail('mara@nordlicht.de'))!.key }))
    .body
  expect(status.history.map(({ what }) => what)).toEqual([
    'application.submitted',
    'application.confirmed',
    'application.approved',
  ])
})

test('low-risk applications are approved by the rules themselves, where a version says so', async () => {
  const { one, call } = await vetted(server, { vetting: { approveBySelf: true } })
  expect(one).toMatchObject({ state: 'approved', decidedBy: null })
  expect(one.vettings[0]).toMatchObject({ bySelf: true, rulesVersion: 2 })
  expect((await call(readPartner, { organizationId: one.organizationId! })).body.stage).toBe('onboarding')
})

test('what the rules reject by themselves gets a reason of the list', async () => {
  const { one } = await vetted(server, { vetting: { rejectBySelf: true, territories: ['FR'] } })
  expect(one).toMatchObject({ state: 'rejected', reason: 'territory', found: ['territory'] })
})

describe('the sanctions list', () => {
  const upload = (here: Awaited<ReturnType<typeof open>>, text: string) =>
    here.call(api.uploadSanctionsList, { fileName: 'list.csv' }, { body: text })

  test('is uploaded as CSV, in versions, and open applications are vetted again by it', async () => {
    const here = await vetted(server)
    expect(here.one.found).toEqual([])
    const first = (
      await upload(here, 'name,country,aliases,id\nNORDLICHT GMBH,Germany,"Nord Light; NL Trading",EU-17\n,DE,,EU-18\n')
    ).body
    expect(first).toMatchObject({ version: 1, entries: 3, skipped: 1, inForce: true, uploadedBy: 'A partner_manager' })
    await server.settle()
    const one = await here.theOne()
    expect(one.found).toEqual(['sanctions'])
    expect(one.vettings[0]).toMatchObject({
      sanctionsVersion: 1,
      findings: [{ check: 'sanctions', values: ['NORDLICHT GMBH', 'EU-17', '100 %'] }],
    })
    await upload(here, 'name\nSomebody else\n')
    await server.settle()
    expect((await here.theOne()).found).toEqual([])
    expect(
      (await here.call(api.listSanctionsLists, {})).body.items.map(({ version, inForce }) => [version, inForce]),
    ).toEqual([
      [2, true],
      [1, false],
    ])
  })

  test('a file without names is refused', async () => {
    const here = await open(server)
    expect((await upload(here, 'a,b\n1,2\n')).body.message).toContain('no column for names')
  })
})

describe('past decisions', () => {
  test('are replayed from their inputs by the rules of their time, also when both have changed since', async () => {
    const here = await vetted(server, {}, { email: 'mara@gmail.com' })
    const before = here.one.vettings[0]!
    await here.change({ vetting: { checks: { free_mail: 'note' } } })
    await here.call(api.uploadSanctionsList, { fileName: 'list.csv' }, { body: 'name\nNordlicht\n' })
    await server.settle()
    const replay = (await here.call(api.replayVetting, { id: here.one.id, number: before.number })).body
    expect(replay).toMatchObject({
      same: true,
      stored: before,
      inputs: { emailDomain: 'gmail.com', sanctions: { version: null } },
    })
    expect((await here.theOne()).found).toEqual(['sanctions'])
  })

  test('changed rules are tried on them: who would be decided differently', async () => {
    const here = await open(server)
    for (const [company, email] of [
      ['Alpha', 'a@alpha.de'],
      ['Beta', 'b@gmail.com'],
    ] as const)
      await here.submit({ company, website: null, country: null, email })
    await server.settle()
    const attempt = async (vetting: object) => {
      const { body } = await here.call(api.tryProgrammeRules, {
        id: here.programmeId,
        rules: ProgrammeRules.parse({ vetting }),
      })
      return [body.tried, body.different.map((one) => [one.company, one.before.proposal, one.after.proposal])]
    }
    expect(await attempt({})).toEqual([2, []])
    const mild = { unconfirmed_email: 'note', missing_data: 'note' }
    expect(await attempt({ checks: mild })).toEqual([2, [['Alpha', 'refer', 'approve']]])
    expect(await attempt({ checks: { ...mild, free_mail: 'reject' } })).toEqual([
      2,
      [
        ['Beta', 'refer', 'reject'],
        ['Alpha', 'refer', 'approve'],
      ],
    ])
  })
})

test('hundreds taken in by the API land once, and are vetted without asking to confirm', async () => {
  const here = await open(server)
  const applications = Array.from({ length: 120 }, (_, i) => ({
    key: `lead-${i}`,
    company: `Firm ${i}`,
    website: `firm${i}.com`,
    country: 'DE',
    contact: 'A Person',
    email: `a@firm${i}.com`,
  }))
  const send = async () => (await here.call(api.createApplications, { source: 'fair', applications })).body.items
  const first = await send()
  expect(new Set(first.map((item) => item.outcome))).toEqual(new Set(['created']))
  const again = await send()
  expect(again.map(({ id, outcome }) => [id, outcome])).toEqual(first.map(({ id }) => [id, 'unchanged']))
  await server.settle()
  const list = (await here.call(api.listApplications, { limit: 200 })).body
  expect([list.total, new Set(list.items.map(({ state, proposal }) => `${state} ${proposal}`))]).toEqual([
    120,
    new Set(['referred approve']),
  ])
})
