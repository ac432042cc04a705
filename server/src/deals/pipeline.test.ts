import { splitMethods } from '@hansa/contract/deal-splits'
import * as api from '@hansa/contract/deals'
import { PipelineRules, pipelineOf, standing } from '@hansa/contract/pipeline'
import { announceProgrammeVersion, listProgrammes } from '@hansa/contract/programme'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { edit, officeOf } from './fixtures/office.ts'
import { teamwork, api as teams } from './fixtures/teamwork.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const day = (after = 0) => new Date(server.clock.now().getTime() + after * 86_400_000).toISOString().slice(0, 10)
const office = () => officeOf(server)
const eur = (amount: number) => ({ amount, currency: 'EUR' })

const problem = ({ status, body }: Awaited<ReturnType<typeof edit>>) => [
  status,
  body.problems?.[0]?.field,
  body.problems?.[0]?.message,
]

const meetings = [
  { key: 'first_meeting', name: 'First meeting', stage: 'prospecting', forecast: 'omitted', probability: 5 },
  { key: 'demo', name: 'Demo', stage: 'qualified', forecast: 'pipeline', probability: 20, exit: 'The users agree.' },
  { key: 'trial', name: 'Trial', stage: 'qualified', forecast: 'best_case', probability: 40 },
  { key: 'won', name: 'Signed', stage: 'won', forecast: 'closed', probability: 100 },
  { key: 'lost', name: 'Gone', stage: 'lost', forecast: 'omitted', probability: 0 },
] as const
async function announce(call: Call, pipeline: z.input<typeof PipelineRules>) {
  const { id, inForce } = (await call(listProgrammes, {})).body.items[0]!
  const answer = await call(announceProgrammeVersion, { id, basedOn: inForce!, rules: { pipeline } })
  expect(answer.status, answer.text).toBe(200)
  server.clock.advance(1000)
}

describe('the stages of a programme', () => {
  test('are names of its own for the six, which figures, filters and the history go on to count by', async () => {
    const { call, deal } = await office()
    await announce(call, { stages: [...meetings] })
    const made = await deal({ pipelineStage: 'demo', openedOn: day(-5) })
    expect(made).toMatchObject({ stage: 'qualified', pipelineStage: 'demo', pipelineStageName: 'Demo' })
    expect(made.forecastCategory).toBe('pipeline')
    const moved = (await edit(call, made, { pipelineStage: 'trial' })).body
    expect(moved).toMatchObject({ stage: 'qualified', pipelineStageName: 'Trial', forecastCategory: 'best_case' })
    expect(moved.stages.map(({ stage }) => stage)).toEqual(['qualified'])
    const { columns } = (await call(api.readDealBoard, {})).body
    expect(columns.map(({ name, count }) => [name, count])).toEqual([
      ['First meeting', 0],
      ['Demo', 0],
      ['Trial', 1],
      ['Signed', 0],
      ['Gone', 0],
    ])
    const inColumn = async (pipelineStage: string) => (await call(api.listDeals, { pipelineStage })).body.items.length
    expect([await inColumn('demo'), await inColumn('trial')]).toEqual([0, 1])
    expect((await call(api.listDeals, { stage: 'qualified' })).body.items).toHaveLength(1)
  })

  test('that none counts as keep a column of their own while deals stand there, and no deal is ever without one', async () => {
    const { call, deal } = await office()
    await deal({ stage: 'negotiation', value: eur(100) })
    await announce(call, { stages: [...meetings] })
    const { columns } = (await call(api.readDealBoard, {})).body
    expect(columns.map(({ name }) => name)).toEqual(['First meeting', 'Demo', 'Trial', 'Negotiation', 'Signed', 'Gone'])
    expect(columns[3]).toMatchObject({ count: 1, sums: [eur(100)] })
  })

  test('are refused where they are unknown, or contradict what is said beside them', async () => {
    const { call, deal } = await office()
    const made = await deal()
    expect(problem(await edit(call, made, { pipelineStage: 'demo' }))).toEqual([
      422,
      'pipelineStage',
      expect.stringContaining('"demo" is not one of prospecting, qualified'),
    ])
    expect(problem(await edit(call, made, { pipelineStage: 'won', stage: 'lost' }))).toEqual([
      422,
      'pipelineStage',
      expect.stringContaining('counts as “Won”'),
    ])
    const wrong = (stages: unknown) => PipelineRules.safeParse({ stages }).error?.issues[0]?.message
    expect(wrong([...meetings, meetings[0]])).toContain('twice')
    expect(wrong(meetings.toReversed())).toContain('order')
    expect(wrong(meetings.slice(0, 3))).toContain('won')
    expect(wrong([{ ...meetings[0], key: 'proposal' }, ...meetings.slice(1)])).toContain('named like another')
  })

  test('hold every deal exactly once, whatever was divided and taken away', () => {
    const { stages } = PipelineRules.parse({ stages: [...meetings] })
    const all = pipelineOf(stages)
    const refined = fc.option(fc.constantFrom('demo', 'trial', 'gone_by', 'won'), { nil: null })
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(api.dealStages) as api.DealStage[])), refined, (stage, key) => {
        expect(standing(all, stage, key).stage).toBe(stage)
      }),
    )
  })
})

describe('lines', () => {
  test('make the value: their exact sum, in one currency, which nobody sets beside them', async () => {
    const { call, customerId, deal } = await office()
    const beside = await call(api.createDeal, {
      name: 'Beside its lines',
      customerId,
      value: eur(5),
      lines: [{ product: 'Seats', amount: eur(6) }],
    })
    expect(problem(beside)).toEqual([422, 'value', expect.stringContaining('they sum to 6 minor units of EUR')])
    const { value, lines } = await deal({
      lines: [
        { product: 'Seats', quantity: 3, unitPrice: eur(33_33) },
        { product: 'Support', quantity: 2, unitPrice: eur(100), amount: eur(150) },
      ],
    })
    expect([value, lines.map(({ amount }) => amount)]).toEqual([eur(101_49), [eur(99_99), eur(150)]])
  })

  test('are refused in two currencies, without a price, or beyond what is counted exactly', async () => {
    const { call, deal } = await office()
    const made = await deal()
    const tried = async (lines: z.input<typeof api.updateDeal.input>['lines']) =>
      problem(await edit(call, made, { lines })).slice(1)
    expect(
      await tried([
        { product: 'A', amount: eur(1) },
        { product: 'B', amount: { amount: 1, currency: 'USD' } },
      ]),
    ).toEqual(['lines', expect.stringContaining('EUR, USD')])
    expect(await tried([{ product: 'A' }])).toEqual(['lines.0.amount', expect.stringContaining('unit price')])
    const most = Number.MAX_SAFE_INTEGER
    expect(
      (
        await tried([
          { product: 'A', amount: eur(most) },
          { product: 'B', amount: eur(1) },
        ])
      )[0],
    ).toBe('lines')
    expect((await tried([{ product: 'A', quantity: 2, unitPrice: eur(most) }]))[0]).toBe('lines')
    expect((await tried([{ product: 'A', amount: eur(most) }]))[0]).toBeUndefined()
  })

  test('leave the value where it is when they go', async () => {
    const { call, deal } = await office()
    const made = await deal({ lines: [{ product: 'Seats', amount: eur(700) }] })
    const { body } = await edit(call, made, { lines: [] })
    expect([body.value, body.lines, body.version]).toEqual([eur(700), [], 2])
  })

  test('are what a deal is split by: each partner gets what its lines are worth', async () => {
    const work = teamwork(server)
    const it = await work.room()
    const { manager, dealId, alpha, beta } = it
    const ids = [await work.join(it, alpha), await work.join(it, beta, { role: 'resells' })]
    const set = async (lines: z.input<typeof api.updateDeal.input>['lines']) =>
      edit(manager, (await manager(api.readDeal, { id: dealId })).body, { lines })
    const propose = () =>
      manager(teams.proposeSplit, { id: dealId, method: 'line' satisfies keyof typeof splitMethods })
    expect((await propose()).body.problems?.[0]?.field).toBe('lines')
    await set([
      { product: 'Service', amount: eur(70_01), partnerId: alpha.id },
      { product: 'Seats', amount: eur(29_99) },
    ])
    expect((await propose()).body.problems?.[0]?.message).toContain('“Seats”')
    await set([
      { product: 'Service', amount: eur(70_01), partnerId: alpha.id },
      { product: 'Seats', amount: eur(29_99), partnerId: beta.id },
    ])
    const { splits } = (await propose()).body
    expect(splits[0]!.shares.map(({ participantId, amount }) => [participantId, amount])).toEqual([
      [ids[0], eur(70_01)],
      [ids[1], eur(29_99)],
    ])
  })
})

describe('closing', () => {
  test('asks a person for the reason as the programme says, from the list that fits the end', async () => {
    const { call, deal } = await office()
    const made = await deal()
    expect(problem(await edit(call, made, { stage: 'lost' }))).toEqual([
      422,
      'closeReason',
      'is needed: say why the deal came to “Lost”',
    ])
    expect(problem(await edit(call, made, { stage: 'lost', closeReason: 'partner' }))[1]).toBe('closeReason')
    expect(problem(await edit(call, made, { stage: 'lost', closeReason: 'other' }))[1]).toBe('closeNote')
    expect(problem(await edit(call, made, { competitor: 'Rival' }))[1]).toBe('competitor')
    const lost = await edit(call, made, { stage: 'lost', closeReason: 'competitor', competitor: 'Rival' })
    expect(lost.body).toMatchObject({ closeReason: 'competitor', competitor: 'Rival', forecastCategory: 'omitted' })
    const won = await edit(call, lost.body, { stage: 'won' })
    expect(won.body).toMatchObject({ closeReason: null, competitor: null, forecastCategory: 'closed' })
    await announce(call, { reasonNeeded: { won: true } })
    const other = await deal({ name: 'Another' })
    expect(problem(await edit(call, other, { stage: 'won' }))[1]).toBe('closeReason')
    expect((await edit(call, other, { stage: 'won', closeReason: 'partner' })).status).toBe(200)
  })
})

test('a deal has the forecast category of its stage, or its own while it is open', async () => {
  const { call, deal } = await office()
  const made = await deal({ stage: 'proposal' })
  expect(made).toMatchObject({ forecast: null, forecastCategory: 'best_case' })
  const own = (await edit(call, made, { forecast: 'commit', nextStep: 'Send the contract', nextStepOn: day(3) })).body
  expect(own).toMatchObject({ forecast: 'commit', forecastCategory: 'commit', nextStep: 'Send the contract' })
  expect(problem(await edit(call, own, { forecast: 'closed' }))[1]).toBe('forecast')
  const won = (await edit(call, own, { stage: 'won' })).body
  expect(won).toMatchObject({ forecast: null, forecastCategory: 'closed' })
  expect(problem(await edit(call, won, { forecast: 'commit' }))[1]).toBe('forecast')
})
