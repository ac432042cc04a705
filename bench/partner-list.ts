/**
 * A page of 50 of 100,000 partners, filtered and sorted, through the API against its bare SQL; and page 1,000 against
 * page 1. `BENCH_DATABASE` names a PostgreSQL; without it, the embedded engine.
 */
import { listPartners } from '../contract/src/partners.ts'
import { startTestServer } from '../server/src/testing.ts'
import { medianMs, print } from './measure.ts'

if (process.env.BENCH_DATABASE) process.env.TEST_DATABASE = process.env.BENCH_DATABASE
const partners = Number(process.env.BENCH_ROWS ?? 100_000)
const server = await startTestServer()
const { ecosystemId, as } = await server.newEcosystem()
const call = await as('analyst')
const { owner } = server.database
const id = (prefix: string) => `'${prefix}_' || lpad(to_hex(i), 26, '0')`
await owner.query(`
  insert into organization (ecosystem_id, id, name, sort_name, match_name, search_text, country, created_at, updated_at)
  select '${ecosystemId}', ${id('org')}, 'Company ' || i, 'company ' || lpad(((i * 7919) % ${partners})::text, 7, '0'), 'company ' || i, 'company ' || i,
    (array['DE', 'FR', 'US', 'JP'])[1 + i % 4], now(), now()
  from generate_series(1, ${partners}) i`)
await owner.query(`
  insert into partnership (ecosystem_id, id, organization_id, types, stage, tier, since, sort_name, country, tags, created_at, updated_at)
  select ecosystem_id, 'ptr_' || right(id, 26), id, '{reseller}', (array['active', 'active', 'applied', 'dormant'])[1 + (length(name) + right(name, 1)::int) % 4],
    (array['Gold', 'Silver', 'Platinum'])[1 + right(name, 1)::int % 3], '2024-01-01'::date + (right(name, 1)::int * 10), sort_name, country, tags, created_at, updated_at
  from organization where ecosystem_id = '${ecosystemId}'`)
await owner.query('analyze')

const ask = { stage: 'active', tier: 'Gold', sort: 'name', limit: 50 } as const
const first = await call(listPartners, ask)
if (first.status !== 200 || first.body.items.length !== 50) throw new Error(first.text.slice(0, 500))
const bare = `select p.*, o.name from partnership p join organization o on o.ecosystem_id = p.ecosystem_id and o.id = p.organization_id
  where p.ecosystem_id = $1 and p.stage = 'active' and p.tier = 'Gold' order by p.sort_name, p.organization_id limit 51`
const plain = await medianMs(40, () => owner.query(bare, [ecosystemId]))
const counted = await medianMs(40, () =>
  owner.query(
    `select count(*) from (select 1 from partnership p where ecosystem_id = $1 and stage = 'active' and tier = 'Gold' limit 10000) x`,
    [ecosystemId],
  ),
)
const page1 = await medianMs(40, () => call(listPartners, ask))
let after = first.body.next
for (let page = 2; page <= 1000 && after; page++) {
  const next: string | null = (await call(listPartners, { ...ask, sort: 'name', after })).body.next
  if (!next) break
  after = next
}
const pageOn = await medianMs(40, () => call(listPartners, { ...ask, after: first.body.next! }))
const far = await medianMs(40, () => call(listPartners, { ...ask, after: after! }))
print(
  `A page of 50 of ${partners} partners, filtered by stage and tier, sorted by name (${server.database.engine.kind})`,
  [
    ['bare SQL of the page', `${plain.toFixed(2)} ms`],
    ['bare SQL of the count', `${counted.toFixed(2)} ms`],
    ['through the API, page 1 (with count)', `${page1.toFixed(2)} ms`],
    ['ratio to both (goal 2)', (page1 / (plain + counted)).toFixed(2)],
    ['through the API, page 2', `${pageOn.toFixed(2)} ms`],
    ['through the API, the last page', `${far.toFixed(2)} ms`],
    ['last page against page 2 (goal 1)', (far / pageOn).toFixed(2)],
  ],
)
process.exit(0)
