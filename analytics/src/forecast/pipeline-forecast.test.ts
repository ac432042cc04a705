import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known } from '../testing/known.ts'
import { type PipelineInput, pipelineForecast } from './pipeline-forecast.ts'
import { stageHazards, type StageSpell } from './stage-hazards.ts'

/** 10,000 stays in one stage from which, in each period, a fifth is won and a fifth lost, watched for five periods. */
const steady: StageSpell[] = [0, 1, 2, 3, 4]
  .flatMap((duration) =>
    (['won', 'lost'] as const).flatMap((to) =>
      Array.from({ length: Math.round(2000 * 0.6 ** duration) }, (): StageSpell => ({ stage: 0, duration, to })),
    ),
  )
  .concat(Array.from({ length: Math.round(10_000 * 0.6 ** 5) }, () => ({ stage: 0, duration: 5, to: 'open' })))

test('the worked example', () => {
  const deals = Array.from({ length: 30 }, () => ({ stage: 0, age: 0, value: 10 }))
  const { periods, won } = known(pipelineForecast({ stages: 1, spells: steady, deals, horizon: 10 }))
  expect(periods[0]).toMatchObject({ p10: 30, p50: 60, p90: 90 })
  expect(Math.abs(periods[0]!.mean - 60)).toBeLessThan(3)
  expect(Math.abs(periods[9]!.mean - 150)).toBeLessThan(5)
  expect(won.every((p) => Math.abs(p - 0.5) < 0.05)).toBe(true)
})

describe('hazards', () => {
  const spells: StageSpell[] = [
    { stage: 0, duration: 0, to: 'lost' },
    { stage: 0, duration: 1, to: 1 },
    { stage: 0, duration: 1, to: 'open' },
    { stage: 0, duration: 2, to: 'won' },
  ]
  const at = (age: number, target: number, smoothing: number): number =>
    stageHazards(2, 3, spells, smoothing).move[age * 4 + target]!

  test('are moves over those at risk at that age, the open ones as long as they were seen', () => {
    expect([at(0, 3, 1e-9), at(1, 1, 1e-9), at(2, 2, 1e-9)].map((h) => Number(h.toFixed(6)))).toEqual([0.25, 0.5, 1])
  })
  test('are drawn towards the age before, the first towards all ages together', () => {
    // Lost: 1 of 7 periods at risk in all; at age 0, 1 of 4.
    const first = (1 + 2 / 7) / (4 + 2)
    expect(at(0, 3, 2)).toBeCloseTo(first, 12)
    expect(at(1, 3, 2)).toBeCloseTo((2 * first) / (2 + 2), 12)
  })
})

/** Deals of a process with two stages in which old deals move less and are lost more. */
function simulate(
  random: Random,
  horizon: number,
  from = { stage: 0, age: 0 },
): { spells: StageSpell[]; wonAt: number | null } {
  const spells: StageSpell[] = []
  let { stage, age } = from
  for (let t = 0; t < horizon; t++) {
    const u = random.uniform()
    const onward = (stage === 0 ? 0.3 : 0.25) / (1 + age / 4)
    const lost = 0.03 + 0.02 * Math.min(age, 5)
    const to = u < onward ? (stage === 0 ? 1 : ('won' as const)) : u < onward + lost ? ('lost' as const) : null
    if (to === null) {
      age++
      continue
    }
    spells.push({ stage, duration: age, to })
    if (to === 'won') return { spells, wonAt: t }
    if (to === 'lost') return { spells, wonAt: null }
    stage = to
    age = 0
  }
  return { spells: [...spells, { stage, duration: age, to: 'open' }], wonAt: null }
}

test('P10 to P90 hold what came about 80 times in 100, also from a short history', () => {
  const random = new Random(5)
  const runs = 80
  let [within, below] = [0, 0]
  for (let run = 0; run < runs; run++) {
    const spells = Array.from({ length: 120 }, () => simulate(random, 12).spells).flat()
    const deals = Array.from({ length: 30 }, (_, i) => ({ stage: i % 2, age: i % 5, value: 50 + random.below(100) }))
    const total = deals.reduce((sum, deal) => sum + (simulate(random, 6, deal).wonAt === null ? 0 : deal.value), 0)
    const { p10, p50, p90 } = known(pipelineForecast({ stages: 2, spells, deals, horizon: 6, draws: 200, seed: run }))
      .periods[5]!
    if (p10 <= total && total <= p90) within++
    if (total < p50) below++
  }
  expect(within / runs).toBeGreaterThan(0.72)
  expect(within / runs).toBeLessThan(0.92)
  expect(Math.abs(below / runs - 0.5)).toBeLessThan(0.15)
})

test('a deal that has sat for long is worth less than a fresh one in the same stage', () => {
  const random = new Random(6)
  const spells = Array.from({ length: 2000 }, () => simulate(random, 20).spells).flat()
  const deals = [0, 3, 10].map((age) => ({ stage: 1, age, value: 1 }))
  const { won } = known(pipelineForecast({ stages: 2, spells, deals, horizon: 6 }))
  expect([...won]).toEqual([...won].toSorted((a, b) => b - a))
  expect(won[0]! - won[2]!).toBeGreaterThan(0.2)
})

test('forecasts grow with the horizon, P10 ≤ P50 ≤ P90, and the seed decides', () => {
  const input: PipelineInput = {
    stages: 1,
    spells: steady,
    deals: [
      { stage: 0, age: 0, value: 5 },
      { stage: 0, age: 2, value: 9 },
    ],
    horizon: 5,
  }
  const { periods } = known(pipelineForecast({ ...input, seed: 1 }))
  periods.forEach(({ p10, p50, p90, mean }, t) => {
    expect(p10 <= p50 && p50 <= p90).toBe(true)
    if (t > 0) expect(mean).toBeGreaterThanOrEqual(periods[t - 1]!.mean)
  })
  expect(pipelineForecast({ ...input, seed: 1 })).toEqual(pipelineForecast({ ...input, seed: 1 }))
  expect(pipelineForecast({ ...input, seed: 1 })).not.toEqual(pipelineForecast({ ...input, seed: 2 }))
})

test('no open deals are worth nothing; a short history is not enough', () => {
  const empty = known(pipelineForecast({ stages: 1, spells: steady, deals: [], horizon: 2 }))
  expect(empty.periods[1]).toEqual({ p10: 0, p50: 0, p90: 0, mean: 0 })
  expect(pipelineForecast({ stages: 1, spells: steady.slice(0, 3), deals: [], horizon: 2 })).toEqual({
    enough: false,
    needs: '30 ended stays in a stage and 5 wins, has 3 and 3',
  })
})

test('impossible input is refused with the offending value', () => {
  const input: PipelineInput = { stages: 2, spells: steady, deals: [], horizon: 3 }
  const spell = (change: object): PipelineInput => ({
    ...input,
    spells: [{ stage: 0, duration: 1, to: 'won', ...change }],
  })
  expect(() => pipelineForecast(spell({ stage: 2 }))).toThrow(
    'spells[0].stage must be a whole number from 0 to 1, got 2',
  )
  expect(() => pipelineForecast(spell({ to: 0 }))).toThrow(
    'spells[0].to must be another stage than the one it left, got 0',
  )
  expect(() => pipelineForecast(spell({ to: 'closed' }))).toThrow('"won", "lost" or "open", got "closed"')
  expect(() => pipelineForecast(spell({ duration: 0.5 }))).toThrow('spells[0].duration')
  expect(() => pipelineForecast({ ...input, deals: [{ stage: 0, age: 0, value: -1 }] })).toThrow('deals[0].value')
  expect(() => pipelineForecast({ ...input, horizon: 0 })).toThrow('horizon')
})
