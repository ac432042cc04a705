/**
 * Three years of 10,000 simulated partners: made, imported through the API of a real server, and then looked at: every
 * list's first page, the next one, another order and a search, the home and the figures. `BENCH_DATABASE` names a
 * PostgreSQL whose login may create databases; without it, the embedded engine. `BENCH_PARTNERS` another size.
 */
import { listDealOptions, listDeals } from '../contract/src/deals.ts'
import { listCertifications } from '../contract/src/enablement.ts'
import type { Endpoint } from '../contract/src/endpoint.ts'
import { listAudit, listTimeline } from '../contract/src/events.ts'
import { listSatisfaction } from '../contract/src/feedback.ts'
import { readHome } from '../contract/src/home.ts'
import { listDuplicates } from '../contract/src/hygiene.ts'
import { createApiKey, readSetUp } from '../contract/src/identity.ts'
import { listFigures } from '../contract/src/impact.ts'
import { listImports } from '../contract/src/integrations.ts'
import { listJobs } from '../contract/src/jobs.ts'
import { listOrganizations, listPeople, listRelationships } from '../contract/src/organizations.ts'
import { listPartnerOptions, listPartners } from '../contract/src/partners.ts'
import { listRevenue } from '../contract/src/revenue.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Hansa } from '../e2e/hansa.ts'
import { dayOf } from '../simulator/src/calendar.ts'
import { writeFiles } from '../simulator/src/files.ts'
import { sendFiles } from '../simulator/src/send.ts'
import { print, seconds } from './measure.ts'

if (process.env.BENCH_DATABASE) process.env.DATABASE_URL = process.env.BENCH_DATABASE
const partners = Number(process.env.BENCH_PARTNERS ?? 10_000)
const runs = 15

const folder = await mkdtemp(join(tmpdir(), 'hansa-bench-'))
const world = { seed: 7, partners, start: dayOf('2023-01-01'), end: dayOf('2026-01-01') }
let rows: Record<string, number> = {}
const made = await seconds(async () => (rows = await writeFiles(world, folder, () => {})))
const all = Object.values({ ...rows, 'truth.ndjson': 0 }).reduce((sum, count) => sum + count, 0)

const hansa = await Hansa.start({ setUp: true })
const { secret: key } = await hansa.call(createApiKey, {
  name: 'bench',
  scopes: ['integrations.import', 'integrations.read'],
})
const imported = await seconds(() => sendFiles({ url: hansa.address, key }, folder, console.log))
const settled = await seconds(async () => {
  while (
    (await hansa.call(listJobs, { state: 'running' })).items.length > 0 ||
    (await hansa.call(listJobs, { state: 'queued' })).items.length > 0
  )
    await wait(500)
})

type Answer = { items?: { organizationId?: string }[]; next?: string | null }
/** Half of the runs and 95 of 100 took no longer than this, in milliseconds; the first run apart, which finds nothing cached. */
async function measure(name: string, endpoint: Endpoint, input: Record<string, unknown>): Promise<Answer> {
  let answer: Answer = {}
  const ask = async () => (answer = (await hansa.call(endpoint, input)) as Answer)
  const first = (await seconds(ask)) * 1000
  const times: number[] = []
  for (let run = 0; run < runs; run++) times.push((await seconds(ask)) * 1000)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.ceil(share * runs) - 1]!.toFixed(0)
  lines.push([name, `${at(0.5)} / ${at(0.95)} ms, at first ${first.toFixed(0)} ms`])
  return answer
}
const lines: [string, string][] = []
// What hears of the news, and the database's own housekeeping, have come to rest by then.
await wait(20_000)
await measure('the smallest answer', readSetUp, {})

const lists: [string, Endpoint, string | null, string | null][] = [
  ['partners', listPartners, '-since', 'systems'],
  ['organizations', listOrganizations, '-employees', 'linden'],
  ['people', listPeople, '-createdAt', 'petersen'],
  ['relationships', listRelationships, null, null],
  ['deals', listDeals, '-amount', 'beacon'],
  ['revenue', listRevenue, '-amount', null],
  ['certifications', listCertifications, 'expiresOn', null],
  ['satisfaction', listSatisfaction, 'normalised', null],
  ['duplicates', listDuplicates, null, null],
  ['imports', listImports, null, null],
  ['audit', listAudit, null, null],
]
let someone = ''
for (const [name, endpoint, sort, q] of lists) {
  const { items, next } = await measure(`${name}: first page`, endpoint, {})
  if (name === 'partners') someone = items![0]!.organizationId!
  if (next) await measure(`${name}: next page`, endpoint, { after: next })
  if (sort) await measure(`${name}: by ${sort}`, endpoint, { sort })
  if (q) await measure(`${name}: search ${q}`, endpoint, { q })
}
await measure('partners: active, Gold', listPartners, { stage: 'active', tier: 'Gold' })
await measure('partners: options', listPartnerOptions, {})
await measure('deals: open, by value', listDeals, { stage: ['proposal', 'negotiation'], sort: '-amount' })
await measure('deals: options', listDealOptions, {})
await measure('a partner’s timeline', listTimeline, { recordId: someone })
await measure('home', readHome, {})
await measure('home’s figures', listFigures, {})

print(`${partners} simulated partners, three years (${process.env.DATABASE_URL ? 'PostgreSQL' : 'embedded'})`, [
  ['made', `${made.toFixed(0)} s, ${all} rows`],
  ['imported through the API', `${imported.toFixed(0)} s`],
  ['search for duplicates afterwards', `${settled.toFixed(0)} s`],
  ...lines,
])
await hansa.remove()
await rm(folder, { recursive: true })
