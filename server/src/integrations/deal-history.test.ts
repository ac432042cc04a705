import * as api from '@hansa/contract/integrations'
import { listDeals, readDeal } from '@hansa/contract/deals'
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const fixtures = new URL('fixtures/', import.meta.url)
async function bring(call: Call, fileName: string) {
  const body = new Uint8Array(readFileSync(new URL(fileName, fixtures)))
  const { id, recipeId } = (await call(api.uploadImport, { fileName }, { body })).body
  await call(api.runImport, { id })
  await server.settle()
  const { report } = (await call(api.readImport, { id })).body
  return { recipeId, counts: report!.counts, reasons: report!.problems.map(({ reason }) => reason) }
}
const files = ['salesforce-opportunities.csv', 'salesforce-opportunity-history.csv'] as const
async function office(order: readonly string[]) {
  const call = await (await server.newEcosystem()).as('partner_manager')
  await bring(call, 'salesforce-accounts.csv')
  const reports = []
  for (const file of order) reports.push(await bring(call, file))
  const way = async (name: string) => {
    const { items } = (await call(listDeals, { q: name })).body
    const { stage, closedOn, stages } = (await call(readDeal, { id: items[0]!.id })).body
    return { stage, closedOn, stages: stages.map((stay) => `${stay.fromDay} ${stay.stage}`) }
  }
  return { call, reports, way }
}

test('opportunities and their history become deals with their way: out of order, back and forth, told twice', async () => {
  const { reports, way, call } = await office(files)
  expect(reports).toMatchObject([
    { recipeId: 'salesforce_opportunities', counts: { good: 4, bad: 0, records: { deals: { created: 3 } } } },
    { recipeId: 'salesforce_opportunity_history', counts: { good: 8, bad: 1 } },
  ])
  expect(reports[1]!.reasons).toEqual(['There is no deal "006X" of this source; import the deals first'])
  expect(await way('presses')).toEqual({
    stage: 'proposal',
    closedOn: null,
    stages: ['2025-11-03 prospecting', '2025-11-20 qualified', '2026-01-09 negotiation', '2026-02-02 proposal'],
  })
  const [deal] = (await call(listDeals, { q: 'presses' })).body.items
  expect(deal).toMatchObject({ forecast: 'best_case', nextStep: 'Send the quote' })
})

test('a close that the history lacks comes from the opportunity, one without a day from the history', async () => {
  const { way } = await office(files)
  expect(await way('spare')).toEqual({
    stage: 'won',
    closedOn: '2026-01-20',
    stages: ['2025-11-10 qualified', '2026-01-20 won'],
  })
  expect(await way('service')).toEqual({
    stage: 'lost',
    closedOn: '2026-01-15',
    stages: ['2025-12-01 prospecting', '2026-01-15 lost'],
  })
})

test('the same files again, in any order, change nothing', async () => {
  const { call, way } = await office(files)
  const before = [await way('presses'), await way('spare'), await way('service')]
  for (const file of [...files].toReversed()) {
    const { deals, dealStages } = (await bring(call, file)).counts.records
    expect({ ...(deals ?? dealStages), unchanged: 0 }).toEqual({ created: 0, updated: 0, unchanged: 0 })
  }
  expect([await way('presses'), await way('spare'), await way('service')]).toEqual(before)
})

test('the products of opportunities become lines, and the value their sum; a broken quantity comes back', async () => {
  const { call, reports } = await office([files[0], 'salesforce-opportunity-lines.csv'])
  expect(reports[1]).toMatchObject({ recipeId: 'salesforce_opportunity_lines', counts: { good: 2, bad: 1 } })
  expect(reports[1]!.reasons).toEqual(['Quantity 1.5 is not a whole number above zero'])
  const { id } = (await call(listDeals, { q: 'presses' })).body.items[0]!
  const deal = (await call(readDeal, { id })).body
  expect(deal.value).toEqual({ amount: 100_005, currency: 'USD' })
  expect(deal.lines.map(({ product, quantity, amount }) => [product, quantity, amount.amount])).toEqual([
    ['Press', 2, 90_000],
    ['Delivery', 1, 10_005],
  ])
  // The opportunity's own amount is no longer asked: the lines are.
  expect((await bring(call, files[0])).counts.records.deals).toMatchObject({ updated: 0 })
  expect((await bring(call, 'salesforce-opportunity-lines.csv')).counts.records.dealLines).toMatchObject({ updated: 0 })
})
