import * as api from '@hansa/contract/customer-journey'
import { readJourneyMatrix } from '@hansa/contract/journey-segments'
import { inviteParticipant, readDealTeam } from '@hansa/contract/deal-teams'
import { mapImport, runImport, uploadImport } from '@hansa/contract/integrations'
import { answerInvitation } from '@hansa/contract/own-deals'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { customerRoom } from './fixtures/customer.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

test('a partner sees its own touches in a deal of its team, and nobody else’s', async () => {
  const { call, alpha, beta, tell, touch, deal } = await customerRoom(server)
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
  expect((await alpha.call(readJourneyMatrix, {})).status).toBe(403)
})

test('imported touches name the deal by its source’s key, and use the customer', async () => {
  const { call } = await customerRoom(server)
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
