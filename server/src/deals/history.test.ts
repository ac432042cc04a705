import * as api from '@hansa/contract/deals'
import { createOrganization } from '@hansa/contract/organizations'
import { createProgramme } from '@hansa/contract/programme'
import { listTimeline } from '@hansa/contract/events'
import * as imports from '@hansa/contract/integrations'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { api as court, courtroom } from './fixtures/courtroom.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const day = (after = 0) => new Date(server.clock.now().getTime() + after * 86_400_000).toISOString().slice(0, 10)
const eur = (amount: number) => ({ amount, currency: 'EUR' })
const historyOf = async (call: Call, id: string) => (await call(api.readDealHistory, { id })).body.items
type Edit = Omit<z.input<typeof api.updateDeal.input>, 'id' | 'version'>

test('every field of the contract that can be edited leaves a trace: who, when, from what to what', async () => {
  const eco = await server.newEcosystem()
  const call = await eco.as('administrator')
  const company = async (name: string) => (await call(createOrganization, { name })).body.id
  const [customerId, other, partnerId] = [
    await company('Brightwater'),
    await company('Contoso'),
    await company('Alpha'),
  ]
  const programme = (await call(createProgramme, { name: 'Resellers' })).body
  /** For each field, an edit that says it, and as what the history tells it where that is another field. */
  const edits: Record<keyof Edit, { set: Edit; told?: string; from: unknown; to: unknown }> = {
    name: { set: { name: 'Cold storage' }, from: 'Cold chain', to: 'Cold storage' },
    customerId: { set: { customerId: other }, from: 'Brightwater', to: 'Contoso' },
    partnerId: { set: { partnerId }, from: null, to: 'Alpha' },
    owner: { set: { owner: 'Ada' }, from: null, to: 'Ada' },
    value: { set: { value: eur(500) }, from: null, to: eur(500) },
    product: { set: { product: 'Seats' }, from: null, to: 'Seats' },
    openedOn: { set: { openedOn: day(-20) }, from: day(-10), to: day(-20) },
    expectedCloseOn: { set: { expectedCloseOn: day(9) }, from: null, to: day(9) },
    nextStep: { set: { nextStep: 'Call' }, from: null, to: 'Call' },
    nextStepOn: { set: { nextStepOn: day(2) }, from: null, to: day(2) },
    forecast: { set: { forecast: 'commit' }, from: null, to: 'commit' },
    lines: {
      set: { lines: [{ product: 'Seats', quantity: 2, unitPrice: eur(300), partnerId }] },
      from: [],
      to: [expect.objectContaining({ product: 'Seats', quantity: 2, amount: 600, currency: 'EUR', partner: 'Alpha' })],
    },
    programmeId: { set: { programmeId: programme.id }, from: null, to: programme.id },
    pipelineStage: { set: { pipelineStage: 'qualified' }, told: 'stage', from: 'prospecting', to: 'qualified' },
    stage: { set: { stage: 'lost', closeReason: 'price' }, told: 'stage', from: 'qualified', to: 'lost' },
    closeReason: { set: { closeReason: 'competitor' }, from: 'price', to: 'competitor' },
    closeNote: { set: { closeNote: 'Half the price.' }, from: null, to: 'Half the price.' },
    competitor: { set: { competitor: 'Rival' }, from: null, to: 'Rival' },
    stageSince: {
      set: { stage: 'proposal', stageSince: day(-1), closeReason: null },
      told: 'stage',
      from: 'prospecting',
      to: 'proposal',
    },
  }
  const editable = Object.keys(api.updateDeal.input.shape).filter((field) => field !== 'id' && field !== 'version')
  expect(Object.keys(edits).toSorted()).toEqual(editable.toSorted())

  let deal = (await call(api.createDeal, { name: 'Cold chain', customerId, openedOn: day(-10) })).body
  for (const [field, { set, told = field, from, to }] of Object.entries(edits)) {
    server.clock.advance(1000)
    const before = await historyOf(call, deal.id)
    const { id, version } = deal
    const { closeReason, ...rest } = set
    const answer = await call(api.updateDeal, { id, version, ...rest, ...(closeReason && { closeReason }) })
    expect(answer.status, `${field}: ${answer.text}`).toBe(200)
    deal = answer.body
    const news = (await historyOf(call, id)).filter(({ eventId }) => !before.some((one) => one.eventId === eventId))
    expect(news, field).toContainEqual(
      expect.objectContaining({ field: told, from, to, who: 'A administrator', at: server.clock.now().toISOString() }),
    )
  }
})

test('what a deal began with is told too, whatever became of it since', async () => {
  const call = await (await server.newEcosystem()).as('partner_manager')
  const customerId = (await call(createOrganization, { name: 'Brightwater' })).body.id
  const made = await call(api.createDeal, {
    name: 'First',
    customerId,
    nextStep: 'Call',
    lines: [{ product: 'A', amount: eur(1) }],
  })
  server.clock.advance(1000)
  const { id } = made.body
  await call(api.updateDeal, { id, version: 1, nextStep: null, name: 'Second', lines: [], stage: 'proposal' })
  const items = await historyOf(call, id)
  const began = items.filter(({ eventId }) => eventId === items.at(-1)!.eventId)
  expect(Object.fromEntries(began.map(({ field, from, to }) => [field, [from, to]]))).toMatchObject({
    name: [null, 'First'],
    customerId: [null, 'Brightwater'],
    nextStep: [null, 'Call'],
    stage: [null, 'prospecting'],
    value: [null, eur(1)],
    lines: [null, [expect.objectContaining({ product: 'A' })]],
  })
})

test('an import leaves the same traces, under the name of the file’s import', async () => {
  const call = await (await server.newEcosystem()).as('partner_manager')
  const columns = [
    'dealKey',
    'dealName',
    'name',
    'stage',
    'amount',
    'currency',
    'owner',
    'product',
    'openedOn',
    'expectedCloseOn',
  ]
  const more = ['nextStep', 'nextStepOn', 'forecast', 'partnerName', 'closeReason', 'lostReason', 'competitor']
  const bring = async (row: Record<string, string>) => {
    const all = [...columns, ...more]
    const text = `${all.join(',')}\n${all.map((column) => row[column] ?? '').join(',')}\n`
    const taken = await call(imports.uploadImport, { fileName: 'deals.csv' }, { body: text })
    const { id, mapping } = taken.body
    const fields = Object.fromEntries(all.map((column) => [column, { column }]))
    await call(imports.mapImport, {
      id,
      mapping: { ...mapping!, source: 'crm', outputs: [{ target: 'deals', fields }] },
    })
    await call(imports.runImport, { id })
    await server.settle()
    const { report } = (await call(imports.readImport, { id })).body
    expect(report!.problems).toEqual([])
    server.clock.advance(1000)
  }
  const first = { dealKey: 'D1', dealName: 'One', name: 'Brightwater', stage: 'qualified', openedOn: '2026-01-05' }
  await bring(first)
  const id = (await call(api.listDeals, {})).body.items[0]!.id
  await bring({
    ...first,
    dealName: 'Two',
    amount: '12.50',
    currency: 'EUR',
    owner: 'Ada',
    product: 'Seats',
    openedOn: '2026-01-04',
    expectedCloseOn: '2026-09-01',
    nextStep: 'Call',
    nextStepOn: '2026-08-01',
    forecast: 'Best case',
    partnerName: 'Alpha',
  })
  await bring({
    ...first,
    dealName: 'Two',
    stage: 'lost',
    closeReason: 'other',
    lostReason: 'They moved',
    competitor: 'Rival',
  })
  const changes = await historyOf(call, id)
  const told = new Map(changes.toReversed().map(({ field, to, source }) => [field, { to, source }]))
  expect(Object.fromEntries([...told].map(([field, { to }]) => [field, to]))).toMatchObject({
    name: 'Two',
    value: eur(1250),
    owner: 'Ada',
    product: 'Seats',
    openedOn: expect.any(String),
    expectedCloseOn: '2026-09-01',
    nextStep: 'Call',
    nextStepOn: '2026-08-01',
    partnerId: 'Alpha',
    stage: 'lost',
    closeReason: 'other',
    closeNote: 'They moved',
    competitor: 'Rival',
  })
  expect(changes.find(({ field, to }) => field === 'forecast' && to === 'best_case')).toBeDefined()
  expect(told.get('owner')!.source).toBe('integrations.import')
})

test('a registration that becomes a deal tells what it brought', async () => {
  const room = courtroom(server)
  const { alpha, manager, reviewer } = await room.court()
  const id = await room.send(alpha)
  await room.approve(reviewer, id)
  const { version } = await room.own(alpha, id)
  const { dealId } = (await alpha(court.convertRegistration, { id, version })).body
  const items = await historyOf(manager, dealId!)
  expect(Object.fromEntries(items.map(({ field, to }) => [field, to]))).toMatchObject({
    name: 'Contoso Manufacturing GmbH',
    partnerId: 'Alpha Partner',
    value: eur(10_000_000),
    expectedCloseOn: day(60),
    stage: 'qualified',
    product: 'all',
  })
})

test('a partner reads of none of it what is the vendor’s own', async () => {
  const eco = await server.newEcosystem()
  const call = await eco.as('partner_manager')
  const company = async (name: string) => (await call(createOrganization, { name })).body.id
  const [customerId, partnerId] = [await company('Brightwater'), await company('Alpha')]
  const { id } = (await call(api.createDeal, { name: 'Cold chain', customerId, partnerId })).body
  await call(api.updateDeal, {
    id,
    version: 1,
    nextStep: 'Secret step',
    forecast: 'commit',
    lines: [{ product: 'Secret line', amount: eur(77_77) }],
  })
  const secret = { closeReason: 'competitor', closeNote: 'Secret note', competitor: 'Secret rival' } as const
  await call(api.updateDeal, { id, version: 2, stage: 'lost', ...secret })
  expect((await call(listTimeline, { recordId: id })).text).toContain('Secret rival')
  await server.database.scoped({ ecosystemId: eco.ecosystemId, partnerId }, async (db) => {
    const seen = JSON.stringify(await db.selectFrom('event').selectAll().execute())
    expect(seen).toContain('deal.lost')
    expect(seen).not.toMatch(/Secret|commit|competitor/)
  })
})
