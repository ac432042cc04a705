/**
 * The conflict check of a claim, four at a time, while there are ten thousand, a hundred thousand, and a million deals, and a
 * fifth as many registrations: against the bare SQL of the same lookups past every wall; then the first and a deep page of the
 * queue and of the deals. `BENCH_DATABASE` names a PostgreSQL whose login is a superuser's; `BENCH_DEALS` the sizes.
 */
import type { Endpoint } from '../contract/src/endpoint.ts'
import { listDeals } from '../contract/src/deals.ts'
import { RegistrationRules } from '../contract/src/registration-rules.ts'
import { listRegistrations } from '../contract/src/registrations.ts'
import { hear, likelyCustomers } from '../server/src/deals/queries/hearing.ts'
import type { RegistrationRow } from '../server/src/deals/queries/registrations.ts'
import { matchName } from '../server/src/organizations/rules.ts'
import { startTestServer } from '../server/src/testing.ts'
import { medianMs, print, seconds } from './measure.ts'

if (!process.env.BENCH_DATABASE)
  throw new Error('BENCH_DATABASE is not set: a million deals are for a PostgreSQL server.')
process.env.TEST_DATABASE = process.env.BENCH_DATABASE
const sizes = (process.env.BENCH_DEALS ?? '10000,100000,1000000').split(',').map(Number)
const [checks, atOnce] = [600, 4]
const server = await startTestServer()
const { owner } = server.database
const { ecosystemId, as } = await server.newEcosystem()
const call = await as('administrator')
const rules = RegistrationRules.parse({})
const partners = 200

const first = [
  'Aster',
  'Birken',
  'Calder',
  'Dornier',
  'Elbe',
  'Falken',
  'Gerber',
  'Hansen',
  'Iller',
  'Jansen',
  'Kelter',
  'Linden',
  'Marten',
]
const second = ['werk', 'hof', 'berg', 'feld', 'mann', 'stein', 'bach', 'thal', 'kamp', 'brück', 'ried']
const third = [
  'Maschinenbau',
  'Logistik',
  'Software',
  'Pharma',
  'Energie',
  'Verlag',
  'Textil',
  'Optik',
  'Chemie',
  'Anlagen',
  'Medien',
  'Bau',
  'Robotics',
  'Systems',
  'Foods',
  'Papier',
  'Glas',
]
const place = (i: number) =>
  i
    .toString(36)
    .padStart(4, 'q')
    .replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!)
/** Names as a register has them: common words in many, and one word that few share. */
const nameOf = (i: number) => `${first[i % 13]}${second[i % 11]} ${place(i)} ${third[i % 17]} GmbH`
const idOf = (prefix: string, i: number) => `${prefix}_${i.toString(16).padStart(26, '0')}`

/** Companies, deals and registrations from one number of deals to the next, straight into the tables. */
async function fill(from: number, until: number): Promise<void> {
  const client = await owner.connect()
  try {
    // Without triggers and foreign keys, as a restored backup comes in.
    await client.query(`set session_replication_role = replica`)
    const [customersFrom, customers] = [from / 5, until / 5]
    for (let at = customersFrom; at < customers; at += 20_000) {
      const of = Array.from({ length: Math.min(20_000, customers - at) }, (_, i) => at + i)
      await client.query(
        `insert into organization (ecosystem_id, id, name, sort_name, match_name, search_text, website, domain, country, parent_id, created_at, updated_at)
        select $1, id, name, lower(name), match_name, lower(name) || ' ' || domain, domain, domain, 'DE', parent_id, now(), now()
        from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as t (id, name, match_name, domain, parent_id)`,
        [
          ecosystemId,
          of.map((i) => idOf('org', i)),
          of.map(nameOf),
          of.map((i) => matchName(nameOf(i))),
          of.map((i) => `${place(i)}-${i}.example`),
          // One in ten is a subsidiary of the one before it.
          of.map((i) => (i % 10 === 9 ? idOf('org', i - 1) : null)),
        ],
      )
    }
    const deal = `'deal_' || lpad(to_hex(i), 26, '0')`
    const customer = `'org_' || lpad(to_hex(i / 5), 26, '0')`
    await client.query(
      `insert into deal (ecosystem_id, id, name, sort_name, search_text, customer_id, partner_id, amount, currency, opened_on, stage, stage_since, closed_on, expected_close_on, source, created_at, updated_at)
      select $1, ${deal}, 'Deal ' || i, 'deal ' || lpad(i::text, 8, '0'), 'deal ' || i, ${customer},
        case when i % 3 > 0 then 'org_' || lpad(to_hex(i % ${partners}), 26, '0') end, 100000 + i % 977 * 1000, 'EUR', '2025-01-01',
        s.stage, '2025-06-01', case when s.stage in ('won', 'lost') then date '2025-06-01' end, date '2026-01-01' + i % 397, 'bench', timestamptz '2025-01-01' + i * interval '20 s', now()
      from generate_series(${from}, ${until - 1}) i
      cross join lateral (select (array['qualified', 'proposal', 'negotiation', 'won', 'lost'])[1 + i % 5] as stage) s`,
      [ecosystemId],
    )
    // A third waits, a third is protected, a third has ended.
    const registration = `'reg_' || lpad(to_hex(i), 26, '0')`
    const programme = (await client.query('select id from programme where ecosystem_id = $1', [ecosystemId])).rows[0]
    await client.query(
      `insert into registration (ecosystem_id, id, partner_id, programme_id, rules_version, submitter_id, customer_name, country, families, amount, currency, search_text,
        state, changed_at, complete_at, sent_at, review_due_at, created_at)
      select $1, ${registration}, 'org_' || lpad(to_hex(i % ${partners}), 26, '0'), $2, 1, 'mem_bench', 'Customer ' || i, 'DE', '{all}', 100000, 'EUR', 'customer ' || i,
        (array['in_review', 'approved', 'expired'])[1 + i % 3], now(), now(), now(), case when i % 3 = 0 then now() + i * interval '1 s' end, timestamptz '2025-01-01' + i * interval '90 s'
      from generate_series(${customersFrom}, ${customers - 1}) i`,
      [ecosystemId, programme.id],
    )
    const root = `'org_' || lpad(to_hex(case when i % 10 = 9 then i - 1 else i end), 26, '0')`
    await client.query(
      `insert into registration_case (ecosystem_id, registration_id, customer_id, root_id)
      select $1, ${registration}, 'org_' || lpad(to_hex(i), 26, '0'), ${root} from generate_series(${customersFrom}, ${customers - 1}) i`,
      [ecosystemId],
    )
    await client.query(
      `insert into protection (ecosystem_id, root_id, family, country, registration_id)
      select $1, ${root}, 'all', 'DE', ${registration} from generate_series(${customersFrom}, ${customers - 1}) i where i % 3 = 1
      on conflict do nothing`,
      [ecosystemId],
    )
    await client.query('reset session_replication_role')
    await client.query('vacuum analyze organization, deal, registration, registration_case, protection')
  } finally {
    client.release()
  }
}

/** Half of the claims mean a company that is known, by another spelling; half one that nobody knows. */
const claimOf = (i: number, customers: number) => {
  const known = (i * 7919) % customers
  const [name, domain] =
    i % 2 === 0
      ? [nameOf(known).toUpperCase().replace(' GMBH', ''), `www.${place(known)}-${known}.example`]
      : [`Neuland ${place(i)} Chemie`, `neuland-${i}.example`]
  return {
    id: 'reg_bench',
    customerName: name,
    customerDomain: domain,
    country: 'DE',
    families: ['all'],
    kind: 'new',
    amount: 100_000,
    currency: 'EUR',
    partnerId: idOf('org', 1),
    completeAt: server.clock.now(),
  } as unknown as RegistrationRow
}

const check = (claim: RegistrationRow) =>
  server.database.scoped({ ecosystemId, partnerId: null }, async (db) =>
    hear(db, claim, 1e9, await likelyCustomers(db, claim), rules),
  )

/** The same lookups with nothing around them: no transaction, no walls, no likeness, no tree. */
async function bare({ customerName, customerDomain }: RegistrationRow): Promise<void> {
  const name = matchName(customerName!)
  const ids = (
    await owner.query(
      `select id from organization where ecosystem_id = $1 and domain = $2
      union select id from organization where ecosystem_id = $1 and match_name = $3
      union select search_organization($3, 20) from (select set_config('hansa.ecosystem', $1, false) offset 0) here`,
      [ecosystemId, customerDomain!.replace('www.', ''), name],
    )
  ).rows.map(({ id }) => id as string)
  await owner.query(
    `select c.*, r.state from registration_case c join registration r on r.ecosystem_id = c.ecosystem_id and r.id = c.registration_id
    where c.ecosystem_id = $1 and c.root_id = any ($2)`,
    [ecosystemId, ids],
  )
  await owner.query(
    `select id from deal where ecosystem_id = $1 and customer_id = any ($2) and partner_id is null and closed_on is null`,
    [ecosystemId, ids],
  )
  await owner.query(`select id from deal where ecosystem_id = $1 and customer_id = any ($2) and stage = 'won'`, [
    ecosystemId,
    ids,
  ])
}

/** Half of the runs and 99 of 100 took no longer than this, in milliseconds. */
async function underLoad(
  customers: number,
  work: (claim: RegistrationRow) => Promise<unknown>,
): Promise<[number, number]> {
  const times: number[] = []
  let next = 0
  const worker = async () => {
    for (let i = next++; i < checks + 40; i = next++) {
      const took = (await seconds(() => work(claimOf(i, customers)))) * 1000
      if (i >= 40) times.push(took)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  times.sort((a, b) => a - b)
  return [times[Math.floor(checks / 2)]!, times[Math.floor(checks * 0.99)]!]
}

async function pages(name: string, endpoint: Endpoint, input: Record<string, unknown>): Promise<[string, string]> {
  const ask = async (more: object) => {
    const answer = await call(endpoint, { ...input, ...more })
    if (answer.status !== 200) throw new Error(answer.text.slice(0, 500))
    return answer.body as { next: string | null }
  }
  const firstPage = await medianMs(15, () => ask({ limit: 50 }))
  const begin = (await ask({ limit: 50 })).next
  let after = begin
  for (let page = 0; page < 100 && after; page++) after = (await ask({ limit: 200, after })).next ?? after
  const near = await medianMs(15, () => ask({ limit: 50, after: begin }))
  const deep = await medianMs(15, () => ask({ limit: 50, after }))
  const text = `${firstPage.toFixed(0)} ms, second ${near.toFixed(1)} ms, after 20,000 rows ${deep.toFixed(1)} ms (${(deep / near).toFixed(2)}; goal 1)`
  return [`${name}: first page`, text]
}

const medians: number[] = []
let filled = 0
for (const size of sizes) {
  const took = await seconds(() => fill(filled, size))
  filled = size
  const customers = size / 5
  const bareTimes = await underLoad(customers, bare)
  const times = await underLoad(customers, check)
  medians.push(times[1])
  const of = ([half, most]: readonly number[]) => `${half!.toFixed(1)} / ${most!.toFixed(1)} ms`
  print(
    `${size} deals, ${customers} customers and registrations (filled in ${took.toFixed(0)} s), ${atOnce} at once, p50 / p99`,
    [
      ['bare SQL of the lookups', of(bareTimes)],
      ['the conflict check', of(times)],
      [
        'ratio at p50, at p99 (goal 3)',
        `${(times[0] / bareTimes[0]).toFixed(2)}, ${(times[1] / bareTimes[1]).toFixed(2)}`,
      ],
      ['p99 against the smallest size (goal: flat)', (times[1] / medians[0]!).toFixed(2)],
      await pages('queue', listRegistrations, { open: true, sort: 'reviewDue' }),
      await pages('registrations, newest first', listRegistrations, {}),
      await pages('deals, newest first', listDeals, {}),
      await pages('deals, open by close', listDeals, {
        stage: ['qualified', 'proposal', 'negotiation'],
        sort: 'expectedClose',
      }),
    ],
  )
}
process.exit(0)
