import { expect } from 'vitest'
import { parseCountry } from './cells/countries.ts'
import { parseDateTime } from './cells/dates.ts'
import { parseMoney } from './cells/money.ts'
import type { Row } from './format.ts'
import { profileColumns } from './profile.ts'
import { realTest } from './testing.ts'

const clean = (rows: Row[]) => rows.every((row) => row.values)
const types = (rows: Row[]) =>
  Object.fromEntries(profileColumns(rows.slice(0, 2_000)).map(({ name, type }) => [name, type]))

realTest(
  'salesforce_shapes/dataloader_samples/accountData.csv',
  'accounts of the Salesforce data loader are Latin-1',
  (rows) => {
    expect(rows).toHaveLength(423)
    expect(clean(rows)).toBe(true)
    expect(
      rows
        .map((row) => row.raw)
        .join('')
        .match(/[^\0-\x7f]/g),
    ).toEqual(['º', 'é', 'º', 'é', 'é'])
    expect(types(rows)).toMatchObject({
      ID: 'id',
      BILLINGCOUNTRY: 'country',
      CREATEDDATE: 'datetime',
      ISDELETED: 'boolean',
      ANNUALREVENUE: 'money',
    })
  },
)

realTest('salesforce_shapes/fizzly_demo_org/Account.csv', '#N/A of a Salesforce organization is no value', (rows) => {
  expect(rows).toHaveLength(187)
  expect(
    rows.flatMap((row) => Object.values(row.values!)).filter((value) => value === null).length,
  ).toBeGreaterThanOrEqual(6134)
  expect(types(rows)).toMatchObject({
    Guid: 'id',
    BillingCountry: 'country',
    AnnualRevenue: 'money',
    IsCustomerPortal: 'boolean',
  })
})

realTest(
  'olist/olist_order_items_dataset.csv.gz',
  "Olist's order items sum to their control totals, to the cent",
  (rows) => {
    const sum = (column: string) =>
      rows.reduce((total, row) => total + parseMoney(row.values![column]!, 'BRL', 'point').value!, 0)
    expect([sum('price'), sum('freight_value')]).toEqual([13_591_643_70, 2_251_909_54])
    expect(new Set(rows.map((row) => row.values!.order_id)).size).toBe(98_666)
    expect(parseDateTime(rows[0]!.values!.shipping_limit_date!)).toEqual({ value: '2017-09-19T09:45:35.000Z' })
    expect(types(rows)).toMatchObject({ order_id: 'id', shipping_limit_date: 'datetime', price: 'money' })
  },
)

realTest('cncf_ecosystem/cncf_members_monthly.csv.gz', 'the monthly members of the CNCF are read whole', (rows) => {
  expect(rows).toHaveLength(60_532)
  expect(clean(rows)).toBe(true)
  expect(types(rows)).toMatchObject({ snapshot_month: 'date', commit: 'id', homepage_url: 'url', tier: 'text' })
})

realTest('crm_maven_fictitious/accounts.csv', 'misspelt countries are found, and their meaning suggested', (rows) => {
  expect(types(rows)).toMatchObject({ office_location: 'country', revenue: 'money', employees: 'integer' })
  const problems = rows.flatMap((row) => parseCountry(row.values!.office_location!).problem ?? [])
  expect(new Set(problems)).toEqual(
    new Set([
      '"Philipines" is not a country; perhaps Philippines (PH) is meant.',
      '"Korea" is not a country; perhaps South Korea (KR) is meant.',
    ]),
  )
})
