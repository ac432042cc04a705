import { decideApplication } from '@hansa/contract/applications'
import { listTimeline } from '@hansa/contract/events'
import { createOrganization } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { ProgrammeRules } from '@hansa/contract/programme'
import * as api from '@hansa/contract/tasks'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { vetted } from './fixtures/apply.ts'
import { plannedSteps, taskState } from './rules/tasks.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const aDay = 86_400_000
const day = (after = 0) => new Date(server.clock.now().getTime() + after * aDay).toISOString().slice(0, 10)

async function arranged() {
  const { as } = await server.newEcosystem()
  const call = await as('partner_manager')
  const { id: organizationId } = (await call(createOrganization, { name: 'Nordlicht' })).body
  await call(createPartner, { organizationId, stage: 'onboarding' })
  const add = async (set: object = {}) =>
    (await call(api.createTask, { organizationId, title: 'Sign', owner: 'partner', dueOn: day(7), ...set })).body
  return { as, call, organizationId, add }
}

const steps = [
  { key: 'sign', title: 'Sign', owner: 'partner', afterDays: 7, evidence: true },
  { key: 'call', title: 'Call', owner: 'vendor', afterDays: 14, after: ['sign'] },
]

test('approval gives the steps of the plans for the partner’s types, by the rules of that day', async () => {
  const plans = [
    { name: 'All', steps },
    {
      name: 'Resellers',
      types: ['reseller'],
      steps: [{ key: 'price', title: 'Price list', owner: 'vendor', afterDays: 1 }],
    },
    { name: 'Distributors', types: ['distributor'], steps },
  ]
  const here = await vetted(server, { onboarding: { plans } }, { types: ['reseller'] })
  await here.call(decideApplication, { id: here.one.id, version: here.one.version, act: 'approve' })
  await server.settle()
  const { items } = (await here.call(api.listTasks, {})).body
  expect(items.map(({ title, owner, state, dueOn, waitsFor }) => [title, owner, state, dueOn, waitsFor])).toEqual([
    ['Price list', 'vendor', 'open', day(1), []],
    ['Sign', 'partner', 'open', day(7), []],
    ['Call', 'vendor', 'waiting', day(14), ['Sign']],
  ])
  expect(await here.subjects('mara@nordlicht.de')).toContain('{0} invites you to {1}')
})

test('a partner’s people see their own tasks, finish theirs with evidence, and not the vendor’s', async () => {
  const { as, add, organizationId, call } = await arranged()
  const theirs = await add({ evidenceNeeded: true })
  const ours = await add({ title: 'Call', owner: 'vendor', dueOn: day(8) })
  const member = await as('partner_member', organizationId)
  const { items } = (await member(api.listPortalTasks, {})).body
  expect(items.map((task) => [task.title, task.may.finish, task.organizationName])).toEqual([
    ['Sign', true, 'Nordlicht'],
    ['Call', 'The vendor’s people do this.', 'Nordlicht'],
  ])
  const finish = (id: string, evidence = '') => member(api.finishPortalTask, { id, version: 1, evidence })
  expect((await finish(theirs.id)).body.problems?.[0]?.field).toBe('evidence')
  expect((await finish(theirs.id, 'Signed copy under Files')).body).toMatchObject({
    state: 'done',
    finishedBy: 'A partner_member',
  })
  expect((await finish(ours.id)).status).toBe(409)
  expect((await call(listTimeline, { recordId: organizationId })).body.items.map((event) => event.verb)).toContain(
    'task.finished',
  )
})

test('another partner’s people see nothing of it', async () => {
  const { as, add, call } = await arranged()
  const task = await add()
  const { id: other } = (await call(createOrganization, { name: 'Other' })).body
  const member = await as('partner_administrator', other)
  expect((await member(api.listPortalTasks, {})).body.items).toEqual([])
  expect((await member(api.finishPortalTask, { id: task.id, version: 1 })).status).toBe(404)
})

test('what waits for another step is finished after it', async () => {
  const { add, call } = await arranged()
  const first = await add()
  const second = await add({ title: 'Then', after: [first.id], dueOn: day(20) })
  const finish = (id: string) => call(api.finishTask, { id, version: 1 })
  expect((await finish(second.id)).body.message).toBe('It waits for “Sign”.')
  await finish(first.id)
  expect((await finish(second.id)).body.state).toBe('done')
})

test('a stuck step surfaces: it is told once, and listed until it is done', async () => {
  const { add, call, organizationId } = await arranged()
  const task = await add({ dueOn: day(2) })
  await add({ title: 'Then', after: [task.id], dueOn: day(2) })
  server.clock.advance(3 * aDay)
  for (let i = 0; i < 2; i++) await server.tick()
  const told = async () =>
    (await call(listTimeline, { recordId: organizationId, verb: 'task.late' })).body.items.map(
      (event) => event.data.title,
    )
  expect(await told()).toEqual(['Sign'])
  const stuck = async () =>
    (await call(api.listTasks, { stuck: true })).body.items.map(({ title, state }) => [title, state])
  expect(await stuck()).toEqual([['Sign', 'late']])
  await call(api.finishTask, { id: task.id, version: (await call(api.listTasks, {})).body.items[0]!.version })
  expect(await stuck()).toEqual([['Then', 'late']])
})

test('a task is moved, dropped and taken up again', async () => {
  const { add, call } = await arranged()
  const { id } = await add()
  expect((await call(api.updateTask, { id, version: 1, dueOn: day(30) })).body.dueOn).toBe(day(30))
  expect((await call(api.updateTask, { id, version: 2, state: 'dropped' })).body.state).toBe('dropped')
  expect((await call(api.finishTask, { id, version: 3 })).status).toBe(409)
  expect((await call(api.updateTask, { id, version: 3, state: 'open' })).body.state).toBe('open')
  expect((await call(api.updateTask, { id, version: 1, title: 'Late' })).status).toBe(409)
})

test('a task is for a partner, and waits only for tasks of that partner', async () => {
  const { add, call } = await arranged()
  const other = (await call(createOrganization, { name: 'Customer' })).body
  expect(
    (await call(api.createTask, { organizationId: other.id, title: 'X', owner: 'vendor', dueOn: day() })).status,
  ).toBe(422)
  const elsewhere = await arranged()
  expect(await add({ after: [(await elsewhere.add()).id] })).toMatchObject({ code: 'invalid' })
})

describe('how a task stands', () => {
  test.each([
    ['open', '2026-03-02', [], 'open'],
    ['open', '2026-03-01', [], 'late'],
    ['open', '2026-03-01', ['Other'], 'waiting'],
    ['done', '2026-03-01', ['Other'], 'done'],
    ['dropped', '2026-03-01', [], 'dropped'],
  ] as const)('%s and due on %s, waiting for %j, on 2 March it is %4$s', (state, dueOn, waitsFor, is) =>
    expect(taskState({ state, dueOn }, waitsFor, '2026-03-02')).toBe(is),
  )

  test('the default plan has steps for both sides, each due after those that it waits for', () => {
    const planned = plannedSteps(ProgrammeRules.parse({}).onboarding.plans, [], '2026-03-02')
    expect(new Set(planned.map((step) => step.owner))).toEqual(new Set(['partner', 'vendor']))
    const due = new Map(planned.map((step) => [step.step, step.dueOn]))
    for (const step of planned) for (const before of step.after) expect(step.dueOn >= due.get(before)!).toBe(true)
  })
})
