import * as api from '@hansa/contract/deals'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { testServer, type TestServer } from '../testing.ts'
import { edit, officeOf } from './fixtures/office.ts'
import { addUpTallies } from './queries/board.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const office = () => officeOf(server)
const day = (after = 0) => new Date(server.clock.now().getTime() + after * 86_400_000).toISOString().slice(0, 10)
const eur = (amount: number) => ({ amount, currency: 'EUR' })

describe('the board', () => {
  test('counts and sums each column exactly, no currency with another, with filters as without', async () => {
    const { call, deal } = await office()
    const most = Number.MAX_SAFE_INTEGER
    await deal({ owner: 'Ada', value: eur(most), stage: 'proposal' })
    await deal({ owner: 'Ada', value: { amount: 7, currency: 'USD' }, stage: 'proposal' })
    await deal({ owner: 'Bo', value: eur(1), stage: 'proposal' })
    await deal({ owner: 'Ada', stage: 'proposal' })
    const proposal = async (ask: z.input<typeof api.readDealBoard.input>) => {
      const { count, sums } = (await call(api.readDealBoard, ask)).body.columns.find(({ key }) => key === 'proposal')!
      return [count, ...sums.map(({ currency, amount }) => `${currency} ${amount}`)]
    }
    expect(await proposal({})).toEqual([4, 'EUR null', 'USD 7'])
    expect(await proposal({ owner: 'Ada' })).toEqual([3, `EUR ${most}`, 'USD 7'])
    expect(await proposal({ currency: 'USD' })).toEqual([1, 'USD 7'])
    expect(await proposal({ q: 'nothing like it' })).toEqual([0])
  })

  test('keeps counts that are right after any writing, one by one and in bulk, before and after they are added up', async () => {
    const { eco, call, customerId } = await office()
    const set = fc.record({
      owner: fc.constantFrom('Ada', 'Bo', null),
      stage: fc.constantFrom('prospecting' as const, 'won' as const),
      value: fc.option(fc.record({ amount: fc.nat(1000), currency: fc.constantFrom('EUR', 'USD') }), { nil: null }),
    })
    const ids: string[] = []
    await fc.assert(
      fc.asyncProperty(set, fc.nat(), async (given, which) => {
        const id = ids[which % (ids.length + 1)]
        if (!id) ids.push((await call(api.createDeal, { name: 'Any', customerId, ...given })).body.id)
        else await edit(call, (await call(api.readDeal, { id })).body, given)
      }),
      { numRuns: 25 },
    )
    await server.database.scoped({ ecosystemId: eco.ecosystemId, partnerId: null }, async (db) => {
      await sql`update deal set owner = 'Cy' where owner = 'Ada'`.execute(db)
      const check = async () => {
        const { rows } = await sql`
          (select owner as value, count(*)::int as n from deal where owner is not null group by 1
            except select value, sum(deals)::int from deal_tally where field = 'owner' group by 1)
          union all
          (select stage || currency, sum(amount)::int from deal where currency is not null group by 1
            except select value || currency, sum(amount)::int from deal_tally where field = 'stage' group by 1)`.execute(
          db,
        )
        expect(rows).toEqual([])
      }
      await check()
      await sql`insert into deal_tally (field, value, deals, amount) select 'owner', 'Nobody', n, 0
        from generate_series(1, 1500) i, (values (1), (-1)) v (n)`.execute(db)
      await addUpTallies(db)
      await check()
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from deal_tally`.execute(db)
      expect(rows[0]!.n).toBeLessThan(20)
    })
  })

  test('pages each column by key, and a faster colleague’s move is refused', async () => {
    const { call, deal } = await office()
    for (let i = 0; i < 5; i++) await deal({ name: `Deal ${i}`, expectedCloseOn: day(i % 2), stage: 'qualified' })
    const seen: string[] = []
    let after: string | undefined
    do {
      const { body } = await call(api.listDeals, {
        pipelineStage: 'qualified',
        sort: 'expectedClose',
        limit: 2,
        ...(after && { after }),
      })
      seen.push(...body.items.map(({ name }) => name))
      after = body.next ?? undefined
    } while (after)
    expect(seen.toSorted()).toEqual(['Deal 0', 'Deal 1', 'Deal 2', 'Deal 3', 'Deal 4'])
    const made = await deal({ name: 'Contested' })
    await edit(call, made, { pipelineStage: 'qualified' })
    const late = await edit(call, made, { pipelineStage: 'proposal' })
    expect([late.status, late.body.code]).toEqual([409, 'conflict'])
  })
})
