import { createDeal } from '@hansa/contract/deals'
import { decideRegistrations, listRegistrationChoices } from '@hansa/contract/registration-queue'
import { announceProgrammeVersion, createProgramme, listProgrammes } from '@hansa/contract/programme'
import { ProgrammeRules } from '@hansa/contract/programme-rules'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { api, courtroom } from './fixtures/courtroom.ts'

const [anHour, aDay] = [3_600_000, 86_400_000]
let server: TestServer
let room: ReturnType<typeof courtroom>
beforeAll(async () => {
  server = await testServer()
  room = courtroom(server)
  // A Monday morning, so that business days are days.
  const now = server.clock.now()
  const monday = new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + ((8 - now.getUTCDay()) % 7 || 7), 8),
  )
  server.clock.advance(monday.getTime() - now.getTime())
})

/** Another customer for each claim. */
const customers = ['Aurora Robotics', 'Birch Paper Mill', 'Cobalt Shipping', 'Dune Energy', 'Ember Ceramics']
const sendAll = async (call: Call, count: number) => {
  const ids: string[] = []
  for (const customerName of customers.slice(0, count)) {
    const customerDomain = `${customerName.split(' ')[0]!.toLowerCase()}.example`
    ids.push(await room.send(call, { customerName, customerDomain }))
    server.clock.advance(1000)
  }
  return ids
}
const named = async (call: Call, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => ({ id, version: (await room.seen(call, id)).version })))

describe('a claim before the reviewer', () => {
  test('stands beside what is against it, with the facts of both, why they are alike, and what to do', async () => {
    const { alpha, beta, reviewer, manager, organization } = await room.court()
    const customer = await organization('Contoso Manufacturing GmbH', {
      website: 'contoso-manufacturing.example',
      country: 'DE',
    })
    const { body: deal } = await manager(createDeal, {
      name: 'Renew the line',
      customerId: customer,
      value: { amount: 7_500_000, currency: 'EUR' },
    })
    const first = await room.send(alpha)
    const second = await room.send(beta, { value: { amount: 4_000_000, currency: 'EUR' }, evidence: 'A demo on site.' })

    const late = await room.seen(reviewer, second)
    expect(late.rivals.map(({ kind, id, rank, position }) => [kind, id, rank, position])).toEqual(
      expect.arrayContaining([
        ['registration', first, 'earlier', 1],
        ['own_deal', deal.id, 'earlier', null],
      ]),
    )
    expect(late.rivals.find(({ id }) => id === first)).toMatchObject({
      partnerName: 'Alpha Partner',
      domain: 'contoso-manufacturing.example',
      value: { amount: 10_000_000, currency: 'EUR' },
      evidence: 'A workshop with the head of IT.',
      reasons: expect.arrayContaining([expect.objectContaining({ field: 'domain' })]),
    })
    expect(late.rivals.find(({ id }) => id === deal.id)).toMatchObject({
      name: 'Renew the line',
      value: { amount: 7_500_000, currency: 'EUR' },
    })
    expect(late.suggestion).toMatchObject({ act: 'wait', because: [first], rulesVersion: 1 })

    const early = await room.seen(reviewer, first)
    expect(early.judgement!.conflicts.map(({ id }) => id)).toEqual([deal.id])
    expect(early.rivals.find(({ id }) => id === second)).toMatchObject({ rank: 'later', evidence: 'A demo on site.' })
    expect(early.suggestion).toMatchObject({ act: 'find_duplicate', reason: 'existing_direct', because: [deal.id] })
  })

  test('is suggested for approval once what stood before it is gone', async () => {
    const { alpha, beta, reviewer } = await room.court()
    const [first, second] = [await room.send(alpha), await room.send(beta)]
    await alpha(api.withdrawRegistration, { id: first, version: (await room.own(alpha, first)).version })
    const { judgement, rivals, suggestion } = await room.seen(reviewer, second)
    expect(judgement).toMatchObject({ reason: 'existing_partner', conflicts: [{ id: first }] })
    expect([rivals, suggestion]).toMatchObject([[], { act: 'approve', because: [] }])
  })

  test('comes with how the partner’s claims went, overturned refusals among them', async () => {
    const { eco, alpha, reviewer } = await room.court()
    const [one, two, three] = (await sendAll(alpha, 3)) as [string, string, string]
    await room.approve(reviewer, one)
    await reviewer(api.rejectRegistration, { ...(await named(reviewer, [two]))[0]!, reason: 'not_qualified' })
    const { version } = await room.own(alpha, two)
    await alpha(api.appealRegistration, { id: two, version, text: 'It is.' })
    const other = await eco.as('reviewer')
    await other(api.overturnRegistration, { ...(await named(other, [two]))[0]!, text: 'Indeed.' })
    expect((await room.seen(reviewer, three)).partnerRecord).toMatchObject({
      sent: 3,
      approved: 2,
      refused: 0,
      overturned: 1,
      recent: [
        { id: two, customerName: 'Birch Paper Mill', state: 'approved' },
        { id: one, state: 'approved' },
      ],
    })
  })
})

describe('the queue', () => {
  test('counts business days to the deadline, by the calendar of the version that judges the claim', async () => {
    const { alpha, reviewer } = await room.court()
    const id = await room.send(alpha)
    const left = async () => (await reviewer(api.listRegistrations, {})).body.items[0]!.reviewLeft
    expect(await left()).toBe(3)
    server.clock.advance(aDay)
    expect(await left()).toBe(2)
    await reviewer(api.askRegistration, {
      id,
      version: (await room.seen(reviewer, id)).version,
      question: 'Who decides?',
    })
    server.clock.advance(aDay)
    expect(await left()).toBe(2)
    const { version } = await room.own(alpha, id)
    await alpha(api.answerRegistration, { id, version, text: 'The board.' })
    // Wednesday with two days left: Thursday, then Friday.
    server.clock.advance(2 * aDay + anHour)
    expect(await left()).toBe(0)
    server.clock.advance(3 * aDay - anHour)
  })

  test('is narrowed by partner, product family, programme, what is open and what is overdue', async () => {
    const { eco, alpha, beta, manager, reviewer, one } = await room.court()
    const { id: programme } = (await manager(listProgrammes, {})).body.items[0]!
    const families = [
      { key: 'data', name: 'Data platform' },
      { key: 'edge', name: 'Edge' },
    ]
    const rules = ProgrammeRules.parse({ registration: { families } })
    await (
      await eco.as('administrator')
    )(announceProgrammeVersion, { id: programme, basedOn: 1, rules })
    const data = await room.send(alpha, { families: ['data'] })
    const edge = await room.send(beta, {
      families: ['edge', 'data'],
      customerName: 'Dune Energy',
      customerDomain: 'dune.example',
    })
    await reviewer(api.rejectRegistration, { ...(await named(reviewer, [edge]))[0]!, reason: 'incomplete' })

    const found = async (ask: object) => (await reviewer(api.listRegistrations, ask)).body.items.map(({ id }) => id)
    expect(await found({ partnerId: one })).toEqual([data])
    expect(await found({ family: 'edge' })).toEqual([edge])
    expect((await found({ family: 'data' })).toSorted()).toEqual([data, edge].toSorted())
    expect(await found({ open: true })).toEqual([data])
    expect(await found({ open: false })).toEqual([edge])
    expect(await found({ programmeId: programme })).toHaveLength(2)
    expect(await found({ overdue: true })).toEqual([])
    server.clock.advance(7 * aDay)
    expect(await found({ overdue: true })).toEqual([data])
    expect(await found({ overdue: false })).toEqual([edge])

    const { body: second } = await manager(createProgramme, { name: 'Public sector' })
    expect(await found({ programmeId: second.id })).toEqual([])
    const { body: choices } = await reviewer(listRegistrationChoices, {})
    expect(choices.partners).toEqual([
      { id: one, name: 'Alpha Partner', waiting: 1 },
      expect.objectContaining({ name: 'Beta Rival Systems', waiting: 0 }),
    ])
    expect(choices.families).toEqual([...families, { key: 'all', name: 'All products' }])
    expect(choices.programmes.map(({ name }) => name)).toEqual(['Partner programme', 'Public sector'])
    expect((await reviewer(api.listRegistrations, {})).body.items[0]).toMatchObject({
      programmeId: programme,
      programmeName: 'Partner programme',
      rulesVersion: 2,
    })
  })
})

describe('one ruling on many claims', () => {
  test('is judged for each by itself, and says of each whether it is done, or why not', async () => {
    const { alpha, beta, reviewer } = await room.court()
    const [first, second] = [await room.send(alpha), await room.send(beta)]
    const [other] = await sendAll(alpha, 1)
    const all = await named(reviewer, [second, other!, first])
    all[1]!.version = 999
    // In their order in line, whatever the order in which they were named.
    const { body } = await reviewer(decideRegistrations, { registrations: all, act: 'approve' })
    expect(body.items).toEqual([
      { id: second, done: false, problem: expect.stringContaining('Another protection lives'), state: 'in_review' },
      { id: other, done: false, problem: expect.stringContaining('changed by someone else'), state: 'in_review' },
      { id: first, done: true, problem: null, state: 'approved' },
    ])
    const untouched = await room.seen(reviewer, second)
    expect(untouched.history.map(({ act }) => act)).toEqual(['submit', 'queue'])
    expect(untouched.receipt.ruling).toBeNull()
  })

  test('refuses, finds duplicates and asks by the rules that hold for one', async () => {
    const { alpha, reviewer } = await room.court()
    const ids = await sendAll(alpha, 3)
    const decide = async (id: string, ruling: object) =>
      (await reviewer(decideRegistrations, { registrations: await named(reviewer, [id]), ...ruling } as never)).body
        .items
    expect(await decide(ids[0]!, { act: 'reject', reason: 'public_tender' })).toMatchObject([{ state: 'rejected' }])
    expect(await decide(ids[1]!, { act: 'find_duplicate', reason: 'existing_customer' })).toMatchObject([
      { state: 'duplicate' },
    ])
    expect(await decide(ids[2]!, { act: 'request_information', text: 'Which plant?' })).toMatchObject([
      { state: 'info_requested' },
    ])
    expect((await room.own(alpha, ids[2]!)).receipt.question).toBe('Which plant?')
    expect(await decide(ids[0]!, { act: 'approve' })).toMatchObject([
      { done: false, problem: 'It is “Refused” now, so this is not possible.', state: 'rejected' },
    ])
  })

  test('that lacks what it needs is refused before any claim is touched, with the field', async () => {
    const { alpha, reviewer } = await room.court()
    const registrations = await named(reviewer, await sendAll(alpha, 1))
    const refused = async (ruling: object) => {
      const answer = await reviewer(decideRegistrations, { registrations, ...ruling } as never)
      return [answer.status, answer.body.problems?.[0]?.field]
    }
    expect(await refused({ act: 'reject' })).toEqual([422, 'reason'])
    expect(await refused({ act: 'find_duplicate', reason: 'incomplete' })).toEqual([422, 'reason'])
    expect(await refused({ act: 'reject', reason: 'other' })).toEqual([422, 'text'])
    expect(await refused({ act: 'request_information' })).toEqual([422, 'text'])
    expect((await room.seen(reviewer, registrations[0]!.id)).state).toBe('in_review')
  })

  test('cannot be given by who only reads', async () => {
    const { eco, alpha } = await room.court()
    const reader = await eco.as('analyst')
    const registrations = await named(reader, await sendAll(alpha, 1))
    expect((await reader(decideRegistrations, { registrations, act: 'approve' })).status).toBe(403)
  })
})
