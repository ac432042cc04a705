import * as api from '@hansa/contract/integrations'
import { listPartners } from '@hansa/contract/partners'
import { sumRevenue } from '@hansa/contract/revenue'
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'

let server: TestServer
let call: Call
beforeAll(async () => {
  server = await testServer()
  call = await (await server.newEcosystem('BRL')).as('partner_manager')
})

/** From upload to report, by the recipe that knows the columns. */
async function bring(fileName: string) {
  const body = readFileSync(new URL(`fixtures/olist/${fileName}`, import.meta.url))
  const { id, recipeId } = (await call(api.uploadImport, { fileName }, { body: new Uint8Array(body) })).body
  await call(api.runImport, { id })
  await server.settle()
  const { report, job } = (await call(api.readImport, { id })).body
  if (!report) throw new Error(`${fileName}: ${job?.error}`)
  return { recipeId, report }
}
const partners = async () => (await call(listPartners, { sort: 'name' })).body.items

test('leads become applicants with where they came from, under a name that stands for them', async () => {
  const { recipeId, report } = await bring('leads.csv')
  expect([recipeId, report.counts.good, report.counts.bad]).toEqual(['olist_leads', 3, 0])
  expect((await partners()).map(({ name, stage, origin, campaign }) => [name, stage, origin, campaign])).toEqual([
    ['Lead m1', 'applied', 'organic_search', 'page-a'],
    ['Lead m2', 'applied', null, 'page-b'],
    ['Lead m3', 'applied', 'paid_search', 'page-a'],
  ])
})

test('a closed deal makes the lead an active partner, with its type and its recruiter', async () => {
  expect((await bring('closed-deals.csv')).report.counts.bad).toBe(0)
  expect((await partners()).map(({ name, stage, types, recruiter }) => [name, stage, types, recruiter])).toEqual([
    ['Lead m2', 'applied', [], null],
    ['Seller s1', 'active', ['reseller'], 'sdr-1'],
    ['Seller s3', 'active', ['technology'], 'sdr-2'],
  ])
})

test('a seller is the partner that its lead became, or a partner of its own', async () => {
  expect((await bring('sellers.csv')).report.counts.bad).toBe(0)
  expect((await partners()).map(({ name, city, territory }) => [name, city, territory])).toEqual([
    ['Lead m2', null, null],
    ['Seller s1', 'campinas', 'SP'],
    ['Seller s2', 'rio de janeiro, rio de janeiro, brasil', 'RJ'],
    ['Seller s3', null, null],
  ])
})

test('items become revenue to the cent, and the same items again change nothing', async () => {
  expect((await bring('order-items.csv')).report.counts.records.revenue).toEqual({
    created: 6,
    updated: 0,
    unchanged: 0,
  })
  expect((await bring('order-items.csv')).report.counts.records.revenue).toEqual({
    created: 0,
    updated: 0,
    unchanged: 6,
  })
  const { items } = (await call(sumRevenue, {})).body
  expect(Object.fromEntries(items.map((one) => [`${one.kind} ${one.currency}`, one.amount]))).toEqual({
    'sale BRL': 11_790,
    'freight BRL': 2_678,
  })
})
