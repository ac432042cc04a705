import { listTimeline } from '@hansa/contract/events'
import * as api from '@hansa/contract/lifecycle'
import { createOrganization, createPerson } from '@hansa/contract/organizations'
import { createPartner, readPartner } from '@hansa/contract/partners'
import { createTask, listTasks } from '@hansa/contract/tasks'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const aDay = 86_400_000

async function arranged() {
  const { as, ecosystemId } = await server.newEcosystem()
  const call = await as('partner_manager')
  const { id: organizationId } = (await call(createOrganization, { name: 'Nordlicht', website: 'nordlicht.de' })).body
  await call(createPartner, { organizationId, stage: 'active', manager: 'Someone inside', origin: 'Fair' })
  await call(createPerson, { name: 'Mara Winter', email: 'mara@nordlicht.de', organizationId })
  await as('partner_administrator', organizationId)
  const disabled = async () =>
    (
      await server.database.owner.query<{ disabled: boolean }>('select disabled from member where partner_id = $1', [
        organizationId,
      ])
    ).rows.map((row) => row.disabled)
  const leave = () => call(api.offBoardPartner, { organizationId, reason: 'inactive', note: 'Nothing in a year.' })
  const mails = async () =>
    (
      await server.database.owner.query<{ action: { url: string } }>(
        'select action from mail where ecosystem_id = $1 and action is not null order by id desc',
        [ecosystemId],
      )
    ).rows.map((row) => row.action.url.split('#')[1]!)
  return { as, call, organizationId, disabled, leave, mails }
}

test('who is off-boarded loses access at once, and its open tasks are dropped', async () => {
  const { call, organizationId, disabled, leave } = await arranged()
  await call(createTask, { organizationId, title: 'Sign', owner: 'partner', dueOn: '2026-12-01' })
  const answer = await leave()
  expect(answer.body).toMatchObject({
    reason: 'inactive',
    stageBefore: 'active',
    people: 1,
    export: { state: 'making' },
    mayUndo: true,
  })
  expect(await disabled()).toEqual([true])
  expect((await call(readPartner, { organizationId })).body.stage).toBe('off_boarded')
  expect((await call(listTasks, {})).body.items.map((task) => task.state)).toEqual(['dropped'])
  expect((await leave()).status).toBe(409)
})

test('it takes its own data along by a link that expires, and nothing of the vendor’s', async () => {
  const { as, call, organizationId, leave, mails } = await arranged()
  const { id: rival } = (await call(createOrganization, { name: 'Rival Ltd' })).body
  await call(createPerson, { name: 'Rita Rival', organizationId: rival })
  await as('partner_member', rival)
  await leave()
  await server.settle()
  const [key] = await mails()
  const outside = server.callAs({})
  const download = await outside(api.downloadPartnerExport, { key: key! })
  const records = download.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; name?: string })
  expect(records.find((record) => record.kind === 'company')).toMatchObject({
    name: 'Nordlicht',
    website: 'nordlicht.de',
  })
  expect(records.filter((record) => record.kind === 'person').map((record) => record.name)).toEqual(['Mara Winter'])
  expect(new Set(records.map((record) => record.kind))).toEqual(
    new Set(['company', 'person', 'partnership', 'user', 'event']),
  )
  expect(download.text).not.toMatch(/Rival|Rita|Someone inside|Nothing in a year/)
  expect((await call(api.listOffBoardings, { organizationId })).body.items[0]!.export.state).toBe('ready')
  expect((await outside(api.downloadPartnerExport, { key: `${key!}x` })).status).toBe(404)
  expect((await outside(api.downloadPartnerExport, { key: 'x' })).status).toBe(404)
  server.clock.advance(31 * aDay)
  expect((await outside(api.downloadPartnerExport, { key: key! })).status).toBe(404)
})

test('within its days of grace it is taken back: stage and access are as before, and the link is dead', async () => {
  const { call, organizationId, disabled, leave, mails } = await arranged()
  await leave()
  await server.settle()
  server.clock.advance(13 * aDay)
  const undone = await call(api.undoOffBoarding, { organizationId })
  expect(undone.body).toMatchObject({
    undoneAt: server.clock.now().toISOString(),
    mayUndo: 'It was taken back already.',
  })
  expect(await disabled()).toEqual([false])
  expect((await call(readPartner, { organizationId })).body.stage).toBe('active')
  expect((await server.callAs({})(api.downloadPartnerExport, { key: (await mails())[0]! })).status).toBe(404)
  await server.shown()
  const verbs = (await call(listTimeline, { recordId: organizationId })).body.items.map((event) => event.verb)
  expect(verbs).toEqual(
    expect.arrayContaining([
      'partner.off_boarded',
      'partner.data_exported',
      'partner.off_boarding_undone',
      'partner.stage_changed',
    ]),
  )
})

test('after its days of grace it is not', async () => {
  const { call, organizationId, leave } = await arranged()
  await leave()
  server.clock.advance(15 * aDay)
  const refused = await call(api.undoOffBoarding, { organizationId })
  expect([refused.status, refused.body.message]).toEqual([409, expect.stringContaining('days of grace')])
})
