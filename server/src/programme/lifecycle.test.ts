import { listStageRows, readLifecycle } from '@hansa/contract/lifecycle'
import { createOrganization } from '@hansa/contract/organizations'
import {
  bulkEditPartners,
  createPartner,
  partnerStages,
  readPartner,
  stageTransitions,
  updatePartner,
  type PartnerStage,
} from '@hansa/contract/partners'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { wrongTurn } from '../partners/rules/transitions.ts'
import { testServer, type Call, type TestServer } from '../testing.ts'
import { daysOf, figuresOf, outcomeOf, staysOf, type Stay } from './rules/funnel.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
const aDay = 86_400_000
const day = (after = 0) => new Date(server.clock.now().getTime() + after * aDay).toISOString().slice(0, 10)

async function partner(call: Call, stage: PartnerStage, from: string, name = 'Nordlicht') {
  const { id: organizationId } = (await call(createOrganization, { name })).body
  await call(createPartner, { organizationId, stage, from })
  return async (to: PartnerStage, since?: string) => {
    const { version } = (await call(readPartner, { organizationId })).body
    return call(updatePartner, { organizationId, version, stage: to, ...(since && { from: since }) })
  }
}

describe('by hand, a partnership moves', () => {
  test('only as the table of transitions says, and the refusal names where it could go', async () => {
    const call = await (await server.newEcosystem()).as('partner_manager')
    const move = await partner(call, 'active', day(-10))
    const refused = await move('applied')
    expect([refused.status, refused.body.problems?.[0]?.field]).toEqual([422, 'stage'])
    expect(refused.body.message).toContain('Onboarding, At risk, Dormant, Off-boarded')
    expect((await move('off_boarded')).status).toBe(200)
    expect((await move('applied', day())).status).toBe(200)
  })

  test('many at once, all or none', async () => {
    const call = await (await server.newEcosystem()).as('partner_manager')
    const ids: string[] = []
    for (const [name, stage] of [
      ['A', 'recruit'],
      ['B', 'active'],
    ] as const) {
      ids.push((await call(createOrganization, { name })).body.id)
      await call(createPartner, { organizationId: ids.at(-1)!, stage })
    }
    const refused = await call(bulkEditPartners, { organizationIds: ids, stage: 'applied' })
    expect([refused.status, refused.body.message]).toEqual([422, expect.stringContaining('nothing was changed')])
    expect((await call(readPartner, { organizationId: ids[0]! })).body.stage).toBe('recruit')
  })

  const stages = Object.keys(partnerStages) as PartnerStage[]
  test.each(stages.flatMap((from) => stages.map((to): [PartnerStage, PartnerStage] => [from, to])))(
    'from %s to %s or not',
    (from, to) => {
      const spells = [
        {
          id: 'spl_1',
          field: 'stage' as const,
          value: from,
          from: '2026-01-01',
          to: null,
          reason: null,
          source: 'api',
        },
      ]
      const open = from === to || stageTransitions[from].includes(to)
      expect(wrongTurn(spells, to, '2026-02-01') === undefined).toBe(open)
      expect(wrongTurn(spells, to, '2025-12-31')).toBeUndefined()
    },
  )

  test('whoever is in the programme never becomes a candidate without having left', () => {
    for (const from of stages.filter((stage) => partnerStages[stage].in))
      for (const to of stageTransitions[from]) expect(partnerStages[to].in || to === 'off_boarded').toBe(true)
  })
})

const stay = (
  organizationId: string,
  stage: PartnerStage,
  from: string,
  to: string | null,
  next: PartnerStage | null,
): Stay => ({
  organizationId,
  stage,
  from,
  to,
  next,
})

describe('the funnel', () => {
  test.each<[PartnerStage | null, string | null, string]>([
    [null, null, 'here'],
    ['vetted', '2026-02-01', 'went_on'],
    ['off_boarded', '2026-02-01', 'left'],
    ['recruit', '2026-02-01', 'back'],
    ['vetted', '2026-04-01', 'here'],
  ])('a stay at applied that is followed by %s on %s is, on 1 March, %s', (next, to, outcome) =>
    expect(outcomeOf(stay('a', 'applied', '2026-01-01', to, next), '2026-03-01')).toBe(outcome),
  )

  test('counts who stood at a stage once, and says how long by those who left it and those who wait', () => {
    const stays = [
      stay('a', 'applied', '2026-01-01', '2026-01-11', 'onboarding'),
      stay('b', 'applied', '2026-01-01', '2026-01-21', 'off_boarded'),
      stay('c', 'applied', '2026-01-01', null, null),
      stay('b', 'applied', '2026-02-01', '2026-02-21', 'vetted'),
    ]
    const applied = figuresOf(stays, '2026-03-02').find((one) => one.stage === 'applied')!
    expect(applied).toMatchObject({ entered: 3, wentOn: 2, left: 1, here: 1, needs: 0, median: 20 })
    // 10 d: 1 of 4 gone; 20 d: 2 of 3 gone: 3/4 · 1/3.
    expect(applied.curve.map(({ days, share }) => [days, Number(share.toFixed(4))])).toEqual([
      [10, 0.75],
      [20, 0.25],
    ])
  })

  test('says that it is too early where nobody has left a stage', () =>
    expect(figuresOf([stay('a', 'recruit', '2026-01-01', null, null)], '2026-02-01')[1]).toMatchObject({
      entered: 1,
      median: null,
      needs: 1,
      curve: [],
    }))

  const anyStage = fc.constantFrom(...(Object.keys(partnerStages) as PartnerStage[]))
  test('every stay has one outcome, none is counted twice, and joining loses no day', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyStage, fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 8 }),
        (moves) => {
          let at = Date.parse('2026-01-01')
          const spells = moves.map(([stage, days], i) => {
            const from = new Date(at).toISOString().slice(0, 10)
            at += days * aDay
            return {
              organizationId: 'a',
              stage,
              from,
              to: i === moves.length - 1 ? null : new Date(at).toISOString().slice(0, 10),
            }
          })
          const end = new Date(at).toISOString().slice(0, 10)
          const stays = staysOf(spells)
          expect(stays.reduce((sum, one) => sum + daysOf(one, end), 0)).toBe(
            moves.reduce((sum, [, days]) => sum + days, 0),
          )
          expect(stays.slice(0, -1).every((one, i) => one.next === stays[i + 1]!.stage && one.stage !== one.next)).toBe(
            true,
          )
          const figures = figuresOf(stays, end)
          expect(figures.reduce((sum, one) => sum + one.here, 0)).toBe(1)
          for (const one of figures) expect(Math.max(one.wentOn, one.left, one.here)).toBeLessThanOrEqual(one.entered)
        },
      ),
    ))

  test('is read from the dated history, and each number opens to its rows', async () => {
    const call = await (await server.newEcosystem()).as('analyst')
    const editor = await (await server.newEcosystem()).as('partner_manager')
    expect((await call(readLifecycle, {})).body.stages.every((one) => one.entered === 0)).toBe(true)
    const first = await partner(editor, 'applied', day(-60), 'Alpha')
    await first('onboarding', day(-50))
    await first('active', day(-20))
    await partner(editor, 'applied', day(-30), 'Beta')
    const { stages } = (await editor(readLifecycle, {})).body
    expect(stages.find((one) => one.stage === 'applied')).toMatchObject({ entered: 2, wentOn: 1, here: 1, median: 10 })
    expect((await editor(listStageRows, { stage: 'applied' })).body.items).toMatchObject([
      { name: 'Beta', days: 30, outcome: 'here', next: null },
      { name: 'Alpha', days: 10, outcome: 'went_on', next: 'onboarding' },
    ])
    expect((await editor(listStageRows, { stage: 'applied', outcome: 'here' })).body.total).toBe(1)
    expect(
      (await editor(readLifecycle, { from: day(-40) })).body.stages.find((one) => one.stage === 'applied'),
    ).toMatchObject({ entered: 1 })
  })
})
