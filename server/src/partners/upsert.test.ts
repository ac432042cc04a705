import { beforeAll, expect, test } from 'vitest'
import { newId } from '../core/ids.ts'
import { testServer, type TestServer } from '../testing.ts'
import { readSpells } from './queries/history.ts'
import { changePartnerships } from './queries/change.ts'
import { plannedAsGiven, type GivenPartnership } from './rules/plan.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

/** An ecosystem with organizations in it, and the bulk function at work there. */
async function ecosystem(names: readonly string[]) {
  const { ecosystemId } = await server.newEcosystem()
  const now = server.clock.now()
  const ids = names.map(() => newId('org', now))
  await server.database.owner.query(
    `insert into organization (ecosystem_id, id, name, sort_name, match_name, search_text, created_at, updated_at)
     select $1, id, name, lower(name), lower(name), lower(name), $4, $4 from unnest($2::text[], $3::text[]) given (id, name)`,
    [ecosystemId, ids, names, now],
  )
  const inside = <T>(work: Parameters<typeof server.database.scoped<T>>[1]) =>
    server.database.scoped({ ecosystemId, partnerId: null }, work)
  const upsert = (rows: readonly GivenPartnership[], day = '2026-03-02') =>
    inside((db) =>
      changePartnerships(
        db,
        rows.map((row) => row.organizationId),
        (held) => plannedAsGiven(held, rows, { day, source: 'import:test.csv', newId: (prefix) => newId(prefix, now) }),
        now,
      ),
    )
  return { ecosystemId, ids, inside, upsert }
}

test('many partnerships come with their history at once; the same again changes nothing', async () => {
  const { ids, upsert, inside } = await ecosystem(['Acme', 'Beta'])
  const rows: GivenPartnership[] = ids.map((organizationId) => ({
    organizationId,
    origin: 'landscape',
    spells: [
      { field: 'tier', value: 'Gold', from: '2021-05-01' },
      { field: 'tier', value: 'Silver', from: '2019-07-01', to: '2021-05-01' },
      { field: 'type', value: 'reseller', from: '2019-07-01' },
      { field: 'stage', value: 'active', from: '2019-07-01' },
    ],
  }))
  expect((await upsert(rows)).map((one) => one.outcome)).toEqual(['created', 'created'])
  expect((await upsert(rows)).map((one) => one.outcome)).toEqual(['unchanged', 'unchanged'])
  const spells = await inside((db) => readSpells(db, ids))
  expect(spells.get(ids[0]!)?.map(({ field, value, from, to }) => [field, value, from, to])).toEqual([
    ['stage', 'active', '2019-07-01', null],
    ['tier', 'Silver', '2019-07-01', '2021-05-01'],
    ['tier', 'Gold', '2021-05-01', null],
    ['type', 'reseller', '2019-07-01', null],
  ])
})
