import { listTimeline } from '@hansa/contract/events'
import * as api from '@hansa/contract/feedback'
import { createOrganization } from '@hansa/contract/organizations'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Db } from '../core/database/scope.ts'
import { testServer, type TestServer } from '../testing.ts'
import { tellSatisfaction, upsertSatisfaction } from './queries.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const day = (after = 0) => new Date(server.clock.now().getTime() + after * 86_400_000).toISOString().slice(0, 10)

async function arranged() {
  const { ecosystemId, as } = await server.newEcosystem()
  const call = await as('partner_manager')
  const organizationId = (await call(createOrganization, { name: 'Northgate' })).body.id
  const inside = <T>(work: (db: Db) => Promise<T>, partnerId: string | null = null) =>
    server.database.scoped({ ecosystemId, partnerId }, work)
  const record = (set: Partial<z.input<typeof api.recordSatisfaction.input>>) =>
    call(api.recordSatisfaction, { organizationId, day: day(-1), score: 50, ...set })
  return { call, organizationId, inside, record }
}

test('a score keeps its own scale and is also given from 0 to 100', async () => {
  const { call, record } = await arranged()
  const stars = await record({ score: 4, scaleMin: 1, scaleMax: 5, respondents: 12 })
  expect(stars.body).toMatchObject({ score: 4, scaleMin: 1, scaleMax: 5, normalised: 75, respondents: 12 })
  expect((await record({ score: -20, scaleMin: -100, scaleMax: 100 })).body.normalised).toBe(40)
  expect((await record({ score: 62.5 })).body).toMatchObject({ scaleMin: 0, scaleMax: 100, normalised: 62.5 })
  const timeline = await call(listTimeline, { recordId: stars.body.id })
  expect(timeline.body.items.map((event) => [event.verb, event.happenedAt.slice(0, 10)])).toEqual([
    ['satisfaction.recorded', day(-1)],
  ])
})

test('a score beside its scale, and a day that has not come, are refused naming the field', async () => {
  const { record } = await arranged()
  const wrong = async (set: Parameters<typeof record>[0]) => {
    const { status, body } = await record(set)
    return [status, body.problems?.[0]?.field]
  }
  expect(await wrong({ score: 6, scaleMin: 1, scaleMax: 5 })).toEqual([422, 'score'])
  expect(await wrong({ score: 3, scaleMin: 5, scaleMax: 5 })).toEqual([422, 'scaleMax'])
  expect(await wrong({ day: day(1) })).toEqual([422, 'day'])
  expect(await wrong({ organizationId: 'org_00000000000000000000000000' })).toEqual([422, 'organizationId'])
})

test('one that was recorded by mistake is removed, and the log keeps that', async () => {
  const { call, organizationId, record } = await arranged()
  const { id } = (await record({})).body
  expect((await call(api.removeSatisfaction, { id })).body).toEqual({ done: true })
  expect((await call(api.listSatisfaction, { organizationId })).body.items).toEqual([])
  const { body } = await call(listTimeline, { recordId: organizationId, verb: 'satisfaction.removed' })
  expect(body.items).toHaveLength(1)
})

test('rows of a source are recorded once, corrected under their key, and listed by day', async () => {
  const { call, organizationId, inside } = await arranged()
  const now = server.clock.now()
  const give = (scores: readonly (readonly [string, string, number, number?])[]) =>
    inside((db) =>
      upsertSatisfaction(
        db,
        scores.map(([sourceKey, on, score, respondents]) => ({
          sourceKey,
          organizationId,
          day: on,
          score,
          scaleMin: 1,
          scaleMax: 5,
          respondents,
        })),
        { source: 'shop', now },
      ),
    )
  const made = await give([
    ['a', '2025-01-31', 4.1, 9],
    ['b', '2025-02-28', 3],
  ])
  expect(made.map((one) => one.outcome)).toEqual(['created', 'created'])
  const again = await give([
    ['b', '2025-02-28', 2],
    ['a', '2025-01-31', 4.1],
  ])
  expect(again.map(({ outcome, id }) => [outcome, id])).toEqual([
    ['updated', made[1]!.id],
    ['unchanged', made[0]!.id],
  ])
  const told = await inside((db) => tellSatisfaction(db, again, { now, day: day() }))
  expect(told.map((event) => event.verb)).toEqual(['satisfaction.corrected'])
  const { items } = (await call(api.listSatisfaction, { organizationId, from: '2025-01-01' })).body
  expect(items.map((item) => [item.day, item.normalised, item.respondents])).toEqual([
    ['2025-02-28', 25, null],
    ['2025-01-31', expect.closeTo(77.5, 9), 9],
  ])
})

test('a partner’s people see their own scores alone', async () => {
  const { call, organizationId, inside, record } = await arranged()
  const rival = (await call(createOrganization, { name: 'Rival' })).body.id
  await record({ score: 10 })
  await record({ score: 90, organizationId: rival })
  expect(await inside((db) => db.selectFrom('satisfaction').select('score').execute(), organizationId)).toEqual([
    { score: 10 },
  ])
})
