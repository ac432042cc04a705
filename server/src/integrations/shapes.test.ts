import * as api from '@hansa/contract/integrations'
import { listDeals } from '@hansa/contract/deals'
import { listOrganizations } from '@hansa/contract/organizations'
import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { testServer, type Call, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const fixtures = new URL('fixtures/', import.meta.url)
/** Samples of others, under licences that keep them out of the repository: where the folder is, they are used. */
const shared = new URL('../../../../shared/data/', import.meta.url)

/** From upload to report, by the recipe that knows the columns. */
async function bring(call: Call, file: URL) {
  const fileName = file.pathname.split('/').at(-1)!
  const taken = await call(api.uploadImport, { fileName }, { body: new Uint8Array(readFileSync(file)) })
  const { id, recipeId, format } = taken.body
  await call(api.runImport, { id })
  await server.settle()
  const { report, job } = (await call(api.readImport, { id })).body
  if (!report) throw new Error(`${fileName}: ${job?.error}`)
  const reasons = [...new Set(report.problems.map((one) => one.reason))]
  return { recipeId, encoding: format.encoding, good: report.counts.good, bad: report.counts.bad, reasons }
}
const manager = async () => (await server.newEcosystem()).as('partner_manager')

test('accounts in Latin-1 keep their letters, deleted ones stay away, and a parent is found by its id', async () => {
  const call = await manager()
  expect(await bring(call, new URL('salesforce-accounts.csv', fixtures))).toMatchObject({
    recipeId: 'salesforce_accounts',
    bad: 0,
  })
  const { items } = (await call(listOrganizations, { sort: 'name' })).body
  expect(items.map(({ name, city, country }) => [name, city, country])).toEqual([
    ['Müller Maschinen', 'Köln', 'DE'],
    ['Müller Service', 'Köln', 'DE'],
  ])
  expect(items.map((one) => one.parentName)).toEqual([null, 'Müller Maschinen'])
})

test('what is written as #N/A is empty, stages are read in their own words, and a deal of an unknown account comes back', async () => {
  const call = await manager()
  expect(await bring(call, new URL('salesforce-org-accounts.csv', fixtures))).toMatchObject({ good: 2, bad: 0 })
  const organizations = (await call(listOrganizations, { sort: 'name' })).body.items
  expect(organizations.map(({ name, city, country }) => [name, city, country])).toEqual([
    ['Buzz Retail', 'Oslo', 'NO'],
    ['Fizz Retail', null, null],
  ])
  const deals = await bring(call, new URL('salesforce-org-opportunities.csv', fixtures))
  expect(deals).toMatchObject({ recipeId: 'salesforce_org_opportunities', good: 2, bad: 1 })
  expect(deals.reasons[0]).toContain('g9')
  const { items } = (await call(listDeals, { sort: 'name' })).body
  expect(items.map(({ name, stage }) => [name, stage])).toEqual([
    ['First order', 'won'],
    ['Second order', 'qualified'],
  ])
})

test('misspelt words are put right, a parent is found by its name, and rows without a customer come back', async () => {
  const call = await manager()
  expect(await bring(call, new URL('crm-accounts.csv', fixtures))).toMatchObject({
    recipeId: 'crm_accounts',
    good: 3,
    bad: 0,
  })
  const { items } = (await call(listOrganizations, { sort: 'name' })).body
  expect(items.map(({ name, industry, country }) => [name, industry, country])).toEqual([
    ['Acme Corporation', 'technology', 'US'],
    ['Bluth Company', 'technology', 'PH'],
    ['Codehow', 'software', 'KR'],
  ])
  expect(items.map((one) => one.parentName)).toEqual([null, 'Acme Corporation', 'Acme Corporation'])
  expect(await bring(call, new URL('crm-pipeline.csv', fixtures))).toMatchObject({ good: 2, bad: 1 })
  const deals = (await call(listDeals, { sort: 'name' })).body.items
  expect(deals.map(({ customerName, stage, product }) => [customerName, stage, product])).toEqual([
    ['Codehow', 'qualified', 'GTX Pro'],
    ['Acme Corporation', 'won', 'GTX Pro'],
  ])
})

describe.skipIf(!existsSync(shared))(`real samples, where ${shared.pathname} is there`, () => {
  const noCustomer = [expect.stringContaining('The company is not clear')]

  test('the data loader’s accounts and opportunities land', async () => {
    const call = await manager()
    const at = (name: string) => new URL(`salesforce_shapes/dataloader_samples/${name}`, shared)
    expect(await bring(call, at('accountData.csv'))).toEqual({
      recipeId: 'salesforce_accounts',
      encoding: 'latin1',
      good: 423,
      bad: 0,
      reasons: [],
    })
    expect(await bring(call, at('opportunityData.csv'))).toMatchObject({
      recipeId: 'salesforce_opportunities',
      good: 38,
      bad: 0,
    })
  })

  test('a whole organization’s accounts land, and its opportunities but for the one without an account', async () => {
    const call = await manager()
    const at = (name: string) => new URL(`salesforce_shapes/fizzly_demo_org/${name}`, shared)
    expect(await bring(call, at('Account.csv'))).toMatchObject({
      recipeId: 'salesforce_org_accounts',
      good: 187,
      bad: 0,
    })
    expect(await bring(call, at('Opportunity.csv'))).toMatchObject({
      recipeId: 'salesforce_org_opportunities',
      good: 11,
      bad: 1,
      reasons: noCustomer,
    })
  })

  test(
    'the CRM’s accounts land, and its pipeline but for the rows without an account',
    { timeout: 180_000 },
    async () => {
      const call = await manager()
      const at = (name: string) => new URL(`crm_maven_fictitious/${name}`, shared)
      expect(await bring(call, at('accounts.csv'))).toMatchObject({ recipeId: 'crm_accounts', good: 85, bad: 0 })
      expect(await bring(call, at('sales_pipeline.csv'))).toMatchObject({
        recipeId: 'crm_pipeline',
        good: 7_375,
        bad: 1_425,
        reasons: noCustomer,
      })
    },
  )
})
