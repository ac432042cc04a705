import * as api from '@hansa/contract/customer-journey'
import { inviteParticipant, readDealTeam } from '@hansa/contract/deal-teams'
import { createDeal, updateDeal, type DealStage } from '@hansa/contract/deals'
import { mapImport, runImport, uploadImport } from '@hansa/contract/integrations'
import { createOrganization } from '@hansa/contract/organizations'
import { answerInvitation } from '@hansa/contract/own-deals'
import { createPartner } from '@hansa/contract/partners'
import { recordRevenue } from '@hansa/contract/revenue'
import { beforeAll, expect, test } from 'vitest'
import { recordEvents, type NewEvent } from '../core/events/record.ts'
import { testServer, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

/** An ecosystem with a customer, two partners, and a first deal that went its way from January on. */
async function room() {
  const eco = await server.newEcosystem()
  const call = await eco.as('partner_manager')
  const organization = async (name: string, facts: object = {}) =>
    (await call(createOrganization, { name, country: 'DE', industry: 'Energy', ...facts })).body.id
  const partner = async (name: string) => {
    const id = await organization(name)
    await call(createPartner, {
      organizationId: id,
      types: ['systems_integrator'],
      stage: 'active',
      from: '2025-01-01',
    })
    return { id, call: await eco.as('partner_administrator', id) }
  }
  const customerId = await organization('Contoso Energie')
  const [alpha, beta] = [await partner('Alpha Integration'), await partner('Beta Rival')]
  const tell = (...events: NewEvent[]) =>
    server.database.scoped({ ecosystemId: eco.ecosystemId, partnerId: null }, (db) =>
      recordEvents(db, { kind: 'import', id: null }, server.clock.now(), 'test', events),
    )
  const touch = (dealId: string, partnerId: string, day: string, channel: string): NewEvent => ({
    verb: 'deal.touched',
    objectId: dealId,
    organizationId: partnerId,
    partnerId,
    happenedAt: new Date(`${day}T10:00:00Z`),
    data: { role: 'advice', channel },
  })
  const deal = async (stages: [string, DealStage][], more: object = {}) => {
    const made = await call(createDeal, {
      name: 'Platform for Contoso',
      customerId,
      product: 'Platform',
      value: { amount: 50_000_00, currency: 'EUR' },
      openedOn: stages[0]![0],
      stage: stages[0]![1],
      stageSince: stages[0]![0],
      ...more,
    })
    let { version } = made.body
    for (const [stageSince, stage] of stages.slice(1))
      version = (
        await call(updateDeal, {
          id: made.body.id,
          version,
          stage,
          stageSince,
          ...(stage === 'lost' && { closeReason: 'price' }),
        })
      ).body.version
    return made.body.id
  }
  return { eco, call, organization, customerId, alpha, beta, tell, touch, deal }
}

test('a customer’s journey says who and what touched each stage, when and how often', async () => {
  const { call, customerId, alpha, beta, tell, touch, deal } = await room()
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
  const { body } = await call(api.readCustomerJourney, { id: customerId })
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
    await call(api.listCustomerHappenings, {
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
  const { call, customerId, alpha, tell, touch, deal } = await room()
  const id = await deal([
    ['2025-09-01', 'prospecting'],
    ['2025-10-01', 'proposal'],
  ])
  await tell(
    ...['2025-09-03', '2025-10-04', '2025-10-09', '2025-10-20'].map((day) => touch(id, alpha.id, day, 'meeting')),
  )
  const all = (await call(api.listCustomerHappenings, { id: customerId })).body
  expect(all.items.map(({ month, what, count, stage }) => [month, stage, what, count])).toEqual([
    ['2025-10', 'evaluate', 'contact', 3],
    ['2025-10', 'evaluate', 'moved', 1],
    ['2025-09', 'aware', 'contact', 1],
    ['2025-09', 'aware', 'opened', 1],
  ])
  const paged: string[] = []
  let after: string | undefined
  do {
    const { body } = await call(api.listCustomerHappenings, { id: customerId, limit: 1, ...(after && { after }) })
    paged.push(...body.items.map((item) => item.id))
    after = body.next ?? undefined
  } while (after)
  expect(paged).toEqual(all.items.map((item) => item.id))
})

test('as of a past day nothing later is known', async () => {
  const { call, customerId, alpha, tell, touch, deal } = await room()
  const id = await deal([
    ['2025-09-01', 'prospecting'],
    ['2025-10-01', 'proposal'],
    ['2025-11-01', 'lost'],
  ])
  await tell(touch(id, alpha.id, '2025-10-05', 'call'))
  const { body } = await call(api.readCustomerJourney, { id: customerId, asOf: '2025-10-02' })
  expect([body.now, body.stages[1]!.touches, body.open[0]!.days]).toEqual(['evaluate', 0, 1])
  await server.settle()
  const matrix = (await call(api.readJourneyMatrix, { asOf: '2025-10-02' })).body
  const evaluate = matrix.cells.filter(({ stage, column }) => stage === 'evaluate' && column === 'all')
  expect(evaluate.map(({ customers }) => customers)).toEqual([1])
  const rows = (await call(api.listJourneyCustomers, { stage: 'evaluate', asOf: '2025-10-02' })).body
  expect(rows.items).toMatchObject([{ customerName: 'Contoso Energie', outcome: 'open', to: null, days: 1 }])
  expect((await call(api.readJourneyMatrix, { asOf: '2030-01-01' })).status).toBe(422)
})

test('a cell of the matrix counts its rows; too few customers make no share', async () => {
  const { call, organization, alpha, tell, touch, deal } = await room()
  const ids: string[] = []
  for (let i = 0; i < 6; i++)
    ids.push(
      await deal([['2025-10-01', 'qualified'], ...(i < 4 ? [['2025-11-01', 'won'] as [string, DealStage]] : [])], {
        customerId: await organization(`Customer ${i}`),
      }),
    )
  await tell(...ids.slice(0, 3).map((id) => touch(id, alpha.id, '2025-10-11', 'call')))
  await server.settle()
  const { cells, columns } = (await call(api.readJourneyMatrix, {})).body
  const cell = (column: string) => cells.find((it) => it.stage === 'evaluate' && it.column === column)!
  expect(columns).toEqual([{ key: 'systems_integrator', name: 'Systems integrator', isPartner: false }])
  expect([cell('all').customers, cell('any').customers, cell('none').customers]).toEqual([6, 3, 3])
  expect(cell('systems_integrator').touched).toMatchObject({ value: 0.5, of: 6 })
  expect(cell('all').conversion).toMatchObject({ value: null, of: 4, needs: 1 })
  for (const column of ['all', 'any', 'none', 'systems_integrator']) {
    const { body } = await call(api.listJourneyCustomers, { stage: 'evaluate', column, limit: 2 })
    expect(body.total).toBe(cell(column).customers)
  }
  expect(
    (await call(api.readJourneyMatrix, { country: 'FR' })).body.cells.every(({ customers }) => customers === 0),
  ).toBe(true)
  expect((await call(api.readJourneyMatrix, { by: 'partner' })).body.columns).toMatchObject([
    { key: alpha.id, name: 'Alpha Integration', isPartner: true },
  ])
})

test('a white spot is an open stay that nobody touches though it is usual; a suggested partner is invited from it', async () => {
  const { call, organization, customerId, alpha, beta, tell, touch, deal } = await room()
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
  const spots = (await call(api.listWhiteSpots, {})).body
  expect(spots.items).toMatchObject([
    { dealId: open, customerId, stage: 'evaluate', value: { amount: 50_000_00 }, usual: { value: expect.any(Number) } },
  ])
  expect(spots.items[0]!.usual.low).toBeGreaterThan(0.8)
  const { body } = await call(api.readJourneySuggestions, { id: open })
  // The dormant partner did as well as Alpha and is not active.
  expect(body.items.map(({ partnerName, stays, wentOn }) => [partnerName, stays, wentOn])).toEqual([
    ['Alpha Integration', 6, 6],
  ])
  expect(body.items[0]!.rate.value).toBeLessThan(1)
  expect(body).toMatchObject({ whiteSpot: true, alike: 'two', leftOut: { inactive: 1 } })
  // As of the day before the others ended, nothing was known.
  expect((await call(api.readJourneySuggestions, { id: open, asOf: '2025-06-30' })).status).toBe(422)
  await call(inviteParticipant, { id: open, partnerId: alpha.id, role: 'implements' })
  const { id } = (await call(readDealTeam, { id: open })).body.participants[0]!
  await alpha.call(answerInvitation, { id, answer: 'accept' })
  await server.settle()
  expect((await call(api.listWhiteSpots, {})).body.items).toEqual([])
  expect((await call(api.readJourneySuggestions, { id: open })).body).toMatchObject({
    whiteSpot: false,
    items: [],
    leftOut: { inTeam: 1 },
  })
})

test('with too little data there is no suggestion, and it says how much is missing', async () => {
  const { call, deal } = await room()
  const id = await deal([['2025-12-01', 'qualified']])
  await server.settle()
  const { body } = await call(api.readJourneySuggestions, { id })
  expect(body).toMatchObject({ items: [], needs: { count: 30, what: 'ended stays in this stage' } })
})

test('a partner sees its own touches in a deal of its team, and nobody else’s', async () => {
  const { call, alpha, beta, tell, touch, deal } = await room()
  const id = await deal([['2025-12-01', 'qualified']])
  await tell(
    touch(id, alpha.id, '2025-12-05', 'meeting'),
    touch(id, alpha.id, '2025-12-06', 'meeting'),
    touch(id, beta.id, '2025-12-07', 'call'),
  )
  await server.settle()
  expect((await alpha.call(api.readOwnJourney, { id })).status).toBe(404)
  await call(inviteParticipant, { id, partnerId: alpha.id, role: 'implements' })
  expect((await alpha.call(api.readOwnJourney, { id })).body.items).toEqual([])
  const part = (await call(readDealTeam, { id })).body.participants[0]!.id
  await alpha.call(answerInvitation, { id: part, answer: 'accept' })
  await server.settle()
  const seen = await alpha.call(api.readOwnJourney, { id })
  expect(seen.body.items.map(({ what, count, stage }) => [what, count, stage])).toContainEqual([
    'contact',
    2,
    'evaluate',
  ])
  expect(seen.body.items.every(({ what }) => what === 'contact' || what === 'joined')).toBe(true)
  expect(seen.text).not.toMatch(new RegExp(`${beta.id}|Beta|2025-12-07`))
  expect((await beta.call(api.readOwnJourney, { id })).status).toBe(404)
  // The vendor's pages are no partner's.
  expect((await alpha.call(api.readJourneyMatrix, {})).status).toBe(403)
})

test('imported touches name the deal by its source’s key, and use the customer', async () => {
  const { call } = await room()
  const send = async (file: string, body: string, mapping: object) => {
    const { id } = (await call(uploadImport, { fileName: file }, { body })).body
    await call(mapImport, { id, mapping } as never)
    await call(runImport, { id })
    await server.settle()
  }
  const field = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { column: name }]))
  const mapping = (target: string, fields: object) => ({ source: 'crm', nulls: [''], outputs: [{ target, fields }] })
  await send(
    'organizations.csv',
    'key,name\nc1,Nordwind AG\np1,Helper GmbH\n',
    mapping('organizations', field('key', 'name')),
  )
  await send(
    'deals.csv',
    'dealKey,dealName,key,stage,stageDay,openedOn\nd1,Wind,c1,qualified,2025-11-01,2025-11-01\n',
    mapping('deals', field('dealKey', 'dealName', 'key', 'stage', 'stageDay', 'openedOn')),
  )
  await send(
    'events.csv',
    'key,verb,happenedAt,deal,customer,channel\np1,deal.touched,2025-11-05T10:00:00Z,d1,,demo\np1,usage.metered,2025-11-06T10:00:00Z,,c1,\n',
    mapping('events', { ...field('key', 'verb', 'happenedAt'), data: { columns: ['deal', 'customer', 'channel'] } }),
  )
  const { rows } = await server.database.owner.query<{ id: string }>(
    `select id from organization where name = 'Nordwind AG' order by id desc limit 1`,
  )
  const { items } = (await call(api.listCustomerHappenings, { id: rows[0]!.id })).body
  expect(items.map(({ stage, what, channel, organizationName }) => [stage, what, channel, organizationName])).toEqual([
    ['adopt', 'usage', null, 'Helper GmbH'],
    ['evaluate', 'contact', 'demo', 'Helper GmbH'],
    ['evaluate', 'opened', 'qualified', null],
  ])
})
