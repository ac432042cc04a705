import * as api from '@hansa/contract/customer-journey'
import { mergeOrganizations } from '@hansa/contract/hygiene'
import { listWhiteSpots, readJourneyMatrix } from '@hansa/contract/journey-segments'
import { JourneyRules } from '@hansa/contract/journey-rules'
import { announceProgrammeVersion, listProgrammes, ProgrammeRules } from '@hansa/contract/programme'
import { recordRevenue, reverseRevenue } from '@hansa/contract/revenue'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { customerRoom } from './fixtures/customer.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

test('rules of one’s own move customers to other stages, once they hold', async () => {
  const { call, eco, deal } = await customerRoom(server)
  const admin = await eco.as('administrator')
  await deal([['2025-12-01', 'proposal']])
  await server.settle()
  const customers = async () =>
    (await call(readJourneyMatrix, {})).body.cells
      .filter(({ column, customers: count }) => column === 'all' && count > 0)
      .map(({ stage }) => stage)
  expect(await customers()).toEqual(['evaluate'])
  const rows = JourneyRules.parse({}).rows.map((row) =>
    row.key === 'comparing' ? { ...row, stage: 'decide' as const } : row,
  )
  const { id } = (await call(listProgrammes, {})).body.items[0]!
  const answer = await admin(announceProgrammeVersion, {
    id,
    basedOn: 1,
    rules: { ...ProgrammeRules.parse({}), journey: { rows } },
  })
  expect(answer.status, answer.text).toBe(200)
  server.clock.advance(60_000)
  await server.settle()
  expect(await customers()).toEqual(['decide'])
})

test('after a merge the history is the survivor’s, in the page and in the copy', async () => {
  const { call, organization, customerId, alpha, tell, touch, deal } = await customerRoom(server)
  const other = await organization('Contoso Energy Ltd')
  const id = await deal([['2025-12-01', 'qualified']], { customerId: other })
  await tell(touch(id, alpha.id, '2025-12-05', 'meeting'))
  await server.settle()
  await call(mergeOrganizations, { intoId: customerId, fromId: other })
  await server.settle()
  expect((await call(api.readCustomerJourney, { id: customerId })).body.stages[1]!.organizations).toMatchObject([
    { name: 'Alpha Integration', count: 1 },
  ])
  const { rows } = await server.database.owner.query(
    `select distinct customer_id from journey_stay where deal_id = $1`,
    [id],
  )
  expect(rows).toEqual([{ customer_id: customerId }])
})

test('a renewal is a touch of its own, until it is taken back', async () => {
  const { call, customerId, alpha, deal } = await customerRoom(server)
  const id = await deal([
    ['2024-12-01', 'negotiation'],
    ['2025-01-01', 'won'],
  ])
  const renewal = {
    partnerId: alpha.id,
    kind: 'renewal',
    day: '2026-01-05',
    amount: 100_00,
    currency: 'EUR',
    dealId: id,
  }
  const { body } = await call(recordRevenue, renewal)
  const stages = async () => (await call(api.readCustomerJourney, { id: customerId })).body
  expect((await stages()).stages.at(-1)).toMatchObject({ stage: 'renew', touches: 1, first: '2026-01-05' })
  expect((await stages()).now).toBe(null)
  await call(reverseRevenue, { id: body.id })
  expect((await stages()).stages.at(-1)).toMatchObject({ touches: 0 })
  expect((await stages()).now).toBe('adopt')
})

test('an ecosystem without deals has an empty matrix and no white spots', async () => {
  const call = await (await server.newEcosystem()).as('analyst')
  const matrix = (await call(readJourneyMatrix, {})).body
  expect(matrix.readAt).toBe(null)
  expect(matrix.cells.every(({ customers, touched }) => customers === 0 && touched.value === null)).toBe(true)
  expect((await call(listWhiteSpots, {})).body).toMatchObject({ items: [], currency: null, withoutValue: 0 })
})
