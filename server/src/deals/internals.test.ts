import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { api, teamwork } from './fixtures/teamwork.ts'

let server: TestServer
let work: ReturnType<typeof teamwork>
beforeAll(async () => {
  server = await testServer()
  work = teamwork(server)
})

/** Whatever of these a participant sees anywhere is a leak. */
const secrets = /Secret|2500000|2031-07-19|best_case|no_budget/

/** A participant in the team of a deal whose every internal field is filled; `partner`: it is the deal's partner too. */
async function room(partner: boolean) {
  const it = await work.room()
  const { alpha, dealId, manager } = it
  await work.join(it, alpha)
  const edit = async (set: object) => {
    const { version } = (await manager(api.readDeal, { id: dealId })).body
    const answer = await manager(api.updateDeal, { id: dealId, version, ...set })
    expect(answer.status, answer.text).toBe(200)
    await server.settle()
  }
  await edit({
    name: 'Werft',
    ...(partner && { partnerId: alpha.id }),
    owner: null,
    nextStep: 'Secret next step',
    nextStepOn: '2031-07-19',
    forecast: 'best_case',
    lines: [{ product: 'Secret line', quantity: 4, unitPrice: { amount: 25_000_00, currency: 'EUR' } }],
  })
  await edit({ stage: 'lost', closeReason: 'no_budget', closeNote: 'Secret of the board', competitor: 'Secret Inc' })
  return it
}

test.each([false, true])(
  'of lines, forecast, next step and why a deal was lost, a participant sees nothing, the deal’s partner neither (%s)',
  async (partner) => {
    const { alpha, dealId } = await room(partner)
    const seen = await alpha.call(api.readOwnDeal, { id: dealId })
    expect(seen.body.stage).toBe('lost')
    expect(seen.text).not.toMatch(secrets)
    expect((await alpha.call(api.listOwnDeals, {})).text).not.toMatch(secrets)
    for (const q of ['secret', 'best case', '2500000'])
      expect((await alpha.call(api.listOwnDeals, { q })).body.items, q).toEqual([])
  },
)

test('its own transaction in the database reaches none of them, in no table and no view', async () => {
  const { alpha, eco } = await room(true)
  const seen = await server.database.scoped({ ecosystemId: eco.ecosystemId, partnerId: alpha.id }, async (db) => {
    const { rows: tables } = await sql<{ name: string }>`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
        and (c.relname like 'deal%' or c.relname like 'own%' or c.relname in ('event', 'mail'))
        and has_table_privilege(c.oid, 'select') order by 1`.execute(db)
    const all = []
    for (const { name } of tables)
      all.push({ name, rows: (await sql`select * from ${sql.table(name)}`.execute(db)).rows })
    return all
  })
  expect(seen.map(({ name }) => name)).toEqual(expect.arrayContaining(['deal', 'deal_line', 'event', 'own_deal']))
  expect(seen.find(({ name }) => name === 'own_deal')!.rows).toHaveLength(1)
  expect(JSON.stringify(seen)).not.toMatch(secrets)
})
