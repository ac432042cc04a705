import * as journeyApi from '@hansa/contract/customer-journey'
import * as segmentApi from '@hansa/contract/journey-segments'
import { inviteParticipant, readDealTeam } from '@hansa/contract/deal-teams'
import type { DealStage } from '@hansa/contract/deals'
import { answerInvitation } from '@hansa/contract/own-deals'
import { createPartner } from '@hansa/contract/partners'
import { recordRevenue } from '@hansa/contract/revenue'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { customerRoom } from './fixtures/customer.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

test('a customer’s journey says who and what touched each stage, when and how often', async () => {
  const { call, customerId, alpha, beta, tell, touch, deal } = await customerRoom(server)
  const id = await deal([
    ['2025-09-01', 'prospecting'],
    ['2025-10-01', 'proposal'],
    ['2025-12-01', 'negotiation'],
    ['2025-12-20', 'won'],
  ])
  await tell(
    touch(id, alpha.id, '2025-09-10', 'meeting'),
    touch(id, alpha.id, '2025-10-05', 'workshop'),
    touch(id, alpha.id, '2025-10-07', 'workshop'),
    touch(id, beta.id, '2025-12-02', 'call'),
    {
      verb: 'deal.touched',
      organizationId: customerId,
      happenedAt: new Date('2025-10-08T10:00:00Z'),
      data: { channel: 'call' },
    },
  )
  await call(recordRevenue, {
    partnerId: alpha.id,
    kind: 'services',
    day: '2026-01-15',
    amount: 900_00,
    currency: 'EUR',
    dealId: id,
  })
  const { body } = await call(journeyApi.readCustomerJourney, { id: customerId })
  expect(body.now).toBe('adopt')
  const seen = body.stages.map(({ stage, touches, organizations }) => [
    stage,
    touches,
    organizations.map(({ name, count, roles }) => `${name} ${count} ${roles.join()}`),
  ])
  expect(seen).toEqual([
    ['aware', 1, ['Alpha Integration 1 advice']],
    ['evaluate', 3, ['Alpha Integration 2 advice', 'null 1 ']],
    ['decide', 1, ['Beta Rival 1 advice']],
    ['adopt', 1, ['Alpha Integration 1 resells']],
    ['expand', 0, []],
    ['renew', 0, []],
  ])
  const evaluate = body.stages[1]!
  expect(evaluate.organizations[0]).toMatchObject({ first: '2025-10-05', last: '2025-10-07' })
  expect(evaluate.technologies).toMatchObject([{ name: 'Platform', count: 3 }])

  const rows = (
    await call(journeyApi.listCustomerHappenings, {
      id: customerId,
      stage: 'evaluate',
      organizationId: alpha.id,
      show: 'each',
    })
  ).body
  expect(rows.items.map(({ first, channel }) => [first, channel])).toEqual([
    ['2025-10-07', 'workshop'],
    ['2025-10-05', 'workshop'],
  ])
  expect(rows.items.every((row) => row.id.startsWith('evt_'))).toBe(true)
})

test('the timeline tells repeats of a month once, newest month first, page by page', async () => {
  const { call, customerId, alpha, tell, touch, deal } = await customerRoom(server)
  const id = await deal([
    ['2025-09-01', 'prospecting'],
    ['2025-10-01', 'proposal'],
  ])
  await tell(
    ...['2025-09-03', '2025-10-04', '2025-10-09', '2025-10-20'].map((day) => touch(id, alpha.id, day, 'meeting')),
  )
  const all = (await call(journeyApi.listCustomerHappenings, { id: customerId })).body
  expect(all.items.map(({ month, what, count, stage }) => [month, stage, what, count])).toEqual([
    ['2025-10', 'evaluate', 'contact', 3],
    ['2025-10', 'evaluate', 'moved', 1],
    ['2025-09', 'aware', 'contact', 1],
    ['2025-09', 'aware', 'opened', 1],
  ])
  const paged: string[] = []
  let after: string | undefined
  do {
    const { body } = await call(journeyApi.listCustomerHappenings, {
      id: customerId,
      limit: 1,
      ...(after && { after }),
    })
    paged.push(...body.items.map((item) => item.id))
    after = body.next ?? undefined
  } while (after)
  expect(paged).toEqual(all.items.map((item) => item.id))
})

test('as of a past day nothing later is known', async () => {
  const { call, customerId, alpha, tell, touch, deal } = await customerRoom(server)
  const id = await deal([
    ['2025-09-01', 'prospecting'],
    ['2025-10-01', 'proposal'],
    ['2025-11-01', 'lost'],
  ])
  await tell(touch(id, alpha.id, '2025-10-05', 'call'))
  const { body } = await call(journeyApi.readCustomerJourney, { id: customerId, asOf: '2025-10-02' })
  expect([body.now, body.stages[1]!.touches, body.open[0]!.days]).toEqual(['evaluate', 0, 1])
  await server.settle()
  const matrix = (await call(segmentApi.readJourneyMatrix, { asOf: '2025-10-02' })).body
  const evaluate = matrix.cells.filter(({ stage, column }) => stage === 'evaluate' && column === 'all')
  expect(evaluate.map(({ customers }) => customers)).toEqual([1])
  const rows = (await call(segmentApi.listJourneyCustomers, { stage: 'evaluate', asOf: '2025-10-02' })).body
  expect(rows.items).toMatchObject([{ customerName: 'Contoso Energie', outcome: 'open', to: null, days: 1 }])
  expect((await call(segmentApi.readJourneyMatrix, { asOf: '2030-01-01' })).status).toBe(422)
})

test('a cell of the matrix counts its rows; too few customers make no share', async () => {
  const { call, organization, alpha, tell, touch, deal } = await customerRoom(server)
  const ids: string[] = []
  for (let i = 0; i < 6; i++)
    ids.push(
      await deal([['2025-10-01', 'qualified'], ...(i < 4 ? [['2025-11-01', 'won'] as [string, DealStage]] : [])], {
        customerId: await organization(`Customer ${i}`),
      }),
    )
  await tell(...ids.slice(0, 3).map((id) => touch(id, alpha.id, '2025-10-11', 'call')))
  await server.settle()
  const { cells, columns } = (await call(segmentApi.readJourneyMatrix, {})).body
  const cell = (column: string) => cells.find((it) => it.stage === 'evaluate' && it.column === column)!
  expect(columns).toEqual([{ key: 'systems_integrator', name: 'Systems integrator', isPartner: false }])
  expect([cell('all').customers, cell('any').customers, cell('none').customers]).toEqual([6, 3, 3])
  expect(cell('systems_integrator').touched).toMatchObject({ value: 0.5, of: 6 })
  expect(cell('all').conversion).toMatchObject({ value: null, of: 4, needs: 1 })
  for (const type of [undefined, 'systems_integrator', 'reseller'] as const) {
    const matrix = (await call(segmentApi.readJourneyMatrix, type ? { type } : {})).body
    for (const column of ['all', 'any', 'none', 'systems_integrator']) {
      const asked = { stage: 'evaluate', column, limit: 2, ...(type && { type }) } as const
      const { body } = await call(segmentApi.listJourneyCustomers, asked)
      const found = matrix.cells.find((it) => it.stage === 'evaluate' && it.column === column)
      expect([type, column, body.total]).toEqual([type, column, found?.customers ?? 0])
    }
  }
  expect(
    (await call(segmentApi.readJourneyMatrix, { country: 'FR' })).body.cells.every(({ customers }) => customers === 0),
  ).toBe(true)
  expect((await call(segmentApi.readJourneyMatrix, { by: 'partner' })).body.columns).toMatchObject([
    { key: alpha.id, name: 'Alpha Integration', isPartner: true },
  ])
})

test('a white spot is an open stay that nobody touches though it is usual; a suggested partner is invited from it', async () => {
  const { call, organization, customerId, alpha, beta, tell, touch, deal } = await customerRoom(server)
  const partners = [alpha, beta]
  for (let i = 0; i < 4; i++) {
    const id = await organization(`Further partner ${i}`)
    await call(createPartner, {
      organizationId: id,
      types: ['reseller'],
      stage: i === 3 ? 'dormant' : 'active',
      from: '2025-01-01',
    })
    partners.push({ id, call })
  }
  // Each was in six deals; Alpha's were won, Beta's lost, the others' half and half.
  for (const [place, { id: partnerId }] of partners.entries())
    for (let i = 0; i < 6; i++) {
      const won = place === 0 || place === 5 || (place > 1 && i % 2 === 0)
      const id = await deal(
        [
          ['2025-06-01', 'qualified'],
          ['2025-07-01', won ? 'won' : 'lost'],
        ],
        { customerId: await organization(`Customer ${place} ${i}`) },
      )
      await tell(touch(id, partnerId, '2025-06-05', 'meeting'))
    }
  const open = await deal([['2025-12-01', 'qualified']])
  await server.settle()
  const spots = (await call(segmentApi.listWhiteSpots, {})).body
  expect(spots.items).toMatchObject([
    { dealId: open, customerId, stage: 'evaluate', value: { amount: 50_000_00 }, usual: { value: expect.any(Number) } },
  ])
  expect(spots.items[0]!.usual.low).toBeGreaterThan(0.8)
  const { body } = await call(segmentApi.readJourneySuggestions, { id: open })
  // The dormant partner did as well as Alpha and is not active.
  expect(body.items.map(({ partnerName, stays, wentOn }) => [partnerName, stays, wentOn])).toEqual([
    ['Alpha Integration', 6, 6],
  ])
  expect(body.items[0]!.rate.value).toBeLessThan(1)
  expect(body).toMatchObject({ whiteSpot: true, alike: 'two', leftOut: { inactive: 1 } })
  // As of the day before the others ended, nothing was known.
  expect((await call(segmentApi.readJourneySuggestions, { id: open, asOf: '2025-06-30' })).status).toBe(422)
  await call(inviteParticipant, { id: open, partnerId: alpha.id, role: 'implements' })
  const { id } = (await call(readDealTeam, { id: open })).body.participants[0]!
  await alpha.call(answerInvitation, { id, answer: 'accept' })
  await server.settle()
  expect((await call(segmentApi.listWhiteSpots, {})).body.items).toEqual([])
  expect((await call(segmentApi.readJourneySuggestions, { id: open })).body).toMatchObject({
    whiteSpot: false,
    items: [],
    leftOut: { inTeam: 1 },
  })
})

test('with too little data there is no suggestion, and it says how much is missing', async () => {
  const { call, deal } = await customerRoom(server)
  const id = await deal([['2025-12-01', 'qualified']])
  await server.settle()
  const { body } = await call(segmentApi.readJourneySuggestions, { id })
  expect(body).toMatchObject({ items: [], needs: { count: 30, what: 'ended stays in this stage' } })
})
