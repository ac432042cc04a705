import * as segmentApi from '@hansa/contract/journey-segments'
import { listDeals } from '@hansa/contract/deals'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { simulatedDeals } from './fixtures/simulated.ts'
import { readOn } from './queries/journey-copy.ts'

let server: TestServer
let call: Call
let ecosystemId: string
/** What each partner adds in truth to the log-odds of winning, by its id here. */
let influence: Map<string, number>

beforeAll(async () => {
  server = await testServer()
  const eco = await server.newEcosystem()
  ecosystemId = eco.ecosystemId
  call = await eco.as('analyst')
  influence = await simulatedDeals(server, ecosystemId, 160, server.clock.now().toISOString().slice(0, 10))
  await server.shown()
  for (let read = 1; read > 0;)
    read = await server.database.scoped({ ecosystemId, partnerId: null }, (db) => readOn(db, server.clock.now()))
})

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('suggested are partners of high true influence, far more often than chance would have it', async () => {
  const { items: deals } = (await call(listDeals, { stage: ['qualified', 'proposal', 'negotiation'], limit: 200 })).body
  const { rows } = await server.database.owner.query<{ id: string; deals: number }>(
    `select partner_id as id, count(distinct deal_id)::int as deals from journey_touch where ecosystem_id = $1 group by 1`,
    [ecosystemId],
  )
  // Who had the same chance: partners with results of their own.
  const known = rows.filter((row) => row.deals >= 5 && influence.has(row.id)).map((row) => influence.get(row.id)!)
  const suggested: number[] = []
  for (const { id } of deals) {
    const found = await call(segmentApi.readJourneySuggestions, { id })
    for (const one of found.body.items) suggested.push(influence.get(one.partnerId)!)
  }
  const median = known.toSorted((a, b) => a - b)[Math.floor(known.length / 2)]!
  const above = suggested.filter((value) => value > median).length / suggested.length
  expect(suggested.length).toBeGreaterThan(20)
  expect(above).toBeGreaterThan(0.7)
  expect(mean(suggested)).toBeGreaterThan(mean(known) + 0.2)
})
