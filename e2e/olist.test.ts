import { listPartners } from '@hansa/contract/partners'
import { sumRevenue, type RevenueSum } from '@hansa/contract/revenue'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Hansa, root } from './hansa.ts'

// Real data of a marketplace, under a licence that keeps it out of the repository: where the folder is, it is used.
const folder = join(root, '../shared/data/olist')
const isThere = existsSync(folder)

let hansa: Hansa
beforeAll(async () => {
  if (isThere) hansa = await Hansa.start({ setUp: true })
})
afterAll(() => hansa?.remove())

const bring = async (fileName: string) => hansa.import(fileName, new Uint8Array(await readFile(join(folder, fileName))))
const amounts = (items: readonly RevenueSum[]) =>
  Object.fromEntries(items.map(({ currency, kind, amount }) => [`${kind} ${currency}`, amount]))

test.skipIf(!isThere)(
  `the real marketplace comes out to the cent${isThere ? '' : `: not run, there is no ${folder}`}`,
  { timeout: 600_000 },
  async () => {
    await bring('olist_marketing_qualified_leads_dataset.csv')
    await bring('olist_closed_deals_dataset.csv')
    await bring('olist_sellers_dataset.csv')
    const items = await bring('olist_order_items_dataset.csv.gz')
    expect(items.report!.counts).toMatchObject({ rows: 112_650, good: 112_650, bad: 0 })

    const all = await hansa.call(sumRevenue, {})
    expect(amounts(all.items)).toEqual({ 'sale BRL': 1_359_164_370, 'freight BRL': 225_190_954 })

    // A partner that came through a lead carries the lead's origin or campaign; every lead has a campaign.
    const leads = await everyPartner()
    expect(leads.length).toBe(8_000)
    // Who signed has the recruiter of its closed deal.
    const signed = new Set(leads.filter((one) => one.recruiter !== null).map((one) => one.organizationId))
    expect(signed.size).toBe(842)
    const sales = await hansa.call(sumRevenue, { kind: ['sale'], perPartner: true })
    const ofRecruited = sales.items.filter((one) => signed.has(one.partnerId!))
    expect(ofRecruited.length).toBe(380)
    expect(ofRecruited.reduce((sum, one) => sum + one.amount, 0)).toBe(67_685_148)

    const again = await bring('olist_order_items_dataset.csv.gz')
    expect(again.report!.counts.records.revenue).toEqual({ created: 0, updated: 0, unchanged: 225_300 })
    expect(await hansa.call(sumRevenue, {})).toEqual(all)
  },
)

/** Every partner that came through a campaign. */
async function everyPartner() {
  const partners = []
  for (let after: string | undefined; ;) {
    const page = await hansa.call(listPartners, { limit: 200, ...(after && { after }) })
    partners.push(...page.items.filter((one) => one.campaign !== null))
    if (!page.next) return partners
    after = page.next
  }
}
